#pragma once

#include <span>
#include <vector>

#include "core/explain/forest.h"

namespace sayso::explain {

/// Adds to `contributions` the exact Shapley values of `row` for the interventional value function: a feature
/// that is not in the set takes its value from a row of `background`, and the result is the mean over those.
/// Gives the mean of the trees of `output` over the background, which is the bias.
double addInterventional(const Forest& forest, std::span<const double> row,
                         const std::vector<std::vector<double>>& background, std::span<double> contributions,
                         std::size_t output = 0);

}  // namespace sayso::explain
