// `say-so privacy simulate`: how far estimates are from the truth, for so many consumers and such an epsilon.
#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/cli/random_bytes.h"
#include "core/cli/verb_privacy.h"
#include "core/cli/verb_train_options.h"
#include "core/privacy/report.h"

namespace sayso::cli {
namespace {

using namespace privacy;

/// "0.2,0.5,0.3": numbers, at least one.
Result<std::vector<double>> numbersOf(const Args& args, const char* option, const char* fallback) {
  const auto json = json::parse("[" + args.get(option, fallback) + "]");
  std::vector<double> numbers;
  if (json)
    for (const Json& each : json.value())
      if (each.is_number() && each.get<double>() >= 0) numbers.push_back(each.get<double>());
  if (!json || numbers.empty() || numbers.size() != json.value().size())
    return Error{ErrorCode::BadUsage, "expected numbers with commas between", "--" + std::string(option)};
  return numbers;
}

/// So many consumers, whose answers have these shares to the nearest whole consumer.
std::vector<std::uint64_t> answersOf(const std::vector<double>& shares, std::uint64_t consumers) {
  double sum = 0;
  for (const double share : shares) sum += share;
  std::vector<std::uint64_t> counts;
  double before = 0;
  std::uint64_t given = 0;
  for (const double share : shares) {
    before += share / sum;
    const auto until = static_cast<std::uint64_t>(before * static_cast<double>(consumers) + 0.5);
    counts.push_back(until - given);
    given = until;
  }
  return counts;
}

/// How far estimates were from what the consumers answered.
struct Errors {
  double squares = 0, squaresOnSimplex = 0, most = 0, covered = 0, count = 0;

  void add(const std::vector<Frequency>& estimated, const std::vector<std::uint64_t>& truth,
           double consumers) {
    for (std::size_t at = 0; at < truth.size(); ++at) {
      const double share = static_cast<double>(truth[at]) / consumers;
      const double wrong = estimated[at].estimate - share;
      const double onSimplex = estimated[at].onSimplex - share;
      squares += wrong * wrong;
      squaresOnSimplex += onSimplex * onSimplex;
      most = std::max(most, std::fabs(onSimplex));
      covered += estimated[at].low <= share && share <= estimated[at].high ? 1 : 0;
      ++count;
    }
  }
};

/// Every consumer answers once, on a device of their own, and the reports are counted.
Result<Tally> play(const Mechanism& mechanism, const std::vector<std::uint64_t>& truth, RandomBytes& random) {
  Tally tally(Report{"simulated", "", mechanism, {}});
  for (std::size_t answer = 0; answer < truth.size(); ++answer) {
    for (std::uint64_t consumer = 0; consumer < truth[answer]; ++consumer) {
      const auto bytes = random.take(bytesFor(mechanism));
      if (!bytes) return bytes.error();
      Draws draws(bytes.value());
      auto reported = randomize(mechanism, answer, draws);
      if (!reported) return reported.error();
      tally.add({"simulated", "", mechanism, std::move(reported).value()});
    }
  }
  return tally;
}

struct Trial {
  std::vector<double> shares;
  std::uint64_t consumers;
  double epsilon;
  std::int64_t repeats;
};

Result<Json> run(const Trial& trial, RandomBytes& random) {
  const auto mechanism = chooseMechanism(trial.shares.size(), trial.epsilon);
  if (!mechanism) return mechanism.error();
  const std::vector<std::uint64_t> truth = answersOf(trial.shares, trial.consumers);
  const auto all = static_cast<double>(trial.consumers);
  double expected = 0;
  for (const std::uint64_t count : truth)
    expected += varianceOf(mechanism.value(), static_cast<double>(count) / all, all);
  Errors errors;
  for (std::int64_t repeat = 0; repeat < trial.repeats; ++repeat) {
    const auto tally = play(mechanism.value(), truth, random);
    if (!tally) return tally.error();
    errors.add(estimate(mechanism.value(), tally.value().counts(), trial.consumers), truth, all);
  }
  const auto answers = static_cast<double>(truth.size());
  return json::object({{"consumers", trial.consumers},
                       {"epsilon", trial.epsilon},
                       {"answers", truth.size()},
                       {"mechanism", toText(mechanism.value().kind)},
                       {"repeats", trial.repeats},
                       {"expectedError", std::sqrt(expected / answers)},
                       {"error", std::sqrt(errors.squares / errors.count)},
                       {"errorOnSimplex", std::sqrt(errors.squaresOnSimplex / errors.count)},
                       {"mostOnSimplex", errors.most},
                       {"covered", errors.covered / errors.count}});
}

}  // namespace

int runSimulate(const Args& args, Io& io) {
  const auto shares = numbersOf(args, "shares", "1,1");
  const auto consumers = numbersOf(args, "consumers", "1000,10000,100000,1000000");
  const auto epsilons = numbersOf(args, "epsilon", "0.5,1,2,4");
  const auto repeats = wholeOf(args, "repeats", 10);
  auto random = RandomBytes::of(args);
  for (const auto* list : {&shares, &consumers, &epsilons})
    if (!*list) {
      io.refuse(list->error());
      return kBadUsage;
    }
  if (!random || !repeats || repeats.value() < 1) {
    io.say("say-so privacy simulate: --repeats and --seed are whole numbers");
    return kBadUsage;
  }
  for (const double count : consumers.value())
    for (const double epsilon : epsilons.value()) {
      const double within = std::clamp(count, 1.0, 1e8);
      io.reply(run({shares.value(), static_cast<std::uint64_t>(within), epsilon, repeats.value()},
                   random.value()));
    }
  return io.exitCode();
}

}  // namespace sayso::cli
