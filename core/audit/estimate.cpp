#include "core/audit/estimate.h"

#include <algorithm>
#include <cmath>

#include "core/base/normal.h"

namespace sayso::audit {

void Estimate::add(std::optional<double> value) {
  if (!value) return;
  sum_ += *value;
  squares_ += *value * *value;
  ++count_;
}

double Estimate::mean() const { return count_ ? sum_ / static_cast<double>(count_) : 0; }

double Estimate::error() const {
  if (count_ < 2) return 0;
  const auto n = static_cast<double>(count_);
  const double variance = std::max(0.0, (squares_ - n * mean() * mean()) / (n - 1));
  return kNormal95 * std::sqrt(variance / n);
}

double rounded(double value) { return std::floor(value * 1e5 + 0.5) / 1e5; }

Json toJson(const Estimate& estimate) {
  if (estimate.count() == 0) return nullptr;
  return json::object({{"mean", rounded(estimate.mean())},
                       {"error", rounded(estimate.error())},
                       {"lists", estimate.count()}});
}

}  // namespace sayso::audit
