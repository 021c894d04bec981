#include "core/explain/tree_shap.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/explain/quadrature.h"
#include "core/explain/tree_interactions.h"
#include "core/explain/tree_interventional.h"
#include "core/explain/tree_shap_batch.h"
#include "core/explain/tree_shap_walk.h"
#include "tests/core/cases.h"
#include "tests/core/explain/random_forest.h"

namespace sayso::explain {
namespace {

using testing::forestOf;
using testing::rowOf;
using testing::Shape;
using Row = std::vector<double>;

/// The value of a set of features, straight from the definition.
double valueOf(const Forest& forest, std::uint32_t node, const Row& row, std::size_t set) {
  if (forest.isLeaf(node)) return forest.value[node];
  const std::uint32_t left = node + 1, right = forest.right[node];
  const std::size_t feature = forest.feature[node];
  if (set >> feature & 1)
    return valueOf(forest, forest.goesLeft(node, row[feature]) ? left : right, row, set);
  return forest.share[left] * valueOf(forest, left, row, set) +
         forest.share[right] * valueOf(forest, right, row, set);
}

/// Shapley values by all subsets.
template <class Value>
Row enumerate(std::size_t features, Value&& value) {
  std::vector<double> values;
  for (std::size_t set = 0; set >> features == 0; ++set) values.push_back(value(set));
  Row phi(features);
  for (std::size_t set = 0; set < values.size(); ++set) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < features; ++i) size += set >> i & 1;
    for (std::size_t i = 0; i < features; ++i) {
      if (set >> i & 1) continue;
      double weight = 1 / static_cast<double>(features);
      for (std::size_t k = 1; k <= size; ++k)
        weight *= static_cast<double>(k) / static_cast<double>(features - k);
      phi[i] += weight * (values[set | std::size_t{1} << i] - values[set]);
    }
  }
  return phi;
}

double worst(const Row& a, const Row& b) {
  double most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) most = std::max(most, std::fabs(a[i] - b[i]));
  return most;
}

Row explained(const Forest& forest, const Row& row) {
  Row phi(forest.features);
  TreeShap(forest).add(forest, row, phi);
  return phi;
}

Shape shapeOf(Random& random) {
  return {1 + static_cast<std::size_t>(random.below(8)), 1 + static_cast<std::size_t>(random.below(4)),
          static_cast<std::size_t>(random.below(9))};
}

}  // namespace

TEST_CASE("trees: path-dependent values are those of all subsets, and add up") {
  double most = 0, mostOfWalk = 0, mostOfSum = 0;
  for (int seed = 0; seed < caseCount(400); ++seed) {
    Random random(static_cast<std::uint64_t>(seed));
    const Forest forest = forestOf(shapeOf(random), random);
    const Row row = rowOf(forest.features, random);
    const Row expected = enumerate(forest.features, [&](std::size_t set) {
      double sum = 0;
      for (const Forest::Tree& tree : forest.trees) sum += valueOf(forest, tree.root, row, set);
      return sum;
    });
    const Row phi = explained(forest, row);
    most = std::max(most, worst(phi, expected));
    Row walked(forest.features);
    for (std::size_t tree = 0; tree < forest.trees.size(); ++tree)
      walkTreeShap(forest, tree, gaussLegendre(4), row, walked);
    mostOfWalk = std::max(mostOfWalk, worst(walked, expected));
    double sum = 0;
    for (std::size_t tree = 0; tree < forest.trees.size(); ++tree) sum += meanOf(forest, tree);
    for (const double each : phi) sum += each;
    mostOfSum = std::max(mostOfSum, std::fabs(sum - walk(forest, row)));
  }
  CHECK(most < 1e-12);
  CHECK(mostOfWalk < 1e-12);
  CHECK(mostOfSum < 1e-12);
}

TEST_CASE("trees: a denied feature adds exactly nothing and its number changes no bit; the rest are exact") {
  std::size_t changed = 0;
  double most = 0;
  for (int seed = 0; seed < caseCount(300); ++seed) {
    Random random(static_cast<std::uint64_t>(seed));
    const Forest whole = forestOf(shapeOf(random), random);
    std::vector<char> denied(whole.features);
    for (char& each : denied) each = static_cast<char>(random.below(2));
    const Forest forest = without(whole, denied);
    Row row = rowOf(whole.features, random);
    const Row first = explained(forest, row);
    const double margin = walk(forest, row);
    const Row granted = explained(whole, row);
    Row missing = row;
    for (std::size_t i = 0; i < row.size(); ++i)
      if (denied[i]) missing[i] = std::numeric_limits<double>::quiet_NaN();
    CHECK(walk(forest, row) == walk(whole, missing));
    most = std::max(most, worst(first, enumerate(whole.features, [&](std::size_t set) {
                                  double sum = 0;
                                  for (const Forest::Tree& tree : forest.trees)
                                    sum += valueOf(forest, tree.root, row, set);
                                  return sum;
                                })));
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!denied[i]) continue;
      CHECK(first[i] == 0);
      row[i] = rowOf(1, random)[0];
    }
    CHECK(explained(forest, row) == first);
    CHECK(walk(forest, row) == margin);
    changed += explained(whole, row) != granted;
  }
  CHECK(most < 1e-12);
  CHECK(changed > 20);  // the same changes are seen where nothing is denied
}

TEST_CASE("trees: values against a background are those of all subsets") {
  double most = 0;
  for (int seed = 0; seed < caseCount(200); ++seed) {
    Random random(static_cast<std::uint64_t>(seed));
    const Forest forest = forestOf(shapeOf(random), random);
    const Row row = rowOf(forest.features, random);
    std::vector<Row> background;
    for (int i = 0; i < 3; ++i) background.push_back(rowOf(forest.features, random));
    const auto value = [&](std::size_t set) {
      double sum = 0;
      for (Row mixed : background) {
        for (std::size_t i = 0; i < row.size(); ++i)
          if (set >> i & 1) mixed[i] = row[i];
        sum += walk(forest, mixed) / 3;
      }
      return sum;
    };
    Row phi(forest.features);
    const double bias = addInterventional(forest, row, background, phi);
    most = std::max({most, worst(phi, enumerate(forest.features, value)), std::fabs(bias - value(0))});
  }
  CHECK(most < 1e-12);
}

TEST_CASE("trees: interactions are symmetric, and what they leave of a value is the feature's own") {
  double most = 0;
  for (int seed = 0; seed < caseCount(200); ++seed) {
    Random random(static_cast<std::uint64_t>(seed));
    Shape shape = shapeOf(random);
    shape.features = 2 + shape.features % 4;
    const Forest forest = forestOf(shape, random);
    const Row row = rowOf(forest.features, random);
    Row matrix(forest.features * forest.features);
    addTreeInteractions(forest, row, matrix);
    // The interaction of i and j is half the change of i's value by whether j is known at all.
    for (std::size_t j = 0; j < forest.features; ++j) {
      const auto withJ = [&](bool isKnown) {
        return enumerate(forest.features, [&](std::size_t set) {
          const std::size_t bit = std::size_t{1} << j;
          double sum = 0;
          for (const Forest::Tree& tree : forest.trees)
            sum += valueOf(forest, tree.root, row, isKnown ? set | bit : set & ~bit);
          return sum;
        });
      };
      const Row known = withJ(true), unknown = withJ(false);
      for (std::size_t i = 0; i < forest.features; ++i)
        if (i != j)
          most = std::max(most, std::fabs(matrix[i * forest.features + j] - (known[i] - unknown[i]) / 2));
    }
  }
  CHECK(most < 1e-12);
}

TEST_CASE("trees: a row has the same bits alone and in a batch, whatever its size") {
  for (int seed = 0; seed < caseCount(40); ++seed) {
    Random random(static_cast<std::uint64_t>(seed));
    const Forest forest = forestOf({12, 6, 3 + static_cast<std::size_t>(random.below(8))}, random);
    const TreeShap plan(forest);
    const std::size_t count = std::size_t{1} + random.below(seed % 8 == 0 ? 5000 : 300);
    Row rows;
    for (std::size_t i = 0; i < count; ++i)
      for (const double x : rowOf(forest.features, random)) rows.push_back(x);
    Row batch(rows.size()), alone(rows.size());
    TreeShapBatch(forest, plan).add(rows, batch);
    for (std::size_t at = 0; at < rows.size(); at += forest.features)
      plan.add(forest, std::span(rows).subspan(at, forest.features),
               std::span(alone).subspan(at, forest.features));
    CHECK(batch == alone);
  }
}

TEST_CASE("trees: one too large for tables is walked, to the same values") {
  Random random(1);
  // A chain of 40 splits on different features: no table holds it.
  Forest forest;
  forest.features = 40;
  forest.trees.push_back({});
  for (std::uint16_t feature = 0; feature < 40; ++feature) {
    const std::uint32_t at = forest.add(feature, false, 0.5F, feature == 0 ? 1 : 0.7, 0);
    forest.add(Forest::kLeaf, false, 0, 0.3, random.uniform());
    forest.right[at] = static_cast<std::uint32_t>(forest.feature.size());
  }
  forest.add(Forest::kLeaf, false, 0, 0.7, 1);
  CHECK(TreeShap(forest).bytes() == 0);
  const Row row = rowOf(40, random);
  Row walked(40);
  walkTreeShap(forest, 0, gaussLegendre(20), row, walked);
  CHECK(explained(forest, row) == walked);
  double sum = meanOf(forest, 0);
  for (const double each : walked) sum += each;
  CHECK(sum == doctest::Approx(walk(forest, row)));
}

TEST_CASE("quadrature: a rule integrates what it should, and no more") {
  for (std::size_t size = 1; size <= 40; ++size) {
    const Quadrature rule = gaussLegendre(size);
    for (std::size_t degree = 0; degree < 2 * size; ++degree) {
      double sum = 0;
      for (std::size_t k = 0; k < size; ++k) {
        double power = rule.weights[k];
        for (std::size_t i = 0; i < degree; ++i) power *= rule.points[k];
        sum += power;
      }
      CHECK(std::fabs(sum - 1 / static_cast<double>(degree + 1)) < 1e-14);
    }
  }
  const Quadrature two = gaussLegendre(2);
  CHECK(two.points[0] == doctest::Approx((1 - 1 / std::sqrt(3.0)) / 2));
}

}  // namespace sayso::explain
