#include "core/audit/what_if.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/audit/proxy.h"
#include "core/base/random.h"

using namespace sayso;
using namespace sayso::audit;

TEST_CASE("what if: the weights make group and label independent") {
  // Kamiran and Calders (2012), table 1: of ten people five men, four of them labelled 1, and five women, two
  // of them labelled 1. A man labelled 1 weighs 0.5 * 0.6 / 0.4.
  const Grouping grouping{"sex", {"men", "women"}, {0, 0, 0, 0, 0, 1, 1, 1, 1, 1}};
  const std::vector<char> labels{1, 1, 1, 1, 0, 1, 1, 0, 0, 0};
  const std::vector<double> weights = reweigh(grouping, labels);
  CHECK(weights[0] == doctest::Approx(0.75));
  CHECK(weights[4] == doctest::Approx(2));
  CHECK(weights[5] == doctest::Approx(1.5));
  CHECK(weights[9] == doctest::Approx(2.0 / 3));
  double men = 0, women = 0;
  for (std::size_t row = 0; row < 10; ++row) (row < 5 ? men : women) += labels[row] ? weights[row] : 0;
  CHECK(men == doctest::Approx(women));
}

TEST_CASE("what if: a threshold selects as near to the target as equal scores allow") {
  const std::vector<double> scores{0.9, 0.5, 0.5, 0.5, 0.1};
  const std::vector<char> all(5, 1);
  CHECK(thresholdFor(scores, all, 0.2) == 0.9);
  CHECK(thresholdFor(scores, all, 0.6) == 0.5);  // 4 is nearer to 3 than 1
  CHECK(thresholdFor(scores, all, 0.5) == 0.9);  // 1 and 4 are as near to 2.5: the higher
  CHECK(thresholdFor(scores, all, 1) == 0.1);
  CHECK(std::isinf(thresholdFor(scores, all, 0)));
  CHECK(thresholdFor(scores, std::vector<char>{0, 0, 0, 0, 1}, 1) == 0.1);
}

TEST_CASE("what if: a change is told with what it costs, the same for the same seed") {
  const Grouping grouping{"g", {"a", "b"}, {0, 0, 0, 0, 1, 1, 1, 1}};
  const std::vector<char> labels{1, 1, 0, 0, 1, 1, 0, 0}, before{1, 1, 0, 0, 1, 0, 0, 0},
      after{1, 0, 0, 0, 1, 0, 0, 0};
  WhatIf what;
  measure(what, grouping, std::vector<char>{0, 0}, labels, before, after, {200, 3, 0.9});
  CHECK(what.decidedOtherwise == 1);
  CHECK(what.effect(Effect::Accuracy).before == 0.875);
  CHECK(what.effect(Effect::Accuracy).after == 0.75);
  CHECK(what.effect(Effect::StatisticalParity).before == 0.25);
  CHECK(what.effect(Effect::StatisticalParity).after == 0.0);
  CHECK(what.effect(Effect::EqualOpportunity).before == 0.5);
  const auto& interval = what.effect(Effect::Accuracy).interval;
  REQUIRE(interval);
  CHECK(interval->low <= -0.125);
  CHECK(interval->high >= -0.125);
  CHECK(interval->high <= 0);  // it can only cost here
  WhatIf again;
  measure(again, grouping, std::vector<char>{0, 0}, labels, before, after, {200, 3, 0.9});
  CHECK(again.effect(Effect::Accuracy).interval == interval);
}

TEST_CASE("what if: a small group counts for accuracy and for no spread") {
  const Grouping grouping{"g", {"a", "b", "c"}, {0, 1, 2}};
  const std::vector<char> flags{1, 0, 0}, labels{1, 1, 1};
  WhatIf what;
  measure(what, grouping, std::vector<char>{0, 1, 0}, labels, flags, flags, {10, 1, 0.9});
  CHECK(what.effect(Effect::Accuracy).before == doctest::Approx(1.0 / 3));
  CHECK(what.effect(Effect::StatisticalParity).before == 1.0);
  what = {};
  measure(what, grouping, std::vector<char>{0, 1, 1}, labels, flags, flags, {10, 1, 0.9});
  CHECK(!what.effect(Effect::StatisticalParity).before);
}

TEST_CASE("proxies: a copy tells the group, a die does not, and the strongest is named") {
  Random random(11);
  Matrix rows{{"die", "copy"}, {}};
  Matrix dice{{"die"}, {}};
  Grouping grouping{"g", {"a", "b"}, {}};
  for (int row = 0; row < 600; ++row) {
    grouping.of.push_back(static_cast<std::uint32_t>(random.below(2)));
    const double die = random.uniform();
    rows.values.insert(rows.values.end(), {die, grouping.of.back() + 0.1 * random.uniform()});
    dice.values.push_back(die);
  }
  const ProxyTest told = testProxies(rows, grouping, 1.96, 1);
  CHECK(told.learnt + told.tested == 600);
  REQUIRE(told.groups[0].auc);
  CHECK(told.groups[0].auc->value == 1);
  CHECK(told.groups[0].strongest.front() == "copy");
  const ProxyTest untold = testProxies(dice, grouping, 1.96, 1);
  REQUIRE(untold.groups[1].auc);
  CHECK(untold.groups[1].auc->interval.low < 0.5);
  CHECK(untold.groups[1].auc->interval.high > 0.5);
}

TEST_CASE("proxies: of a group that one half of the rows lacks nothing is said") {
  const Matrix rows{{"x"}, {1, 2, 3, 4}};
  const ProxyTest test = testProxies(rows, {"g", {"a", "b"}, {0, 0, 0, 1}}, 1.96, 1);
  CHECK(!test.groups[1].auc);
  CHECK(!test.groups[1].why.empty());
}
