#include "core/explain/forest.h"

namespace sayso::explain {
namespace {

/// The first node from `node` on, down default branches, that does not split on a denied feature.
std::uint32_t settle(const Forest& forest, std::uint32_t node, std::span<const char> denied) {
  while (!forest.isLeaf(node) && denied[forest.feature[node]])
    node = forest.missingLeft[node] ? node + 1 : forest.right[node];
  return node;
}

/// Copies what is below `node` of `from`. The copy keeps the share of the place it takes.
void copy(const Forest& from, std::uint32_t node, std::span<const char> denied, Forest& to) {
  const double share = from.share[node];
  node = settle(from, node, denied);
  const std::uint32_t at =
      to.add(from.feature[node], from.missingLeft[node] != 0, from.threshold[node], share, from.value[node]);
  if (from.isLeaf(node)) return;
  copy(from, node + 1, denied, to);
  to.right[at] = static_cast<std::uint32_t>(to.feature.size());
  copy(from, from.right[node], denied, to);
}

double meanBelow(const Forest& forest, std::uint32_t node) {
  if (forest.isLeaf(node)) return forest.value[node];
  const std::uint32_t right = forest.right[node];
  return forest.share[node + 1] * meanBelow(forest, node + 1) +
         forest.share[right] * meanBelow(forest, right);
}

}  // namespace

std::uint32_t Forest::add(std::uint16_t ofFeature, bool isMissingLeft, float ofThreshold, double ofShare,
                          double ofValue) {
  feature.push_back(ofFeature);
  missingLeft.push_back(isMissingLeft ? 1 : 0);
  threshold.push_back(ofThreshold);
  right.push_back(0);
  share.push_back(ofShare);
  value.push_back(ofValue);
  return static_cast<std::uint32_t>(feature.size() - 1);
}

double walk(const Forest& forest, std::span<const double> row, std::size_t output) {
  double sum = 0;
  for (const Forest::Tree& tree : forest.trees) {
    if (tree.output != output) continue;
    std::uint32_t node = tree.root;
    while (!forest.isLeaf(node))
      node = forest.goesLeft(node, row[forest.feature[node]]) ? node + 1 : forest.right[node];
    sum += forest.value[node];
  }
  return sum;
}

double meanOf(const Forest& forest, std::size_t tree) { return meanBelow(forest, forest.trees[tree].root); }

Forest without(const Forest& forest, std::span<const char> denied) {
  Forest rest;
  rest.features = forest.features;
  rest.outputs = forest.outputs;
  for (const Forest::Tree& tree : forest.trees) {
    rest.trees.push_back({static_cast<std::uint32_t>(rest.feature.size()), tree.output});
    copy(forest, tree.root, denied, rest);
  }
  return rest;
}

}  // namespace sayso::explain
