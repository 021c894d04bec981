#include "core/recommend/diversify.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace sayso::recommend {
namespace {

/// What is equal but for rounding is equal: two items that are the same need not have a similarity of 1 to
/// the last bit.
double slack(double worth) { return 1e-12 * (1 + std::fabs(worth)); }

}  // namespace

std::vector<Pick> diversify(std::span<const double> relevance,
                            FunctionRef<double(std::size_t, std::size_t)> similarity, double lambda,
                            std::size_t count) {
  constexpr double kNothingPicked = -std::numeric_limits<double>::infinity();
  std::vector<double> nearest(relevance.size(), kNothingPicked);
  std::vector<char> isPicked(relevance.size(), 0);
  std::vector<Pick> picks;
  while (picks.size() < std::min(count, relevance.size())) {
    Pick best{relevance.size(), 0};
    for (std::size_t candidate = 0; candidate < relevance.size(); ++candidate) {
      if (isPicked[candidate]) continue;
      if (!picks.empty())
        nearest[candidate] = std::max(nearest[candidate], similarity(candidate, picks.back().candidate));
      const double repeats = picks.empty() ? 0 : nearest[candidate];
      const double worth = lambda * relevance[candidate] - (1 - lambda) * repeats;
      if (best.candidate == relevance.size() || worth > best.worth + slack(best.worth))
        best = {candidate, worth};
    }
    isPicked[best.candidate] = 1;
    picks.push_back(best);
  }
  return picks;
}

}  // namespace sayso::recommend
