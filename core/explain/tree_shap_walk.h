#pragma once

#include <span>

#include "core/explain/forest.h"

namespace sayso::explain {

/// The attribution of one tree without tables, by a walk through all of it: for trees that are too large for
/// them. Adds to `contributions` (one each feature) what each feature of `row` gives.
void walkTreeShap(const Forest& forest, std::size_t tree, std::span<const double> row,
                  std::span<double> contributions);

}  // namespace sayso::explain
