#include "core/privacy/gaussian.h"

#include <cmath>

#include "core/base/math.h"
#include "core/base/normal.h"

namespace sayso::privacy {

std::optional<double> classicSigma(double epsilon, double delta, double sensitivity) {
  if (epsilon > 1) return std::nullopt;
  return sensitivity * std::sqrt(2 * math::log(1.25 / delta)) / epsilon;
}

double deltaOf(double sigma, double epsilon, double sensitivity) {
  const double near = sensitivity / (2 * sigma);
  const double far = epsilon * sigma / sensitivity;
  return normalBelow(near - far) - math::exp(epsilon) * normalBelow(-near - far);
}

double analyticSigma(double epsilon, double delta, double sensitivity) {
  const auto suffices = [&](double sigma) { return deltaOf(sigma, epsilon, sensitivity) <= delta; };
  double most = sensitivity;
  while (!suffices(most)) most *= 2;
  double least = most / 2;
  while (suffices(least)) least /= 2;
  for (double middle = (least + most) / 2; least < middle && middle < most; middle = (least + most) / 2)
    (suffices(middle) ? most : least) = middle;
  return most;
}

}  // namespace sayso::privacy
