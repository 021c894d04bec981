#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/normal.h"

/// How sure a figure is. What has no value (a share of nobody) is nullopt and not 0.
namespace sayso::audit {

struct Interval {
  double low = 0, high = 0;
  bool operator==(const Interval&) const = default;
};

/// `hits` out of `of`; at most `of`.
struct Share {
  std::uint64_t hits = 0, of = 0;
  std::optional<double> value() const;
  bool operator==(const Share&) const = default;
};

/// Wilson's score interval (1927) of a share.
std::optional<Interval> wilson(Share share, double quantile);

/// Newcombe's hybrid score interval (1998, method 10) of a - b, from the two Wilson intervals.
std::optional<Interval> differenceInterval(Share a, Share b, double quantile);

/// The interval of a / b on the log scale (Katz et al. 1978); no value where either has no hit.
std::optional<Interval> ratioInterval(Share a, Share b, double quantile);

/// The pooled two-proportion test of a against b; no value where one is of nobody, or none or all are hits.
struct TwoProportions {
  double z = 0;
  double p = 1;  // of so large a difference by chance, in either direction
};
std::optional<TwoProportions> twoProportions(Share a, Share b);

/// The middle `confidence` of numbers that were drawn (percentiles, nearest rank); no value if there are
/// none.
std::optional<Interval> middle(std::vector<double> drawn, double confidence);

/// The area under the ROC curve: how often a positive is scored above a negative, ties half. The interval is
/// DeLong's (1988), held within 0 and 1; no value unless there are both kinds.
struct Auc {
  double value = 0;
  Interval interval;
};
std::optional<Auc> auc(std::span<const double> scores, std::span<const char> positive, double quantile);

}  // namespace sayso::audit
