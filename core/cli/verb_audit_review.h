#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// `say-so audit review`: what levels of consent bring shoppers whose later purchases are known.
int runReview(const Args& args, Io& io);

/// `say-so audit trial`: how many visitors a trial needs, and what the counts of one say.
int runTrial(const Args& args, Io& io);

}  // namespace sayso::cli
