#include "core/cli/verb_train_evaluate.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>

#include "core/base/math.h"
#include "core/base/random.h"

namespace sayso::cli {
namespace {

constexpr std::size_t kListLength = 10;

using ItemSet = std::vector<std::uint32_t>;

std::map<std::uint32_t, ItemSet> setsByShopper(std::span<const Basket> baskets) {
  std::map<std::uint32_t, ItemSet> sets;
  for (const Basket& basket : baskets) {
    ItemSet& set = sets[basket.shopper];
    set.insert(set.end(), basket.items.begin(), basket.items.end());
  }
  for (auto& [shopper, set] : sets) {
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
  }
  return sets;
}

bool holds(const ItemSet& set, std::uint32_t item) {
  return std::binary_search(set.begin(), set.end(), item);
}

ItemSet firstTen(const Case& each, const std::vector<double>& scores) {
  ItemSet order;
  for (std::uint32_t item = 0; item < scores.size(); ++item)
    if (!holds(each.history, item)) order.push_back(item);
  const std::size_t length = std::min(kListLength, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(length), order.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
                    });
  order.resize(length);
  return order;
}

double discount(std::size_t place) { return 1 / math::log2(static_cast<double>(place) + 2); }

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

Estimate estimate(const std::vector<double>& values, int resamples, std::uint64_t seed) {
  Estimate result;
  if (values.empty()) return result;
  result.mean = result.low = result.high = mean(values);
  if (resamples <= 0) return result;
  Random random(seed);
  std::vector<double> means;
  for (int resample = 0; resample < resamples; ++resample) {
    double sum = 0;
    for (std::size_t draw = 0; draw < values.size(); ++draw) sum += values[random.below(values.size())];
    means.push_back(sum / static_cast<double>(values.size()));
  }
  std::sort(means.begin(), means.end());
  const auto last = static_cast<double>(means.size() - 1);
  result.low = means[static_cast<std::size_t>(std::floor(0.025 * last))];
  result.high = means[static_cast<std::size_t>(std::ceil(0.975 * last))];
  return result;
}

double rounded(double value) { return std::floor(value * 1e5 + 0.5) / 1e5; }

Json toJson(const Estimate& estimate) {
  return {{"mean", rounded(estimate.mean)}, {"low", rounded(estimate.low)}, {"high", rounded(estimate.high)}};
}

}  // namespace

std::vector<Case> makeCases(std::span<const Basket> before, std::span<const Basket> after) {
  const auto histories = setsByShopper(before);
  std::vector<Case> cases;
  for (auto& [shopper, bought] : setsByShopper(after)) {
    const auto history = histories.find(shopper);
    if (history == histories.end()) continue;
    Case each{history->second, {}};
    std::set_difference(bought.begin(), bought.end(), each.history.begin(), each.history.end(),
                        std::back_inserter(each.fresh));
    if (!each.fresh.empty()) cases.push_back(std::move(each));
  }
  return cases;
}

Quality evaluate(std::span<const Case> cases, std::size_t items, const Scorer& scorer, int resamples,
                 std::uint64_t seed) {
  std::vector<double> recalls, ndcgs, scores;
  std::vector<char> isShown(items, 0);
  for (const Case& each : cases) {
    scores.assign(items, 0);
    scorer(each, scores);
    const ItemSet list = firstTen(each, scores);
    for (const std::uint32_t item : list) isShown[item] = 1;
    const std::size_t reachable = std::min(kListLength, each.fresh.size());
    double hits = 0, gain = 0, ideal = 0;
    for (std::size_t place = 0; place < list.size(); ++place)
      if (holds(each.fresh, list[place])) {
        hits += 1;
        gain += discount(place);
      }
    for (std::size_t place = 0; place < reachable; ++place) ideal += discount(place);
    recalls.push_back(hits / static_cast<double>(reachable));
    ndcgs.push_back(gain / ideal);
  }
  const auto shown = static_cast<double>(std::count(isShown.begin(), isShown.end(), 1));
  return {cases.size(), estimate(recalls, resamples, seed), estimate(ndcgs, resamples, seed),
          shown / static_cast<double>(std::max<std::size_t>(items, 1))};
}

Json toJson(const Quality& quality) {
  return {{"shoppers", quality.shoppers},
          {"recall@10", toJson(quality.recall)},
          {"ndcg@10", toJson(quality.ndcg)},
          {"coverage", rounded(quality.coverage)}};
}

}  // namespace sayso::cli
