#include "core/audit/group_rates.h"

#include <doctest/doctest.h>

#include "core/audit/flip.h"
#include "core/base/math.h"
#include "tests/core/recommend/vectors.h"

using namespace sayso;
using namespace sayso::audit;

namespace {

/// null in the vectors is no value.
void checkIs(const std::optional<double>& value, const Json& expected) {
  CHECK(value.has_value() == !expected.is_null());
  if (value && !expected.is_null()) CHECK(*value == doctest::Approx(expected.get<double>()).epsilon(1e-12));
}

std::optional<double> differenceOf(const std::optional<Spread>& spread) {
  if (!spread) return std::nullopt;
  return spread->difference;
}

void checkGroup(const Group& group, const Json& expected) {
  CHECK(group.counts.n == expected["n"].get<std::size_t>());
  for (const auto& [key, count] : {std::pair{"tp", group.counts.tp},
                                   {"fp", group.counts.fp},
                                   {"fn", group.counts.fn},
                                   {"tn", group.counts.tn}})
    CHECK(count == expected[key].get<std::size_t>());
  for (const auto& [key, rate] : {std::pair{"selection_rate", Rate::Selection},
                                  {"tpr", Rate::TruePositive},
                                  {"fpr", Rate::FalsePositive},
                                  {"ppv", Rate::Precision},
                                  {"accuracy", Rate::Accuracy},
                                  {"base_rate", Rate::Base}})
    checkIs(shareOf(rate, group.counts).value(), expected[key]);
  const auto interval = wilson(shareOf(Rate::Selection, group.counts), normalQuantile(0.95));
  const Json& wilson95 = expected["selection_wilson95"];
  CHECK(interval.has_value() == !wilson95.is_null());
  if (!interval) return;
  CHECK(std::fabs(interval->low - wilson95[0].get<double>()) <= 1e-12);
  CHECK(std::fabs(interval->high - wilson95[1].get<double>()) <= 1e-12);
}

void checkSummary(const AttributeRates& rates, const Json& expected) {
  checkIs(differenceOf(rates.spread(Rate::Selection)), expected["statistical_parity_difference"]);
  checkIs(rates.impactRatio(), expected["disparate_impact_ratio"]);
  checkIs(differenceOf(rates.spread(Rate::TruePositive)), expected["equal_opportunity_difference"]);
  checkIs(rates.equalizedOdds(), expected["equalized_odds_difference"]);
  checkIs(differenceOf(rates.spread(Rate::Precision)), expected["predictive_parity_difference"]);
  if (!expected.contains("two_proportion_z")) return;
  const auto& test = rates.groups.front().againstRest;
  checkIs(test ? std::optional(test->z) : std::nullopt, expected["two_proportion_z"]);
  checkIs(test ? std::optional(test->p) : std::nullopt, expected["two_proportion_p"]);
}

Decisions decisionsOf(const std::vector<double>& scores, const std::vector<int>& labels, double threshold) {
  Decisions decisions;
  decisions.scores = scores;
  for (const int label : labels) decisions.labels.push_back(static_cast<char>(label));
  for (const double score : scores) decisions.selected.push_back(score >= threshold ? 1 : 0);
  return decisions;
}

}  // namespace

TEST_CASE("group rates: the reference vectors' rates, differences, ratios and tests") {
  const Json file = recommend::testing::vectors("fairness.vectors.json");
  REQUIRE(file["decisions"].size() == 10);
  for (const Json& each : file["decisions"]) {
    Grouping grouping{"group", {}, each["group"].get<std::vector<std::uint32_t>>()};
    for (std::size_t at = 0; at < each["groups"].get<std::size_t>(); ++at)
      grouping.names.push_back(std::to_string(at));
    const Decisions decisions =
        decisionsOf(each["score"].get<std::vector<double>>(), each["label"].get<std::vector<int>>(),
                    each["threshold"].get<double>());
    const auto decided = each["decision"].get<std::vector<int>>();
    for (std::size_t row = 0; row < decided.size(); ++row) CHECK(decisions.selected[row] == decided[row]);
    const AttributeRates rates = groupRates(grouping, decisions, {0, 0.95, 10});
    for (std::size_t at = 0; at < rates.groups.size(); ++at)
      checkGroup(rates.groups[at], each["per_group"][at]);
    checkSummary(rates, each["summary"]);
  }
}

TEST_CASE("group rates: a small group is counted but stretches no spread") {
  const Grouping grouping{"g", {"a", "b", "c"}, {0, 0, 1, 1, 2}};
  const Decisions decisions = decisionsOf({1, 0, 1, 1, 0}, {1, 0, 1, 1, 1}, 0.5);
  const AttributeRates rates = groupRates(grouping, decisions, {2, 0.95, 10});
  CHECK(rates.groups[2].isSmall);
  CHECK(rates.groups[2].counts.n == 1);
  CHECK(differenceOf(rates.spread(Rate::Selection)) == 0.5);  // c selects nobody
  CHECK(groupRates(grouping, decisions, {3, 0.95, 10}).spread(Rate::Selection) == std::nullopt);
}

TEST_CASE("group rates: without labels only selection has a value, and the reason is told") {
  Decisions decisions = decisionsOf({1, 0}, {1, 0}, 0.5);
  decisions.labels.clear();
  const AttributeRates rates = groupRates({"g", {"a", "b"}, {0, 1}}, decisions, {1, 0.95, 10});
  CHECK(differenceOf(rates.spread(Rate::Selection)) == 1);
  CHECK(!rates.spread(Rate::Base));
  CHECK(whyUndefined(Rate::Precision, rates.groups[0].counts) == "the rows have no labels");
  CHECK(!rates.groups[0].calibration);
}

TEST_CASE("group rates: calibration adds up what scores promise and what came of it") {
  const Decisions decisions = decisionsOf({0.1, 0.1, 0.9, 1, 0.95}, {0, 1, 1, 1, 0}, 0.5);
  const auto found = calibrate(decisions, std::vector<char>(5, 1), 2);
  REQUIRE(found);
  REQUIRE(found->bins.size() == 2);
  CHECK(found->bins[0].positives == Share{1, 2});
  CHECK(found->bins[1].positives == Share{2, 3});
  CHECK(found->error == doctest::Approx((std::fabs(1 - 0.2) + std::fabs(2 - 2.85)) / 5));
  CHECK(!calibrate(decisionsOf({2, 0}, {1, 0}, 0.5), std::vector<char>(2, 1), 2));  // no probabilities
}

TEST_CASE("flip: the reference vectors' changed decisions and scores") {
  const Json file = recommend::testing::vectors("fairness.vectors.json");
  REQUIRE(file["counterfactual_flip"].size() == 4);
  for (const Json& each : file["counterfactual_flip"]) {
    const auto coef = each["coef"].get<std::vector<double>>();
    const auto attribute = each["attribute"].get<std::size_t>();
    Matrix rows{std::vector<std::string>(coef.size(), "x"), {}};
    Grouping grouping{"x", {"0", "1"}, {}};
    for (const Json& row : each["rows"]) {
      const auto values = row.get<std::vector<double>>();
      rows.values.insert(rows.values.end(), values.begin(), values.end());
      grouping.of.push_back(values[attribute] == each["values"][1].get<double>() ? 1 : 0);
    }
    std::vector<Setting> settings;
    for (const Json& value : each["values"]) settings.push_back({{attribute, value.get<double>()}});
    const auto score = [&](std::span<const double> row) {
      double margin = each["intercept"].get<double>();
      for (std::size_t i = 0; i < coef.size(); ++i) margin += coef[i] * row[i];
      return 1 / (1 + math::exp(-margin));
    };
    const Flip found = flip(rows, grouping, settings, each["threshold"].get<double>(), score);
    CHECK(found.changed == each["flipped"].get<std::size_t>());
    CHECK(found.meanChange == doctest::Approx(each["mean_abs_change"].get<double>()).epsilon(1e-12));
    CHECK(found.maxChange == doctest::Approx(each["max_abs_change"].get<double>()).epsilon(1e-12));
    std::size_t moved = 0;
    for (const Flip::Into& into : found.into) moved += into.gained + into.lost;
    CHECK(moved == found.changed);  // of two groups each row has one other
  }
}
