#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// `say-so audit minimize ROWS.csv --model FILE`: which data of people the model could do without.
int runMinimize(const Args& args, Io& io);

}  // namespace sayso::cli
