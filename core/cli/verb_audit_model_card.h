#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// `say-so audit model-card`: what the model reads, weighs and does, from its files and from what the brand
/// states.
int runModelCard(const Args& args, Io& io);

}  // namespace sayso::cli
