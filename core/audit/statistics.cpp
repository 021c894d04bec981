#include "core/audit/statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/math.h"

namespace sayso::audit {
namespace {

double shareOf(Share share) { return static_cast<double>(share.hits) / static_cast<double>(share.of); }

/// The rank of each score among all, from 1; equal scores share the mean of their ranks.
std::vector<double> midranks(std::span<const double> scores) {
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  std::vector<double> ranks(scores.size());
  for (std::size_t start = 0; start < order.size();) {
    std::size_t end = start + 1;
    while (end < order.size() && scores[order[end]] == scores[order[start]]) ++end;
    const double rank = (static_cast<double>(start) + static_cast<double>(end) + 1) / 2;
    for (; start < end; ++start) ranks[order[start]] = rank;
  }
  return ranks;
}

double varianceOfMean(const std::vector<double>& values) {
  if (values.size() < 2) return 0;
  const auto count = static_cast<double>(values.size());
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return squares / (count - 1) / count;
}

}  // namespace

std::optional<double> Share::value() const {
  if (of == 0) return std::nullopt;
  return shareOf(*this);
}

std::optional<Interval> wilson(Share share, double quantile) {
  if (share.of == 0) return std::nullopt;
  const auto n = static_cast<double>(share.of);
  const double p = shareOf(share), z2 = quantile * quantile;
  const double center = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = quantile / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  return Interval{share.hits == 0 ? 0 : std::max(0.0, center - half),
                  share.hits == share.of ? 1 : std::min(1.0, center + half)};
}

std::optional<Interval> differenceInterval(Share a, Share b, double quantile) {
  const auto ofA = wilson(a, quantile), ofB = wilson(b, quantile);
  if (!ofA || !ofB) return std::nullopt;
  const double pa = shareOf(a), pb = shareOf(b);
  const auto length = [](double x, double y) { return std::sqrt(x * x + y * y); };
  return Interval{pa - pb - length(pa - ofA->low, ofB->high - pb),
                  pa - pb + length(ofA->high - pa, pb - ofB->low)};
}

std::optional<Interval> ratioInterval(Share a, Share b, double quantile) {
  if (a.hits == 0 || b.hits == 0) return std::nullopt;
  const auto reciprocal = [](std::uint64_t count) { return 1 / static_cast<double>(count); };
  const double ratio = shareOf(a) / shareOf(b);
  const double variance = reciprocal(a.hits) - reciprocal(a.of) + reciprocal(b.hits) - reciprocal(b.of);
  const double factor = math::exp(quantile * std::sqrt(std::max(0.0, variance)));
  return Interval{ratio / factor, ratio * factor};
}

std::optional<TwoProportions> twoProportions(Share a, Share b) {
  if (a.of == 0 || b.of == 0) return std::nullopt;
  const double pooled = shareOf({a.hits + b.hits, a.of + b.of});
  const double variance =
      pooled * (1 - pooled) * (1 / static_cast<double>(a.of) + 1 / static_cast<double>(b.of));
  if (!(variance > 0)) return std::nullopt;
  TwoProportions test;
  test.z = (shareOf(a) - shareOf(b)) / std::sqrt(variance);
  test.p = math::erfc(std::fabs(test.z) / std::sqrt(2.0));
  return test;
}

std::optional<Interval> middle(std::vector<double> drawn, double confidence) {
  if (drawn.empty()) return std::nullopt;
  std::sort(drawn.begin(), drawn.end());
  const auto count = static_cast<double>(drawn.size());
  const auto at = [&](double share) {
    const double rank = std::max(1.0, std::ceil(share * count));
    return drawn[std::min(drawn.size(), static_cast<std::size_t>(rank)) - 1];
  };
  return Interval{at((1 - confidence) / 2), at((1 + confidence) / 2)};
}

std::optional<Auc> auc(std::span<const double> scores, std::span<const char> positive, double quantile) {
  std::vector<double> kinds[2];
  for (std::size_t row = 0; row < scores.size(); ++row) kinds[positive[row] ? 1 : 0].push_back(scores[row]);
  if (kinds[0].empty() || kinds[1].empty()) return std::nullopt;
  const std::vector<double> all = midranks(scores);
  const std::vector<double> own[2] = {midranks(kinds[0]), midranks(kinds[1])};
  // Of each row the share of the other kind that it stands above (positives) or below (negatives).
  std::vector<double> parts[2];
  for (std::size_t row = 0; row < scores.size(); ++row) {
    const int kind = positive[row] ? 1 : 0;
    std::vector<double>& mine = parts[kind];
    const auto others = static_cast<double>(kinds[1 - kind].size());
    const double below = all[row] - own[kind][mine.size()];
    mine.push_back(kind == 1 ? below / others : 1 - below / others);
  }
  Auc found;
  found.value = std::accumulate(parts[1].begin(), parts[1].end(), 0.0) / static_cast<double>(parts[1].size());
  const double error = quantile * std::sqrt(varianceOfMean(parts[0]) + varianceOfMean(parts[1]));
  found.interval = {std::max(0.0, found.value - error), std::min(1.0, found.value + error)};
  return found;
}

}  // namespace sayso::audit
