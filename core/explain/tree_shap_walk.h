#pragma once

#include <span>

#include "core/explain/forest.h"
#include "core/explain/quadrature.h"

namespace sayso::explain {

/// The attribution of one tree without tables, by a walk through all of it: for trees that are too large for
/// them. Adds to `contributions` (one each feature) what each feature of `row` gives. `rule` has a point for
/// every two different features on a path.
void walkTreeShap(const Forest& forest, std::size_t tree, const Quadrature& rule, std::span<const double> row,
                  std::span<double> contributions);

}  // namespace sayso::explain
