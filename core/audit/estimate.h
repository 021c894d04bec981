#pragma once

#include <cstddef>
#include <optional>

#include "core/base/json.h"

namespace sayso::audit {

/// A mean over those of whom a figure has a value, with its 95 % interval: mean ± 1.96 standard errors.
class Estimate {
 public:
  void add(std::optional<double> value);
  std::size_t count() const { return count_; }
  double mean() const;
  /// Half of the interval; 0 below two values.
  double error() const;

 private:
  double sum_ = 0;
  double squares_ = 0;
  std::size_t count_ = 0;
};

/// As figures stand in reports: to five decimals.
double rounded(double value);

/// `{"mean","error","lists"}`, null without a value.
Json toJson(const Estimate& estimate);

}  // namespace sayso::audit
