#include "core/explain/quadrature.h"

namespace sayso::explain {
namespace {

struct Legendre {
  double value;
  double slope;
};

/// The Legendre polynomial of degree `size` at x, strictly between -1 and 1, by its recurrence.
Legendre legendre(std::size_t size, double x) {
  double before = 1;
  double value = x;
  for (std::size_t n = 2; n <= size; ++n) {
    const auto degree = static_cast<double>(n);
    const double next = ((2 * degree - 1) * x * value - (degree - 1) * before) / degree;
    before = value;
    value = next;
  }
  return {value, static_cast<double>(size) * (x * value - before) / (x * x - 1)};
}

/// The one root between `low` and `high`: halved until Newton's step is sure to land on it.
double rootBetween(std::size_t size, double low, double high) {
  const bool isRising = legendre(size, high).value > 0;
  for (int halved = 0; halved < 40; ++halved) {
    const double middle = (low + high) / 2;
    ((legendre(size, middle).value > 0) == isRising ? high : low) = middle;
  }
  double x = (low + high) / 2;
  for (int step = 0; step < 3; ++step) {
    const Legendre at = legendre(size, x);
    x -= at.value / at.slope;
  }
  return x;
}

}  // namespace

Quadrature gaussLegendre(std::size_t size) {
  // The roots of one degree lie between those of the degree before (and the ends).
  std::vector<double> roots{0};
  for (std::size_t degree = 2; degree <= size; ++degree) {
    std::vector<double> next;
    constexpr double kEnd = 1 - 1e-12;
    for (std::size_t i = 0; i <= roots.size(); ++i)
      next.push_back(rootBetween(degree, i == 0 ? -kEnd : roots[i - 1], i == roots.size() ? kEnd : roots[i]));
    roots = std::move(next);
  }
  Quadrature rule;
  for (const double x : roots) {
    const double slope = size == 1 ? 1 : legendre(size, x).slope;
    rule.points.push_back((1 + x) / 2);
    rule.weights.push_back(1 / ((1 - x * x) * slope * slope));
  }
  return rule;
}

}  // namespace sayso::explain
