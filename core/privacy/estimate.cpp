#include "core/privacy/estimate.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace sayso::privacy {
namespace {

double within(double frequency) { return std::clamp(frequency, 0.0, 1.0); }

/// Solves (f - estimate)^2 = z^2 variance(f) for f: the variance is linear in f, so both ends are roots of a
/// quadratic.
void setInterval(Frequency& frequency, double flat, double slope, double z) {
  const double middle = frequency.estimate + z * z * slope / 2;
  const double inner = z * z * (flat + slope * frequency.estimate) + z * z * z * z * slope * slope / 4;
  const double reach = std::sqrt(std::max(0.0, inner));
  frequency.low = within(middle - reach);
  frequency.high = within(middle + reach);
}

}  // namespace

std::vector<Frequency> estimate(const Mechanism& mechanism, std::span<const std::uint64_t> counts,
                                std::uint64_t reports, double z) {
  const auto all = static_cast<double>(reports);
  const double flat = varianceOf(mechanism, 0, all);
  const double slope = varianceOf(mechanism, 1, all) - flat;
  std::vector<Frequency> frequencies;
  std::vector<double> raw;
  for (const std::uint64_t count : counts) {
    Frequency frequency;
    frequency.estimate = (static_cast<double>(count) / all - mechanism.q) / (mechanism.p - mechanism.q);
    frequency.standardError = std::sqrt(flat + slope * within(frequency.estimate));
    setInterval(frequency, flat, slope, z);
    raw.push_back(frequency.estimate);
    frequencies.push_back(frequency);
  }
  const std::vector<double> projected = projectOnSimplex(raw);
  for (std::size_t at = 0; at < projected.size(); ++at) frequencies[at].onSimplex = projected[at];
  return frequencies;
}

std::vector<double> projectOnSimplex(std::span<const double> frequencies) {
  std::vector<double> sorted(frequencies.begin(), frequencies.end());
  std::sort(sorted.begin(), sorted.end(), std::greater<>());
  double sum = 0, threshold = 0;
  for (std::size_t kept = 1; kept <= sorted.size(); ++kept) {
    sum += sorted[kept - 1];
    const double tried = (sum - 1) / static_cast<double>(kept);
    if (sorted[kept - 1] - tried > 0) threshold = tried;
  }
  std::vector<double> projected;
  for (const double frequency : frequencies) projected.push_back(std::max(0.0, frequency - threshold));
  return projected;
}

}  // namespace sayso::privacy
