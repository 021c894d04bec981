#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "core/base/json.h"
#include "core/cli/verb_train_baskets.h"

/// How good a model is at naming what a shopper buys next for the first time.
namespace sayso::cli {

/// A shopper with a history who later bought something new.
struct Case {
  std::vector<std::uint32_t> history;  // ascending
  std::vector<std::uint32_t> fresh;    // bought later, not in the history; ascending
};

/// The cases that `after` makes of the shoppers of `before`, in the order of shoppers.
std::vector<Case> makeCases(std::span<const Basket> before, std::span<const Basket> after);

/// Fills `scores`, one each item, zero at the start.
using Scorer = std::function<void(const Case&, std::vector<double>& scores)>;

/// A mean over shoppers with a 95 % interval.
struct Estimate {
  double mean = 0;
  double low = 0;
  double high = 0;
};

struct Quality {
  std::size_t shoppers = 0;
  Estimate recall;  // hits among the ten, divided by min(10, number of new items)
  Estimate ndcg;
  double coverage = 0;  // share of the items that are in anyone's list
  double both() const { return (recall.mean + ndcg.mean) / 2; }  // what tuning compares
};

/// Lists of ten without the history, equal scores to the lower index. The interval is the percentile
/// bootstrap over shoppers, `resamples` draws from `seed`; without resamples it is the mean alone.
Quality evaluate(std::span<const Case> cases, std::size_t items, const Scorer& scorer, int resamples,
                 std::uint64_t seed);

Json toJson(const Quality& quality);

}  // namespace sayso::cli
