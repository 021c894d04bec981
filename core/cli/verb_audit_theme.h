#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// `say-so audit theme FILE…`: what style sheets do to those who choose.
int runTheme(const Args& args, Io& io);

}  // namespace sayso::cli
