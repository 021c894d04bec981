#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/recommend/link.h"

namespace sayso::recommend {

/// intercept + coef * row. What a feature adds is measured from its background mean, which also stands for
/// a value that is missing or denied.
struct LinearModel {
  std::vector<std::string> features;
  Link link = Link::Identity;
  std::vector<double> coef;
  std::vector<double> mean;
  double bias = 0;                              // the margin of the means
  std::vector<std::vector<double>> background;  // rows, where the file has them
  std::vector<char> isDenied;                   // empty: none is

  double margin(std::span<const double> row) const;
  void explain(std::span<const double> row, std::span<double> contributions) const;
  LinearModel without(std::span<const char> denied) const;

 private:
  double contribution(std::span<const double> row, std::size_t feature) const;
};

/// Reads `{"kind":"linear"|"ridge"|"logistic","features","coef","intercept","background_mean"|"background"}`.
/// With both, the mean must be that of the background.
LinearModel readLinear(json::Reader& reader);

}  // namespace sayso::recommend
