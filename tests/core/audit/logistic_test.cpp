#include "core/audit/logistic.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "tests/core/recommend/vectors.h"

using namespace sayso;
using namespace sayso::audit;

namespace {

Matrix matrixOf(const std::vector<std::vector<double>>& rows) {
  Matrix matrix;
  for (std::size_t column = 0; column < rows.front().size(); ++column)
    matrix.columns.push_back("x" + std::to_string(column));
  for (const auto& row : rows) matrix.values.insert(matrix.values.end(), row.begin(), row.end());
  return matrix;
}

std::vector<char> flagsOf(const Json& labels) {
  std::vector<char> flags;
  for (const Json& each : labels) flags.push_back(each.get<double>() == 1 ? 1 : 0);
  return flags;
}

}  // namespace

TEST_CASE("logistic: the coefficients are those of the reference") {
  const Json vectors = recommend::testing::vectors("recommend.vectors.json");
  for (const Json& each : vectors["logistic"]) {
    const auto fit = fitLogistic(matrixOf(each["X"].get<std::vector<std::vector<double>>>()),
                                 flagsOf(each["y"]), {}, each["l2_on_coef"].get<double>());
    REQUIRE(fit);
    const auto coef = each["coef"].get<std::vector<double>>();
    for (std::size_t i = 0; i < coef.size(); ++i) CHECK(std::fabs(fit.value().coef[i] - coef[i]) <= 1e-6);
    CHECK(std::fabs(fit.value().intercept - each["intercept"].get<double>()) <= 1e-6);
    CHECK(std::fabs(fit.value().logLoss - each["log_loss"].get<double>()) <= 1e-6);
  }
}

TEST_CASE("logistic: a row of weight two is that row twice") {
  const auto weighted = fitLogistic(matrixOf({{1, 5}, {2, 1}, {3, 4}, {4, 2}}), std::vector<char>{0, 1, 0, 1},
                                    std::vector<double>{2, 1, 1, 1}, 1);
  const auto twice = fitLogistic(matrixOf({{1, 5}, {1, 5}, {2, 1}, {3, 4}, {4, 2}}),
                                 std::vector<char>{0, 0, 1, 0, 1}, {}, 1);
  REQUIRE(weighted);
  REQUIRE(twice);
  for (std::size_t i = 0; i < 2; ++i)
    CHECK(weighted.value().coef[i] == doctest::Approx(twice.value().coef[i]).epsilon(1e-7));
  CHECK(weighted.value().intercept == doctest::Approx(twice.value().intercept).epsilon(1e-7));
}

TEST_CASE("logistic: rows that a line parts end, as the penalty holds them") {
  const Matrix rows = matrixOf({{-1}, {-2}, {1}, {2000}});
  const auto fit = fitLogistic(rows, std::vector<char>{0, 0, 1, 1}, {}, 1e-6);
  REQUIRE(fit);
  CHECK(std::isfinite(fit.value().coef[0]));
  CHECK(fit.value().coef[0] > 0);
  CHECK(fitLogistic(rows, std::vector<char>{1, 1, 1, 1}, {}, 1).error().code == ErrorCode::BadValue);
}

TEST_CASE("logistic: a missing value counts as the mean of its column") {
  const double kMissing = std::numeric_limits<double>::quiet_NaN();
  const auto gaps =
      fitLogistic(matrixOf({{1}, {3}, {kMissing}, {4}, {8}}), std::vector<char>{0, 0, 0, 1, 1}, {}, 1);
  const auto filled =
      fitLogistic(matrixOf({{1}, {3}, {4}, {4}, {8}}), std::vector<char>{0, 0, 0, 1, 1}, {}, 1);
  REQUIRE(gaps);
  REQUIRE(filled);
  CHECK(gaps.value().coef[0] == doctest::Approx(filled.value().coef[0]));
  CHECK(gaps.value().margin(std::vector<double>{kMissing}) == gaps.value().margin(std::vector<double>{4}));
}

TEST_CASE("logistic: two columns that say the same share what they say") {
  const auto one = fitLogistic(matrixOf({{1}, {2}, {3}, {4}}), std::vector<char>{0, 1, 0, 1}, {}, 1);
  const auto two =
      fitLogistic(matrixOf({{1, 1}, {2, 2}, {3, 3}, {4, 4}}), std::vector<char>{0, 1, 0, 1}, {}, 2);
  REQUIRE(one);
  REQUIRE(two);
  CHECK(two.value().coef[0] == doctest::Approx(two.value().coef[1]));
  CHECK(two.value().coef[0] * 2 == doctest::Approx(one.value().coef[0]));
}

TEST_CASE("logistic: numbers beyond what can be added up, and too much work, are refused") {
  CHECK(fitLogistic(matrixOf({{1e308}, {-1e308}, {1e308}}), std::vector<char>{0, 1, 1}, {}, 1).error().code ==
        ErrorCode::OutOfRange);
  Matrix wide;
  wide.columns.resize(4000);
  wide.values.resize(4000 * 2000);
  CHECK(fitLogistic(wide, std::vector<char>(2000, 1), {}, 1).error().code == ErrorCode::TooLarge);
}
