#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

// Each verb of the program: takes what was written after it, gives the exit code.
namespace sayso::cli {

int runValidate(const Args& args, Io& io);
int runBuild(const Args& args, Io& io);
int runDecide(const Args& args, Io& io);
int runRank(const Args& args, Io& io);
int runScore(const Args& args, Io& io);
int runTrain(const Args& args, Io& io);
int runAudit(const Args& args, Io& io);
int runPrivacy(const Args& args, Io& io);
int runTc(const Args& args, Io& io);
int runGpp(const Args& args, Io& io);

}  // namespace sayso::cli
