#pragma once

#include <span>

#include "core/explain/forest.h"

namespace sayso::explain {

/// Adds to `matrix` (features * features, by rows) the path-dependent Shapley interaction values of the trees
/// of `output`: off the diagonal half of what two features do together, on it nothing yet. A row's diagonal
/// is the feature's Shapley value less the rest of its row.
void addTreeInteractions(const Forest& forest, std::span<const double> row, std::span<double> matrix,
                         std::size_t output = 0);

}  // namespace sayso::explain
