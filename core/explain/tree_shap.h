#pragma once

#include <span>

#include "core/explain/forest.h"

/// Exact Shapley values of a forest for the path-dependent value function: where a split's feature is not in
/// the set, the mean of both children, each weighed by its share of the training rows. In doubles throughout.
namespace sayso::explain {

/// Adds to `contributions` (one each feature) what each feature of `row` gives to the sum of the trees of
/// `output`; together with the trees' means they add up to `walk`. NaN is missing.
void addTreeShap(const Forest& forest, std::span<const double> row, std::span<double> contributions,
                 std::size_t output = 0);

}  // namespace sayso::explain
