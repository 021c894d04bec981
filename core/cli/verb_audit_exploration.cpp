#include "core/cli/verb_audit_exploration.h"

#include <algorithm>

#include "core/audit/regret.h"
#include "core/base/number.h"
#include "core/cli/csv.h"
#include "core/cli/verb_train_options.h"
#include "core/recommend/exploration.h"

namespace sayso::cli {
namespace {

constexpr std::size_t kMaxTallies = 1000;
// The work of a play grows with the square of its rounds.
constexpr std::size_t kMaxRounds = 20'000;
constexpr std::size_t kMaxRepeats = 100;

/// What to play: outcomes by what was shown, in the order in which they first appear.
struct Log {
  std::vector<audit::Tally> recorded;
  std::size_t outcomes = 0;  // of all, those left out too
};

Result<Log> readLog(std::string_view text, const Args& args) {
  const std::string shownTitle = args.get("shown", "shown"), chosenTitle = args.get("chosen", "chosen");
  Csv csv(text);
  if (!csv.next()) return Csv::missing(shownTitle);
  const std::size_t shown = csv.column(shownTitle), chosen = csv.column(chosenTitle);
  const std::size_t columns = csv.fields().size();
  if (shown == columns) return Csv::missing(shownTitle);
  if (chosen == columns) return Csv::missing(chosenTitle);
  Log log;
  while (csv.next()) {
    if (auto fault = csv.ragged()) return *std::move(fault);
    const std::string& id = csv.fields()[shown];
    std::int64_t outcome = 0;
    if (!csv.whole(chosen, outcome) || outcome < 0 || outcome > 1)
      return Error{ErrorCode::BadNumber, chosenTitle + " is not 0 or 1", csv.at()};
    auto at = std::find_if(log.recorded.begin(), log.recorded.end(),
                           [&](const audit::Tally& each) { return each.id == id; });
    if (at == log.recorded.end()) {
      if (log.recorded.size() == kMaxTallies)
        return Error{ErrorCode::TooLarge, "more than 1000 different ones were shown", csv.at()};
      at = log.recorded.insert(at, {id, 0, 0});
    }
    ++at->shown;
    at->chosen += static_cast<std::size_t>(outcome);
    ++log.outcomes;
  }
  return log;
}

Result<Log> logOf(const Args& args) {
  const auto least = wholeOf(args, "least", 1);
  if (!least) return least.error();
  const auto text = readFile(args.words[1]);
  if (!text) return text.error();
  auto log = readLog(text.value(), args);
  if (!log) return log;
  Log kept{{}, log.value().outcomes};
  for (audit::Tally& each : log.value().recorded)
    if (static_cast<std::int64_t>(each.shown) >= least.value()) kept.recorded.push_back(std::move(each));
  if (kept.recorded.size() < 2)
    return Error{ErrorCode::BadValue, "fewer than two were shown that often", args.words[1]};
  return kept;
}

constexpr auto kThompson = [](std::span<const audit::Tally> learned, Random& random) {
  std::vector<recommend::Beta> known;
  for (const audit::Tally& each : learned) known.push_back(recommend::posterior(each.chosen, each.shown));
  return recommend::explore(known, random);
};

/// The whole number from 1 to `most` that an option gives.
Result<std::size_t> countOf(const Args& args, const char* option, std::size_t fallback, std::size_t most) {
  const auto count = wholeOf(args, option, static_cast<std::int64_t>(fallback));
  if (!count) return count.error();
  const auto found = static_cast<std::size_t>(count.value());
  if (found >= 1 && found <= most) return found;
  return Error{ErrorCode::BadUsage, "expected 1 to " + formatInteger(most), "--" + std::string(option)};
}

Json toJson(const audit::Regret& regret) {
  return json::object({{"mean", regret.mean}, {"least", regret.least}, {"most", regret.most}});
}

Result<Json> explorationOf(const Args& args) {
  const auto log = logOf(args);
  if (!log) return log.error();
  const auto& [recorded, outcomes] = log.value();
  const auto rounds = countOf(args, "rounds", std::min(outcomes, kMaxRounds), kMaxRounds);
  if (!rounds) return rounds.error();
  const auto repeats = countOf(args, "repeats", 20, kMaxRepeats);
  if (!repeats) return repeats.error();
  const auto seed = wholeOf(args, "seed", 1);
  if (!seed) return seed.error();
  const audit::Regret regret = audit::replayRegret(recorded, rounds.value(), repeats.value(),
                                                   static_cast<std::uint64_t>(seed.value()), kThompson);
  Json arms = Json::array();
  for (std::size_t at = 0; at < recorded.size(); ++at) {
    const recommend::Beta beta = recommend::posterior(recorded[at].chosen, recorded[at].shown);
    json::append(
        arms,
        json::object(
            {{"id", recorded[at].id},
             {"recorded", recorded[at].shown},
             {"rate", recorded[at].rate()},
             {"posterior", json::object({{"alpha", beta.alpha}, {"beta", beta.beta}, {"mean", beta.mean()}})},
             {"share", regret.shares[at]}}));
  }
  return json::object({{"schema", "say-so-exploration/1"},
                       {"outcomes", outcomes},
                       {"rounds", rounds.value()},
                       {"repeats", repeats.value()},
                       {"arms", std::move(arms)},
                       {"regret", toJson(regret)},
                       {"evenRegret", audit::evenRegret(recorded, rounds.value())}});
}

}  // namespace

int runExploration(const Args& args, Io& io) {
  if (args.words.size() != 2) {
    io.say("say-so audit exploration: expected LOG.csv [--shown TITLE] [--chosen TITLE]");
    return kBadUsage;
  }
  io.reply(explorationOf(args));
  return io.exitCode();
}

}  // namespace sayso::cli
