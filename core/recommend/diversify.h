#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/function_ref.h"

namespace sayso::recommend {

/// A place of a re-ranked list: the candidate that takes it, and what it was worth to the list so far.
struct Pick {
  std::size_t candidate = 0;
  double worth = 0;
  bool operator==(const Pick&) const = default;
};

/// Maximal marginal relevance (Carbonell and Goldstein 1998): each place goes to the candidate with the most
/// lambda * relevance - (1 - lambda) * (its greatest similarity to what was picked), the first place by
/// lambda * relevance alone; equal ones (to 1e-12) to the lower index. Lambda 1 is the order of relevance, 0
/// asks for difference alone. Picks `count` candidates, or all; the first picks do not depend on `count`.
std::vector<Pick> diversify(std::span<const double> relevance,
                            FunctionRef<double(std::size_t, std::size_t)> similarity, double lambda,
                            std::size_t count);

}  // namespace sayso::recommend
