#include "core/recommend/calibrate.h"

#include <algorithm>

#include "core/base/math.h"

namespace sayso::recommend {
namespace {

/// One genre's part of C, where the list has `share` of it.
double distance(double target, double share) {
  if (target <= 0) return 0;
  return target * math::log(target / ((1 - Calibration::kAlpha) * share + Calibration::kAlpha * target));
}

double distance(std::span<const double> target, std::span<const double> sums, double weight) {
  double sum = 0;
  for (std::size_t genre = 0; genre < target.size(); ++genre)
    sum += distance(target[genre], sums[genre] / weight);
  return sum;
}

}  // namespace

std::vector<Pick> Calibration::pick(std::span<const double> relevance, SharesOf sharesOf,
                                    std::size_t count) const {
  std::vector<double> sums(target.size(), 0);  // by genre, of the picked
  std::vector<char> isPicked(relevance.size(), 0);
  std::vector<Pick> picks;
  double weights = 0, relevant = 0;
  while (picks.size() < std::min(count, relevance.size())) {
    const double weight = rankWeight ? rankWeight(picks.size()) : 1;
    weights += weight;
    // A candidate changes only the terms of its own genres.
    const double without = distance(target, sums, weights);
    Pick best{relevance.size(), 0};
    for (std::size_t candidate = 0; candidate < relevance.size(); ++candidate) {
      if (isPicked[candidate]) continue;
      double apart = without;
      for (const Share& share : sharesOf(candidate)) {
        const double sum = sums[share.genre];
        apart += distance(target[share.genre], (sum + weight * share.value) / weights) -
                 distance(target[share.genre], sum / weights);
      }
      const double worth = (1 - lambda) * (relevant + relevance[candidate]) - lambda * apart;
      if (best.candidate == relevance.size() || worth > best.worth) best = {candidate, worth};
    }
    isPicked[best.candidate] = 1;
    relevant += relevance[best.candidate];
    for (const Share& share : sharesOf(best.candidate)) sums[share.genre] += weight * share.value;
    picks.push_back(best);
  }
  return picks;
}

double miscalibration(std::span<const double> target, std::span<const std::vector<Share>> shares) {
  std::vector<double> sums(target.size(), 0);
  for (const std::vector<Share>& each : shares)
    for (const Share& share : each) sums[share.genre] += share.value;
  return distance(target, sums, std::max(1.0, static_cast<double>(shares.size())));
}

}  // namespace sayso::recommend
