#pragma once

#include <limits>
#include <vector>

#include "core/base/random.h"
#include "core/explain/forest.h"

/// Forests and rows drawn from a seed.
namespace sayso::explain::testing {

struct Shape {
  std::size_t features = 6;
  std::size_t trees = 3;
  std::size_t depth = 5;
};

inline void grow(Forest& forest, Random& random, double share, std::size_t depth) {
  const double value = 2 * random.uniform() - 1;
  const bool isLeaf = depth == 0 || random.below(6) == 0;
  const auto feature = isLeaf ? Forest::kLeaf : static_cast<std::uint16_t>(random.below(forest.features));
  // Few thresholds, so that values fall on them and splits are repeated.
  const auto threshold = static_cast<float>(random.below(9)) / 8;
  const std::uint32_t at = forest.add(feature, random.below(2) == 1, threshold, share, isLeaf ? value : 0);
  if (isLeaf) return;
  // Now and then nobody came one way in training.
  const double left = random.below(20) == 0 ? 0 : random.uniform();
  grow(forest, random, left, depth - 1);
  forest.right[at] = static_cast<std::uint32_t>(forest.feature.size());
  grow(forest, random, 1 - left, depth - 1);
}

inline Forest forestOf(const Shape& shape, Random& random) {
  Forest forest;
  forest.features = shape.features;
  for (std::size_t tree = 0; tree < shape.trees; ++tree) {
    forest.trees.push_back({static_cast<std::uint32_t>(forest.feature.size()), 0});
    grow(forest, random, 1, shape.depth);
  }
  return forest;
}

inline std::vector<double> rowOf(std::size_t features, Random& random) {
  std::vector<double> row;
  for (std::size_t feature = 0; feature < features; ++feature)
    row.push_back(random.below(6) == 0 ? std::numeric_limits<double>::quiet_NaN()
                                       : static_cast<double>(random.below(9)) / 8);
  return row;
}

}  // namespace sayso::explain::testing
