#include "core/base/normal.h"

#include <cmath>

#include "core/base/math.h"

namespace sayso {

double normalBelow(double x) { return math::erfc(-x / std::sqrt(2.0)) / 2; }

double normalQuantile(double confidence) {
  double low = 0, high = 40;
  for (int step = 0; step < 100; ++step) {
    const double middle = (low + high) / 2;
    const bool isBelow = 1 - math::erfc(middle / std::sqrt(2.0)) < confidence;
    (isBelow ? low : high) = middle;
  }
  return (low + high) / 2;
}

double normalQuantileBelow(double p) {
  const double quantile = normalQuantile(std::fabs(2 * p - 1));
  return p < 0.5 ? -quantile : quantile;
}

}  // namespace sayso
