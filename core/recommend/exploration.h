#pragma once

#include <cstddef>
#include <span>

#include "core/base/random.h"

namespace sayso::recommend {

/// What is known of how often something is chosen when it is shown: a Beta distribution.
struct Beta {
  std::size_t alpha = 1;  // 0: it is never chosen
  std::size_t beta = 1;   // at least 1
  double mean() const { return static_cast<double>(alpha) / static_cast<double>(alpha + beta); }
};

/// After `chosen` of `shown` times, from a uniform prior: Beta(1 + chosen, 1 + shown - chosen).
inline Beta posterior(std::size_t chosen, std::size_t shown) { return {1 + chosen, 1 + shown - chosen}; }

/// A draw from the distribution, in time proportional to alpha + beta: of two gamma draws, each a sum of that
/// many exponential ones.
double draw(const Beta& beta, Random& random);

/// Thompson sampling (Thompson 1933): the one with the greatest draw, of equal ones the first. What little is
/// known of is drawn wide, so it is tried; what is known to be poor hardly ever is.
std::size_t explore(std::span<const Beta> known, Random& random);

}  // namespace sayso::recommend
