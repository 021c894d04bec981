#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// `say-so audit exploration LOG`: what learning by Thompson sampling would have missed, against showing each
/// as often. LOG is a CSV of outcomes, one a line: what was shown, and 1 or 0 for chosen or not.
int runExploration(const Args& args, Io& io);

}  // namespace sayso::cli
