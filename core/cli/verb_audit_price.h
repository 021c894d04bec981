#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// `say-so audit price OFFERS.csv`: whether a price depends on who sees it. A row is a price that was shown.
int runPrice(const Args& args, Io& io);

}  // namespace sayso::cli
