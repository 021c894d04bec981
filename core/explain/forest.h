#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Trees of decisions as flat arrays, whatever file they came from.
namespace sayso::explain {

/// Nodes stand in preorder: the left child of a split is the node after it. Only nodes that a walk can reach
/// are here. Thresholds are compared as float32, as the trainer did: `(float)x < threshold` goes left.
struct Forest {
  static constexpr std::uint16_t kLeaf = 0xFFFF;
  static constexpr std::size_t kMaxFeatures = 0xFFFF;  // a feature is 16 bits, and kLeaf is none
  static constexpr std::size_t kMaxDepth = 256;        // splits on one path: bounds every recursion

  struct Tree {
    std::uint32_t root = 0;
    std::uint32_t output = 0;  // which of the model's outputs it adds to
    bool operator==(const Tree&) const = default;
  };

  std::size_t features = 0;  // numbers in a row
  std::size_t outputs = 1;
  std::vector<Tree> trees;

  // One each node.
  std::vector<std::uint16_t> feature;     // kLeaf: a leaf
  std::vector<std::uint8_t> missingLeft;  // where a missing value goes
  std::vector<float> threshold;
  std::vector<std::uint32_t> right;  // the right child
  std::vector<double> share;         // of the parent's training rows; of a root 1
  std::vector<double> value;         // of a leaf

  bool isLeaf(std::uint32_t node) const { return feature[node] == kLeaf; }
  bool goesLeft(std::uint32_t node, double x) const {
    // NaN is a missing value, and the one number that differs from itself.
    return x != x ? missingLeft[node] != 0 : static_cast<float>(x) < threshold[node];
  }
  /// The node after the last one of `tree`.
  std::uint32_t end(std::size_t tree) const {
    return tree + 1 < trees.size() ? trees[tree + 1].root : static_cast<std::uint32_t>(feature.size());
  }

  /// Appends a node; gives its index.
  std::uint32_t add(std::uint16_t ofFeature, bool isMissingLeft, float ofThreshold, double ofShare,
                    double ofValue);

  bool operator==(const Forest&) const = default;
};

/// The sum of the leaves that `row` reaches, over the trees of `output` in their order. NaN is missing.
double walk(const Forest& forest, std::span<const double> row, std::size_t output = 0);

/// The leaf values of `tree`, each weighed by its share of the training rows.
double meanOf(const Forest& forest, std::size_t tree);

/// The same forest where a split on a feature that `denied` marks always takes the default branch: no such
/// split is left, so whatever a row holds there is never read, and the feature's Shapley value is exactly 0.
/// What the missing value would have changed lies in the mean. Other shares stay as they are.
Forest without(const Forest& forest, std::span<const char> denied);

}  // namespace sayso::explain
