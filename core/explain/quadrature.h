#pragma once

#include <cstddef>
#include <vector>

namespace sayso::explain {

/// Points and weights on [0, 1] that integrate a polynomial of degree up to 2 * size - 1 exactly.
struct Quadrature {
  std::vector<double> points;
  std::vector<double> weights;
};

/// Gauss and Legendre's rule with `size` points (at least 1), by + - * / alone: the same in every build.
Quadrature gaussLegendre(std::size_t size);

}  // namespace sayso::explain
