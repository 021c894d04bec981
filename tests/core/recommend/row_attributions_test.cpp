#include "core/recommend/row_attributions.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/core/recommend/vectors.h"

namespace sayso::recommend {
namespace {

using testing::names;
using testing::rowOf;
using testing::vectors;
using testing::vectorText;

RowModel modelIn(const std::string& file) { return RowModel::read(vectorText(file)).value(); }

RowModel modelFrom(const Json& file, const char* kind, std::initializer_list<const char*> keys) {
  Json model = json::object({{"kind", kind}});
  for (const char* key : keys)
    if (file.contains(key)) json::set(model, key, file[key]);
  return RowModel::fromJson(model).value();
}

Background rowsOf(const Json& json) {
  Background rows;
  for (const Json& row : json) rows.push_back(rowOf(row));
  return rows;
}

double worst(const Attribution& why, const Json& expected) {
  double most = std::fabs(why.bias - expected.back().get<double>());
  for (std::size_t i = 0; i < why.contributions.size(); ++i)
    most = std::max(most, std::fabs(why.contributions[i] - expected[i].get<double>()));
  return most;
}

}  // namespace

TEST_CASE("attributions: against a background trees agree with the enumeration, also as probabilities") {
  std::size_t probabilities = 0;
  for (const std::string& name : names('b', 6)) {
    CAPTURE(name);
    const Json file = vectors(name + ".vectors.json");
    const RowModel model = modelIn(file["model"].get<std::string>());
    const Background background = rowsOf(file["background"]);
    for (std::size_t r = 0; r < file["rows"].size(); ++r) {
      const auto row = rowOf(file["rows"][r]);
      CHECK(worst(explainInterventional(model, row, background), file["interventional"][r]) < 1e-12);
      if (!file.contains("interventional_probability") || r >= file["interventional_probability"].size())
        continue;
      const auto prediction = explainPrediction(model, row, background);
      REQUIRE(prediction);
      CHECK(worst(*prediction, file["interventional_probability"][r]) < 1e-12);
      ++probabilities;
    }
  }
  CHECK(probabilities >= 8);
}

TEST_CASE(
    "attributions: against a background linear models agree with the enumeration, also as probabilities") {
  std::size_t probabilities = 0;
  for (const std::string& name : names('l', 6)) {
    CAPTURE(name);
    const Json file = vectors(name + ".vectors.json");
    const std::string kind = file["kind"].get<std::string>();
    const RowModel model = modelFrom(file, kind.c_str(), {"coef", "intercept", "background_mean"});
    const Background background = rowsOf(file["background"]);
    for (std::size_t r = 0; r < file["rows"].size(); ++r) {
      const auto row = rowOf(file["rows"][r]);
      CHECK(worst(explainInterventional(model, row, background), file["shapley_margin"][r]) < 1e-9);
      if (!file.contains("shapley_probability") || r >= file["shapley_probability"].size()) continue;
      const auto prediction = explainPrediction(model, row, background);
      REQUIRE(prediction);
      CHECK(worst(*prediction, file["shapley_probability"][r]) < 1e-9);
      ++probabilities;
    }
  }
  CHECK(probabilities >= 9);
}

TEST_CASE("attributions: an additive model's background can be another one") {
  const Json file = vectors("a02.vectors.json");
  Json half = file;
  Json& rows = half["background"];
  while (rows.size() > 3) rows.erase(rows.size() - 1);
  const auto keys = {"intercept", "edges", "main", "pairs", "background"};
  const RowModel whole = modelFrom(file, "additive", keys);
  const RowModel expected = modelFrom(half, "additive", keys);
  for (const Json& each : file["rows"]) {
    const auto row = rowOf(each);
    const Attribution why = explainInterventional(whole, row, rowsOf(rows));
    CHECK(why.contributions == expected.explain(row).contributions);
    CHECK(why.bias == expected.explain(row).bias);
  }
}

TEST_CASE("attributions: interactions agree with XGBoost's, and their rows add up to the contributions") {
  for (const char* name : {"m01", "m02", "m08", "m09", "m10", "m11", "m12"}) {
    CAPTURE(name);
    const Json file = vectors(std::string(name) + ".vectors.json");
    const RowModel model = modelIn(file["model"].get<std::string>());
    for (std::size_t r = 0; r < file["interactions"].size(); ++r) {
      const auto row = rowOf(file["rows"][r]);
      const auto matrix = interactions(model, row);
      const Json& expected = file["interactions"][r];
      const Attribution why = model.explain(row);
      REQUIRE(expected.size() == matrix.size());
      for (std::size_t i = 0; i < matrix.size(); ++i) {
        double sum = 0;
        for (std::size_t j = 0; j < matrix.size(); ++j) {
          CHECK(std::fabs(matrix[i][j] - expected[i][j].get<double>()) < 1e-5);
          CHECK(matrix[i][j] == doctest::Approx(matrix[j][i]));
          sum += matrix[i][j];
        }
        CHECK(std::fabs(sum - (i < why.contributions.size() ? why.contributions[i] : why.bias)) < 1e-12);
      }
    }
  }
}

TEST_CASE("attributions: a pair's interaction in a table is what neither feature does alone") {
  // f = h(x, y), worth 1 if both are 1 and else 0; the background has every combination once.
  const RowModel model =
      RowModel::read(R"({"kind":"additive","features":["x","y"],"intercept":0,"edges":[[0.5],[0.5]],
        "main":[[0,0,0],[0,0,0]],"pairs":[{"i":0,"j":1,"table":[[0,0,0],[0,0,0],[0,0,1]]}],
        "background":[[0,0],[0,1],[1,0],[1,1]]})")
          .value();
  const auto matrix = interactions(model, std::vector<double>{1, 1});
  CHECK(matrix[0][1] == 0.125);  // (1 - 0.5 - 0.5 + 0.25) / 2
  CHECK(matrix[1][0] == 0.125);
  CHECK(matrix[0][0] == 0.25);  // 0.5 alone - 0.25 without either
  CHECK(matrix[2][2] == 0.25);
}

}  // namespace sayso::recommend
