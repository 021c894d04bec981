#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/cli/verb_train_baskets.h"
#include "core/recommend/model.h"

/// EASE: Steck, "Embarrassingly shallow autoencoders for sparse data", WWW 2019. Item-item weights B that
/// best rebuild each shopper's set of items from the other items, ridge-penalised, diagonal zero. The closed
/// form is B = I - P diag(P)^-1 with P = (X'X + ridge I)^-1.
namespace sayso::cli {

struct EaseSettings {
  double ridge = 1000;
  /// What sells now counts more: each scored item's weights are multiplied by how its share of the last
  /// `momentumDays` days compares with its share of all days, (recent + prior) / (expected + prior). 0: off.
  std::int32_t momentumDays = 14;
  double momentumPrior = 2;
  double momentumPower = 1;  // of that factor: below 1 it changes less
  /// What sells much anyway counts less, so that more of the shop is seen: the weights are multiplied by
  /// ((mean + 5) / (own + 5)) ^ popularityDiscount, of the baskets an item is in. 0: off.
  double popularityDiscount = 0;
  std::size_t neighbours = 60;  // that a scored item keeps
  bool operator==(const EaseSettings&) const = default;
};

/// Item-item weights: `of(history, item)` is what having `history` adds to `item`.
struct ItemWeights {
  std::size_t items = 0;
  std::vector<float> values;  // column after column, a column a scored item
  float of(std::size_t history, std::size_t item) const { return values[item * items + history]; }
};

/// By how many shoppers two items were bought, each shopper counted once; of an item with itself, by how many
/// it was bought at all. A square matrix, its two halves alike.
struct PairCounts {
  std::size_t items = 0;
  std::vector<double> counts;
  double& of(std::size_t a, std::size_t b) { return counts[a * items + b]; }
  double of(std::size_t a, std::size_t b) const { return counts[a * items + b]; }
};
PairCounts countPairs(std::span<const Basket> baskets, std::size_t items);

/// Solves for the weights. Memory: 20 bytes an entry of the square matrix.
ItemWeights solveEase(PairCounts pairs, double ridge);
ItemWeights solveEase(std::span<const Basket> baskets, std::size_t items, double ridge);

/// The baseline to beat: cosine of the sets of shoppers, shrunk, the `neighbours` nearest kept.
ItemWeights solveCosine(std::span<const Basket> baskets, std::size_t items, double shrink,
                        std::size_t neighbours);

/// What each scored item's weights are multiplied by: its momentum and its discount. All 1 without both.
std::vector<double> itemFactors(std::span<const Basket> baskets, std::size_t items,
                                const EaseSettings& settings);

/// The file's form: for each item the largest positive weights times its factor, in 255 steps of the largest.
/// Negative weights are dropped: they cost little (see the README of the demo's data) and make poor reasons.
recommend::ItemItem::Table cut(const ItemWeights& weights, std::span<const double> factors,
                               std::size_t neighbours);

/// In how many baskets of the last `days` days each item was, as a share of the largest. 0: of all days.
std::vector<float> popularity(std::span<const Basket> baskets, std::size_t items, std::int32_t days);

/// How many shoppers bought each item.
std::vector<double> countShoppers(std::span<const Basket> baskets, std::size_t items);

}  // namespace sayso::cli
