#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/function_ref.h"

/// How good, how varied and how evenly spread ranked lists are. Items are indices below the number of items;
/// a list names each once. What has no value (nothing relevant, nothing shown) is nullopt and not 0, so that
/// a mean leaves it out.
namespace sayso::audit {

using ItemList = std::span<const std::uint32_t>;

/// An item that would have been right for somebody, and how right.
struct Relevant {
  std::uint32_t item = 0;
  double grade = 1;  // above 0
  bool operator==(const Relevant&) const = default;
};

/// 0 (nothing in common) to 1 (alike), the same in both directions.
using Similarity = FunctionRef<double(std::uint32_t, std::uint32_t)>;

/// Discounted gain over that of the best list of `k`: sum of (2^grade - 1) / log2(rank + 1) (Järvelin and
/// Kekäläinen 2002; with grades of 1 the gain of a hit is 1).
std::optional<double> ndcg(ItemList list, std::span<const Relevant> relevant, std::size_t k);

/// Hits over the number of relevant items.
std::optional<double> recall(ItemList list, std::span<const Relevant> relevant);

/// Sum over hits of the precision down to their rank, divided by min(k, number of relevant items).
std::optional<double> averagePrecision(ItemList list, std::span<const Relevant> relevant, std::size_t k);

/// Mean over pairs of 1 - similarity (Ziegler et al. 2005); no value below two items.
std::optional<double> intraListDiversity(ItemList list, Similarity similarity);

/// Mean of -log2(count / total) over the items of the list that have a count: how surprised somebody would be
/// who knows only what sells (Vargas and Castells 2011).
std::optional<double> novelty(ItemList list, std::span<const double> counts, double total);

/// Share of the list that is relevant and not in the list that everybody gets.
std::optional<double> serendipity(ItemList list, std::span<const Relevant> relevant, ItemList baseline);

/// How often each item was shown.
std::vector<std::size_t> exposures(std::span<const std::vector<std::uint32_t>> lists, std::size_t items);

/// Share of the items that were shown to anybody.
std::optional<double> coverage(std::span<const std::size_t> exposures);

/// Inequality of exposure x, sorted ascending: 2 sum(i x_i) / (n sum x) - (n + 1) / n. 0 is the same for all
/// items, near 1 is all for one.
std::optional<double> gini(std::span<const std::size_t> exposures);

/// -sum p log2 p of the shares of exposure, in bits: 2 to this power is as many items shown evenly.
std::optional<double> entropyBits(std::span<const std::size_t> exposures);

}  // namespace sayso::audit
