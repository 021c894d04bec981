#pragma once

#include <string_view>

#include "core/audit/fairness.h"
#include "core/cli/args.h"
#include "core/cli/io.h"

namespace sayso::cli {

/// `say-so audit fairness DECISIONS.csv`: what decisions did to groups of people.
int runFairness(const Args& args, Io& io);

/// The report on `decisions`, the text of the CSV; what the options name is read from files.
Result<audit::Fairness> fairnessOf(const Args& args, std::string_view decisions);

}  // namespace sayso::cli
