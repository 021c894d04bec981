#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/recommend/row_model.h"

/// Attributions that no page asks for: other value functions, and pairs of features.
namespace sayso::recommend {

using Background = std::vector<std::vector<double>>;

/// The contributions of many rows (one after the other in `rows`) at once: the bits that `explain` gives for
/// each, for trees ten times as fast.
std::vector<double> explainAll(const RowModel& model, std::span<const double> rows, std::size_t output = 0);

/// Shapley values where a feature outside the set takes its value from a row of `background` (at least one),
/// in the mean. Exact for every kind. A missing value in the background of a linear model is the model's
/// mean.
Attribution explainInterventional(const RowModel& model, std::span<const double> row,
                                  const Background& background, std::size_t output = 0);

/// The same for the prediction itself, by enumerating all subsets; nothing where that would take too long:
/// more than 12 features.
std::optional<Attribution> explainPrediction(const RowModel& model, std::span<const double> row,
                                             const Background& background);

/// Shapley interaction values, as XGBoost lays them out: one row and one column each feature and one for the
/// bias, which stands in the last corner. A row's sum is its feature's Shapley value. The value function is
/// the model's own.
std::vector<std::vector<double>> interactions(const RowModel& model, std::span<const double> row,
                                              std::size_t output = 0);

}  // namespace sayso::recommend
