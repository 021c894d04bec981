#include "core/audit/regret.h"

#include <algorithm>

namespace sayso::audit {
namespace {

double bestRate(std::span<const Tally> recorded) {
  double best = 0;
  for (const Tally& each : recorded) best = std::max(best, each.rate());
  return best;
}

/// Choices missed in one play; adds how often each was shown.
double playOnce(std::span<const Tally> recorded, std::size_t rounds, Random& random, Choose choose,
                std::vector<double>& shown) {
  const double best = bestRate(recorded);
  std::vector<Tally> learned(recorded.size());
  double missed = 0;
  for (std::size_t round = 0; round < rounds; ++round) {
    const std::size_t at = choose(learned, random);
    ++learned[at].shown;
    learned[at].chosen += random.below(recorded[at].shown) < recorded[at].chosen ? 1 : 0;
    missed += best - recorded[at].rate();
  }
  for (std::size_t at = 0; at < learned.size(); ++at) shown[at] += static_cast<double>(learned[at].shown);
  return missed;
}

}  // namespace

Regret replayRegret(std::span<const Tally> recorded, std::size_t rounds, std::size_t repeats,
                    std::uint64_t seed, Choose choose) {
  Random random(seed);
  Regret regret;
  regret.shares.assign(recorded.size(), 0);
  for (std::size_t repeat = 0; repeat < repeats; ++repeat) {
    const double missed = playOnce(recorded, rounds, random, choose, regret.shares);
    regret.mean += missed / static_cast<double>(repeats);
    regret.least = repeat == 0 ? missed : std::min(regret.least, missed);
    regret.most = std::max(regret.most, missed);
  }
  for (double& share : regret.shares) share /= static_cast<double>(rounds * repeats);
  return regret;
}

double evenRegret(std::span<const Tally> recorded, std::size_t rounds) {
  const double best = bestRate(recorded);
  double missed = 0;
  for (const Tally& each : recorded) missed += best - each.rate();
  return missed * static_cast<double>(rounds) / static_cast<double>(recorded.size());
}

}  // namespace sayso::audit
