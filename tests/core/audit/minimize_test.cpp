#include "core/audit/minimize.h"

#include <doctest/doctest.h>

using namespace sayso;
using namespace sayso::audit;

namespace {

/// Scores of four rows: each feature adds its part unless it is denied.
std::vector<double> score(std::span<const char> denied, const std::vector<std::vector<double>>& rows) {
  std::vector<double> scores;
  for (const auto& row : rows) {
    double sum = 0;
    for (std::size_t i = 0; i < row.size(); ++i) sum += denied[i] ? 0 : row[i];
    scores.push_back(sum);
  }
  return scores;
}

Minimize measure(const std::vector<std::string>& names, const std::vector<std::vector<double>>& rows,
                 const Tolerance& tolerance) {
  return minimize(dataOf(names), names.size(), 1, tolerance,
                  [&](std::span<const char> denied) { return score(denied, rows); });
}

const std::vector<std::vector<double>> kRows{{1, 0, 0.1}, {2, 0, 0.1}, {0.5, 0, 0.1}, {0.2, 0, 0}};
using By = Tolerance::By;

}  // namespace

TEST_CASE("minimize: columns of one datum are one") {
  const auto data = dataOf({"job=a", "age", "job=b"});
  REQUIRE(data.size() == 2);
  CHECK(data[0].name == "job");
  CHECK(data[0].features == std::vector<std::size_t>{0, 2});
}

TEST_CASE("minimize: what changes nothing is needless, and what decides is not") {
  const Minimize report = measure({"a", "b", "c"}, kRows, {By::Score, 0});
  CHECK(report.needless == std::vector<std::size_t>{1});
  CHECK(report.alone[0].maxChange == 2);
  CHECK(report.alone[0].decisions == 2);
  CHECK(report.together.maxChange == 0);
}

TEST_CASE("minimize: kept decisions need less than kept scores") {
  const Minimize report = measure({"a", "b", "c"}, kRows, {By::Decision, 0});
  CHECK(report.needless == std::vector<std::size_t>{1, 2});
  CHECK(report.together.decisions == 0);
  CHECK(measure({"a", "b", "c"}, kRows, {By::Rank, 0}).needless == std::vector<std::size_t>{1, 2});
}

TEST_CASE("minimize: data that stand in for each other do not go together") {
  // Either of two keeps the first row selected; without both it is not.
  const Minimize report = measure({"a", "b"}, {{1, 1}, {0, 0}}, {By::Decision, 0});
  CHECK(report.alone[0].decisions == 0);
  CHECK(report.alone[1].decisions == 0);
  CHECK(report.needless.size() == 1);
  CHECK(report.together.decisions == 0);
}

TEST_CASE("minimize: a tolerance is of what is kept") {
  const std::vector<std::vector<double>> alone{{1}, {2}, {0.5}, {0.2}};
  CHECK(measure({"a"}, alone, {By::Decision, 0.5}).needless.size() == 1);
  CHECK(measure({"a"}, alone, {By::Decision, 0.49}).needless.empty());
  CHECK(measure({"a"}, alone, {By::Score, 2}).needless.size() == 1);
  CHECK(toJson(measure({"a"}, alone, {By::Rank, 3}))["keep"] == "rank");
}
