#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/explain/forest.h"
#include "core/recommend/link.h"

namespace sayso::recommend {

/// Boosted trees as XGBoost writes them: the sum of the trees and of `base`.
struct ForestModel {
  std::vector<std::string> features;
  Link link = Link::Identity;
  std::vector<double> base;  // each output's margin before any tree
  explain::Forest forest;
  std::vector<double> bias;  // base and the trees' means, each output

  double margin(std::span<const double> row, std::size_t output) const;
  void explain(std::span<const double> row, std::size_t output, std::span<double> contributions) const;
  ForestModel without(std::span<const char> denied) const;

  /// Computes `bias` from the rest.
  void settle();
};

}  // namespace sayso::recommend
