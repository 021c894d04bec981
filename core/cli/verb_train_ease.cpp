#include "core/cli/verb_train_ease.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/math.h"

namespace sayso::cli {
namespace {

/// Each shopper's items, each once, ascending.
std::vector<std::vector<std::uint32_t>> itemsOfShoppers(std::span<const Basket> baskets) {
  std::vector<std::vector<std::uint32_t>> sets;
  for (const Basket& basket : baskets) {
    if (basket.shopper >= sets.size()) sets.resize(basket.shopper + 1);
    std::vector<std::uint32_t>& set = sets[basket.shopper];
    set.insert(set.end(), basket.items.begin(), basket.items.end());
  }
  for (std::vector<std::uint32_t>& set : sets) {
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
  }
  return sets;
}

std::int32_t lastDay(std::span<const Basket> baskets) {
  std::int32_t last = std::numeric_limits<std::int32_t>::min();
  for (const Basket& basket : baskets) last = std::max(last, basket.day);
  return last;
}

/// In how many baskets of the last `days` days each item was; 0: of all days.
std::vector<double> countBaskets(std::span<const Basket> baskets, std::size_t items, std::int32_t days) {
  std::vector<double> counts(items, 0);
  const std::int64_t first =
      days > 0 ? std::int64_t{lastDay(baskets)} - days + 1 : std::numeric_limits<int>::min();
  for (const Basket& basket : baskets)
    if (basket.day >= first)
      for (std::uint32_t item : basket.items) counts[item] += 1;
  return counts;
}

/// The rows of column `item` with the `count` largest positive weights, equal ones by index.
std::vector<std::uint32_t> strongest(const ItemWeights& weights, std::size_t item, std::size_t count) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < weights.items; ++row)
    if (row != item && weights.of(row, item) > 0) rows.push_back(row);
  const std::size_t kept = std::min(count, rows.size());
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(kept), rows.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      const float first = weights.of(a, item);
                      const float second = weights.of(b, item);
                      return first != second ? first > second : a < b;
                    });
  rows.resize(kept);
  return rows;
}

}  // namespace

PairCounts countPairs(std::span<const Basket> baskets, std::size_t items) {
  PairCounts pairs{items, std::vector<double>(items * items, 0)};
  for (const std::vector<std::uint32_t>& set : itemsOfShoppers(baskets))
    for (std::uint32_t a : set)
      for (std::uint32_t b : set) pairs.of(a, b) += 1;
  return pairs;
}

ItemWeights solveEase(std::span<const Basket> baskets, std::size_t items, double ridge) {
  return solveEase(countPairs(baskets, items), ridge);
}

ItemWeights solveEase(PairCounts pairs, double ridge) {
  const std::size_t items = pairs.items;
  const auto size = static_cast<Eigen::Index>(items);
  Eigen::Map<Eigen::MatrixXd> gram(pairs.counts.data(), size, size);
  gram.diagonal().array() += ridge;
  const Eigen::LLT<Eigen::Ref<Eigen::MatrixXd>> factor(gram);  // in place
  const Eigen::MatrixXd inverse = factor.solve(Eigen::MatrixXd::Identity(size, size));

  ItemWeights weights{items, std::vector<float>(items * items, 0)};
  for (Eigen::Index item = 0; item < size; ++item)
    for (Eigen::Index row = 0; row < size; ++row)
      if (row != item)
        weights.values[static_cast<std::size_t>(item * size + row)] =
            static_cast<float>(-inverse(row, item) / inverse(item, item));
  return weights;
}

ItemWeights solveCosine(std::span<const Basket> baskets, std::size_t items, double shrink,
                        std::size_t neighbours) {
  const PairCounts pairs = countPairs(baskets, items);
  ItemWeights weights{items, std::vector<float>(items * items, 0)};
  for (std::size_t item = 0; item < items; ++item)
    for (std::size_t row = 0; row < items; ++row) {
      const double norm = std::sqrt(pairs.of(row, row) * pairs.of(item, item)) + shrink;
      if (row != item && norm > 0)
        weights.values[item * items + row] = static_cast<float>(pairs.of(row, item) / norm);
    }
  for (std::size_t item = 0; item < items; ++item) {
    std::vector<float> column(items, 0);
    for (std::uint32_t row : strongest(weights, item, neighbours)) column[row] = weights.of(row, item);
    std::copy(column.begin(), column.end(),
              weights.values.begin() + static_cast<std::ptrdiff_t>(item * items));
  }
  return weights;
}

std::vector<double> itemFactors(std::span<const Basket> baskets, std::size_t items,
                                const EaseSettings& settings) {
  constexpr double kDiscountPrior = 5;
  std::vector<double> factors(items, 1);
  const std::vector<double> all = countBaskets(baskets, items, 0);
  const double sum = std::accumulate(all.begin(), all.end(), 0.0);
  if (settings.momentumDays > 0) {
    const std::vector<double> recent = countBaskets(baskets, items, settings.momentumDays);
    const double share = std::accumulate(recent.begin(), recent.end(), 0.0) / sum;
    for (std::size_t item = 0; item < items; ++item)
      factors[item] =
          math::pow((recent[item] + settings.momentumPrior) / (all[item] * share + settings.momentumPrior),
                    settings.momentumPower);
  }
  if (settings.popularityDiscount > 0) {
    const double usual = sum / static_cast<double>(items) + kDiscountPrior;
    for (std::size_t item = 0; item < items; ++item)
      factors[item] *= math::pow(usual / (all[item] + kDiscountPrior), settings.popularityDiscount);
  }
  return factors;
}

recommend::ItemItem::Table cut(const ItemWeights& weights, std::span<const double> factors,
                               std::size_t neighbours) {
  constexpr double kSteps = 255;
  recommend::ItemItem::Table table;
  table.neighbours = neighbours;
  table.index.assign(weights.items * neighbours, 0);
  table.value.assign(weights.items * neighbours, 0);
  table.scale.assign(weights.items, 0);
  for (std::size_t item = 0; item < weights.items; ++item) {
    std::vector<std::uint32_t> rows = strongest(weights, item, neighbours);
    if (rows.empty()) continue;
    const double largest = weights.of(rows.front(), item);
    table.scale[item] = static_cast<float>(largest * factors[item] / kSteps);
    std::sort(rows.begin(), rows.end());  // ascending indices compress better
    for (std::size_t at = 0; at < rows.size(); ++at) {
      const double step = std::floor(weights.of(rows[at], item) / largest * kSteps + 0.5);
      if (step < 1) continue;
      table.index[item * neighbours + at] = static_cast<std::uint16_t>(rows[at]);
      table.value[item * neighbours + at] = static_cast<std::uint8_t>(step);
    }
  }
  return table;
}

std::vector<float> popularity(std::span<const Basket> baskets, std::size_t items, std::int32_t days) {
  const std::vector<double> counts = countBaskets(baskets, items, days);
  const double most = *std::max_element(counts.begin(), counts.end());
  std::vector<float> shares;
  for (double count : counts) shares.push_back(most > 0 ? static_cast<float>(count / most) : 0);
  return shares;
}

std::vector<double> countShoppers(std::span<const Basket> baskets, std::size_t items) {
  std::vector<double> counts(items, 0);
  for (const std::vector<std::uint32_t>& set : itemsOfShoppers(baskets))
    for (std::uint32_t item : set) counts[item] += 1;
  return counts;
}

}  // namespace sayso::cli
