#include "core/audit/statistics.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/base/random.h"

using namespace sayso;
using namespace sayso::audit;

namespace {

constexpr double kZ95 = 1.959963984540054;

/// By the definition: the share of pairs in which the positive stands above, ties half; and DeLong's variance
/// from each row's own share of pairs.
Auc aucByPairs(const std::vector<double>& scores, const std::vector<char>& positive) {
  std::vector<double> ofPositive, ofNegative;
  const auto above = [](double a, double b) { return a > b ? 1.0 : a == b ? 0.5 : 0.0; };
  for (std::size_t a = 0; a < scores.size(); ++a) {
    double sum = 0, count = 0;
    for (std::size_t b = 0; b < scores.size(); ++b) {
      if (positive[a] == positive[b]) continue;
      sum += positive[a] ? above(scores[a], scores[b]) : above(scores[b], scores[a]);
      count += 1;
    }
    (positive[a] ? ofPositive : ofNegative).push_back(sum / count);
  }
  const auto mean = [](const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
  };
  const auto variance = [&](const std::vector<double>& values) {
    double squares = 0;
    for (const double value : values) squares += (value - mean(values)) * (value - mean(values));
    const auto count = static_cast<double>(values.size());
    return squares / (count - 1) / count;
  };
  const double half = kZ95 * std::sqrt(variance(ofPositive) + variance(ofNegative));
  return {mean(ofPositive), {mean(ofPositive) - half, mean(ofPositive) + half}};
}

}  // namespace

TEST_CASE("statistics: a share of nobody has neither value nor interval") {
  CHECK(!Share{0, 0}.value());
  CHECK(!wilson({0, 0}, kZ95));
  CHECK(!differenceInterval({1, 2}, {0, 0}, kZ95));
  CHECK(!ratioInterval({1, 2}, {0, 5}, kZ95));
  CHECK(!twoProportions({0, 4}, {0, 9}));
  CHECK(!middle({}, 0.95));
  CHECK(!auc(std::vector<double>{1, 2}, std::vector<char>{1, 1}, kZ95));
}

TEST_CASE("statistics: Newcombe's interval is that of his paper") {
  // Newcombe (1998), Statistics in Medicine 17, 873-890, table II: 56/70 - 48/80, method 10.
  const auto interval = differenceInterval({56, 70}, {48, 80}, kZ95);
  REQUIRE(interval);
  CHECK(interval->low == doctest::Approx(0.0524).epsilon(1e-3));
  CHECK(interval->high == doctest::Approx(0.3339).epsilon(1e-3));
}

TEST_CASE("statistics: the ratio of equal shares lies evenly about one on the log scale") {
  const auto interval = ratioInterval({30, 100}, {30, 100}, kZ95);
  REQUIRE(interval);
  CHECK(interval->low * interval->high == doctest::Approx(1));
  CHECK(std::log(interval->high) == doctest::Approx(kZ95 * std::sqrt(2 * (1.0 / 30 - 1.0 / 100))));
}

TEST_CASE("statistics: AUC and DeLong's interval are those of counting all pairs") {
  Random random(7);
  std::vector<double> scores;
  std::vector<char> positive;
  for (int row = 0; row < 200; ++row) {
    positive.push_back(random.below(3) == 0 ? 1 : 0);
    scores.push_back(static_cast<double>(random.below(12)) + (positive.back() ? 2 : 0));  // many ties
  }
  const auto found = auc(scores, positive, kZ95);
  const Auc expected = aucByPairs(scores, positive);
  REQUIRE(found);
  CHECK(found->value == doctest::Approx(expected.value).epsilon(1e-12));
  CHECK(found->interval.low == doctest::Approx(expected.interval.low).epsilon(1e-12));
  CHECK(found->interval.high == doctest::Approx(expected.interval.high).epsilon(1e-12));
}

TEST_CASE("statistics: the middle of what was drawn leaves as much out at both ends") {
  std::vector<double> drawn;
  for (int i = 1; i <= 1000; ++i) drawn.push_back(i);
  std::reverse(drawn.begin(), drawn.end());
  CHECK(middle(drawn, 0.9) == Interval{50, 950});
}
