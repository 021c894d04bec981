#pragma once

#include "core/cli/args.h"
#include "core/cli/io.h"

/// What `say-so privacy` can do, by the word after it.
namespace sayso::cli {

/// An error of one line of the input: its place is the line's, and the one within it.
Error onLine(std::size_t number, const Error& error);

// verb_privacy_reports.cpp
int runRandomize(const Args& args, Io& io);
int runEstimate(const Args& args, Io& io);
int runBudget(const Args& args, Io& io);
// verb_privacy_updates.cpp
int runUpdate(const Args& args, Io& io);
int runAggregate(const Args& args, Io& io);
// verb_privacy_account.cpp
int runAccount(const Args& args, Io& io);
// verb_privacy_simulate.cpp
int runSimulate(const Args& args, Io& io);
// verb_privacy_federate.cpp
int runFederate(const Args& args, Io& io);

}  // namespace sayso::cli
