// `say-so privacy`: statistics and learning that leave no answer of anybody behind.
#include "core/cli/verb_privacy.h"

#include <algorithm>

#include "core/cli/verbs.h"

namespace sayso::cli {
namespace {

struct Part {
  std::string_view name;
  int (*run)(const Args& args, Io& io);
};

constexpr Part kParts[] = {{"randomize", runRandomize}, {"estimate", runEstimate},   {"budget", runBudget},
                           {"update", runUpdate},       {"aggregate", runAggregate}, {"account", runAccount},
                           {"simulate", runSimulate},   {"federate", runFederate}};

}  // namespace

Error onLine(std::size_t number, const Error& error) {
  const std::string line = "line " + std::to_string(number);
  return {error.code, error.message, error.at.empty() ? line : line + " " + error.at};
}

int runPrivacy(const Args& args, Io& io) {
  const auto part = std::find_if(std::begin(kParts), std::end(kParts), [&](const Part& each) {
    return args.words.size() == 1 && each.name == args.words.front();
  });
  if (part != std::end(kParts)) return part->run(args, io);
  io.say(
      "say-so privacy: expected randomize, estimate, budget, update, aggregate, account, simulate or "
      "federate");
  return kBadUsage;
}

}  // namespace sayso::cli
