#pragma once

#include <string_view>

#include "core/cli/verb_train_ease.h"

/// What a brand's own database counted in place of baskets: docs/training.md has the query.
namespace sayso::cli {

struct Counts {
  Names items;
  PairCounts pairs;
};

/// Reads a CSV with the columns item, other, shoppers: by how many shoppers both were bought. Each pair
/// stands there once, in whichever order, and each item with itself. Pairs that nobody bought may be absent.
/// `at` of an error is "line N".
/// With `known` items the model has these, in their order, and no others.
Result<Counts> readCounts(std::string_view csv, const Purchases* known = nullptr);

/// Of each item, by how many shoppers it was bought, as a share of the largest.
std::vector<float> popularity(const PairCounts& pairs);

}  // namespace sayso::cli
