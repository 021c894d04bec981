#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/explain/forest.h"
#include "core/explain/tree_shap.h"
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

  /// The forest prepared for attributions, made when it is first asked for.
  const explain::TreeShap& shap() const;

  /// Computes `bias` from the rest.
  void settle();

 private:
  mutable std::shared_ptr<const explain::TreeShap> shap_;  // shared by copies
};

}  // namespace sayso::recommend
