#include "core/recommend/diversify.h"

#include <algorithm>
#include <limits>

namespace sayso::recommend {

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
      if (best.candidate == relevance.size() || worth > best.worth) best = {candidate, worth};
    }
    isPicked[best.candidate] = 1;
    picks.push_back(best);
  }
  return picks;
}

}  // namespace sayso::recommend
