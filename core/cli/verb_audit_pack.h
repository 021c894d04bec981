#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// `say-so audit pack DIR --recipe FILE`: all the audits that the recipe lists, in every form, with the
/// hashes of what went in and came out, the versions, and the one command that makes it all again. Nothing in
/// it depends on the clock or on DIR: the same files give the same bytes.
int runPack(const Args& args, Io& io);

}  // namespace sayso::cli
