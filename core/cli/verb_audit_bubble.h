#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// `say-so audit bubble`: lists on the input, one a line, and one report of them all. A line is an answer of
/// `say-so rank`, or {"list": [id, …], "relevant"?: [id, …] or {id: grade, …}, "baseline"?: [id, …]}.
int runBubble(const Args& args, Io& io);

}  // namespace sayso::cli
