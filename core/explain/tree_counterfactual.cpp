#include "core/explain/tree_counterfactual.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/sort.h"

namespace sayso::explain {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

/// What may become of one feature: its value stays, goes missing, or either.
enum class Fate : unsigned char { Stays, Missing, Either };

/// The least leaf below `node` that a row of these fates can reach. Trees are looked at one by one, so the
/// sum over them is never above what some choice reaches.
double leastBelow(const Forest& forest, std::uint32_t node, std::span<const double> row,
                  const std::vector<Fate>& fates) {
  if (forest.isLeaf(node)) return forest.value[node];
  const std::uint16_t feature = forest.feature[node];
  const bool goesLeft = forest.goesLeft(node, row[feature]);
  const bool wouldGoLeft = forest.missingLeft[node] != 0;
  const auto below = [&](bool left) {
    return leastBelow(forest, left ? node + 1 : forest.right[node], row, fates);
  };
  switch (fates[feature]) {
    case Fate::Stays:
      return below(goesLeft);
    case Fate::Missing:
      return below(wouldGoLeft);
    case Fate::Either:
      break;
  }
  return goesLeft == wouldGoLeft ? below(goesLeft) : std::min(below(true), below(false));
}

double leastOf(const Forest& forest, std::span<const double> row, const std::vector<Fate>& fates,
               std::size_t output) {
  double sum = 0;
  for (const Forest::Tree& tree : forest.trees)
    if (tree.output == output) sum += leastBelow(forest, tree.root, row, fates);
  return sum;
}

}  // namespace

Removal missingToReach(const Forest& forest, std::span<const double> row, double most, std::size_t output) {
  std::vector<std::size_t> present;  // the things that can be removed
  for (std::size_t feature = 0; feature < row.size(); ++feature)
    if (!std::isnan(row[feature])) present.push_back(feature);

  const auto without = [&](const std::vector<std::size_t>& things) {
    std::vector<double> rest(row.begin(), row.end());
    for (const std::size_t thing : things) rest[present[thing]] = kMissing;
    return walk(forest, rest, output);
  };
  std::vector<double> alone;
  for (std::size_t thing = 0; thing < present.size(); ++thing) alone.push_back(without({thing}));
  SmallestSet search;
  search.order =
      sortedOrder(present.size(), [&](std::size_t a, std::size_t b) { return alone[a] < alone[b]; });

  std::vector<Fate> fates(row.size());
  const auto canDo = [&](const Partial& partial) {
    for (std::size_t thing = 0; thing < present.size(); ++thing) {
      const Fate kept = partial.isOpen[thing] && partial.left > 0 ? Fate::Either : Fate::Stays;
      fates[present[thing]] = partial.isRemoved[thing] ? Fate::Missing : kept;
    }
    return leastOf(forest, row, fates, output) <= most;
  };
  Removal removal = search.find(canDo, [&](const auto& things) { return without(things) <= most; });
  for (std::size_t& thing : removal.remove) thing = present[thing];
  return removal;
}

}  // namespace sayso::explain
