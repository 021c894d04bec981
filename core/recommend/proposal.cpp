#include "core/recommend/proposal.h"

#include <algorithm>

#include "core/profile/question.h"
#include "core/recommend/guess.h"

namespace sayso::recommend {
namespace {

bool isRefused(const Proposed& before, std::string_view signal, std::string_view value) {
  return std::any_of(before.refused.begin(), before.refused.end(),
                     [&](const Proposed::One& one) { return one.signal == signal && one.value == value; });
}

/// Whether the visitor said something of the value, in this question or in another about the same kind.
bool isSaid(const Visit& visit, const Guess& guess) {
  for (const Attribute& attribute : visit.consented.attributes()) {
    const consent::Question* question = profile::questionOf(visit.config, attribute.signal);
    if (!question || question->from != guess.from) continue;
    const auto& values = attribute.values;
    if (std::find(values.begin(), values.end(), guess.value) != values.end()) return true;
  }
  return false;
}

}  // namespace

Proposed readProposed(json::Reader& reader) {
  Proposed before;
  before.isSilent = reader.flagIf("silent");
  reader.eachIf("refused", [&](json::Reader& one) {
    before.refused.push_back({one.text("signal"), one.text("value")});
    one.finish();
  });
  if (before.refused.size() > kMaxRefused)
    reader.fail(ErrorCode::TooLarge, "more than 1000 refusals", "refused");
  reader.finish();
  return before;
}

std::optional<Proposal> propose(const Visit& visit, const Proposed& before) {
  if (before.isSilent) return std::nullopt;
  for (const Guess& guess : guessesOf(visit, 2)) {
    if (isSaid(visit, guess)) continue;
    for (const consent::Question& question : visit.config.questions) {
      if (!question.proposeAfter || question.from != guess.from ||
          guess.items.size() < question.proposeAfter || isRefused(before, question.signal, guess.value))
        continue;
      const consent::Outcome* outcome = visit.consented.decision().signal(question.signal);
      if (outcome && outcome->granted) return Proposal{question.signal, guess.value, guess.items.size()};
    }
  }
  return std::nullopt;
}

Json toJson(const Proposal& proposal) {
  return json::object({{"signal", proposal.signal}, {"value", proposal.value}, {"count", proposal.count}});
}

}  // namespace sayso::recommend
