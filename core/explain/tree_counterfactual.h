#pragma once

#include <span>

#include "core/explain/counterfactual.h"
#include "core/explain/forest.h"

namespace sayso::explain {

/// The smallest set of features of `row` that, taken as missing, bring `walk(forest, …)` to `most` or below.
/// Features whose value is missing already are never in it.
Removal missingToReach(const Forest& forest, std::span<const double> row, double most,
                       std::size_t output = 0);

}  // namespace sayso::explain
