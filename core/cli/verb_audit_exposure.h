#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// `say-so audit exposure --items ITEMS.csv`: lists on the input, one a line, and one report on whose items
/// they show. A line is as `audit bubble` reads it.
int runExposure(const Args& args, Io& io);

}  // namespace sayso::cli
