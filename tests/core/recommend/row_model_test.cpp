#include "core/recommend/row_model.h"

#include <doctest/doctest.h>

#include "tests/core/recommend/vectors.h"

namespace sayso::recommend {
namespace {

using testing::names;
using testing::rowOf;
using testing::vectors;
using testing::vectorText;

RowModel modelIn(const std::string& file) {
  auto model = RowModel::read(vectorText(file));
  if (!model) MESSAGE(file << ": " << model.error().message << " " << model.error().at);
  REQUIRE(model);
  return std::move(model).value();
}

/// A model of ours from a file of vectors, which holds more than a model does.
Result<RowModel> modelFrom(const Json& file, const char* kind, std::initializer_list<const char*> keys) {
  Json model = json::object({{"kind", kind}});
  for (const char* key : keys)
    if (file.contains(key)) json::set(model, key, file[key]);
  return RowModel::fromJson(model);
}

/// The largest difference of `values` and what the file has, the bias being last there.
double worst(const Attribution& why, const Json& expected) {
  REQUIRE(expected.size() == why.contributions.size() + 1);
  double most = std::fabs(why.bias - expected.back().get<double>());
  for (std::size_t i = 0; i < why.contributions.size(); ++i)
    most = std::max(most, std::fabs(why.contributions[i] - expected[i].get<double>()));
  return most;
}

/// Every row of a file of XGBoost's: margins, predictions and contributions of every class.
void checkAgainstXgboost(const RowModel& model, const Json& file, double tolerance) {
  const bool hasClasses = model.outputs() > 1;
  for (std::size_t r = 0; r < file["rows"].size(); ++r) {
    CAPTURE(r);
    const auto row = rowOf(file["rows"][r]);
    std::vector<double> margins;
    for (std::size_t output = 0; output < model.outputs(); ++output) {
      const Json& margin = hasClasses ? file["margin"][r][output] : file["margin"][r];
      const Json& contribs = hasClasses ? file["contribs"][r][output] : file["contribs"][r];
      const Attribution why = model.explain(row, output);
      margins.push_back(why.margin());
      CHECK(std::fabs(margins.back() - margin.get<double>()) < tolerance);
      CHECK(std::fabs(margins.back() - model.margin(row, output)) < 1e-12);
      CHECK(worst(why, contribs) < tolerance);
    }
    const auto predictions = predict(model.link(), margins);
    for (std::size_t i = 0; i < predictions.size(); ++i) {
      const Json& expected = hasClasses ? file["pred"][r][i] : file["pred"][r];
      CHECK(std::fabs(predictions[i] - expected.get<double>()) < tolerance);
    }
  }
}

}  // namespace

TEST_CASE("row models: XGBoost's files give its margins, predictions and contributions") {
  for (const std::string& name : names('m', 14)) {
    CAPTURE(name);
    const Json file = vectors(name + ".vectors.json");
    checkAgainstXgboost(modelIn(file["model"].get<std::string>()), file, 1e-5);
  }
}

TEST_CASE("row models: other versions, names, unknown keys and orders of trees change nothing") {
  const Json variants = vectors("variants.vectors.json");
  for (const Json& each : variants["same_as_m02"])
    checkAgainstXgboost(modelIn(each.get<std::string>()), vectors("m02.vectors.json"), 1e-5);
  CHECK(modelIn("m02-vnames.model.json").features()[2] == "days since \"visit\"");
  CHECK(modelIn("m02.model.json").features()[2] == "f2");
}

TEST_CASE("row models: a broken file is refused where it is broken") {
  struct Refusal {
    std::string file;
    ErrorCode code;
    std::string at;
  };
  const std::string booster = "/learner/gradient_booster";
  const std::string tree = booster + "/model/trees/0/";
  const Refusal refusals[] = {
      {"bad-child-range", ErrorCode::OutOfRange, tree + "left_children/0"},
      {"bad-cycle", ErrorCode::BadModel, tree + "left_children/0"},
      {"bad-lengths", ErrorCode::BadModel, tree + "split_conditions"},
      {"bad-feature-range", ErrorCode::OutOfRange, tree + "split_indices/0"},
      {"bad-cover", ErrorCode::OutOfRange, tree + "sum_hessian/0"},
      {"bad-categorical", ErrorCode::UnknownKind, tree + "split_type/0"},
      {"bad-gblinear", ErrorCode::UnknownKind, booster + "/name"},
      {"bad-base-score", ErrorCode::OutOfRange, "/learner/learner_model_param/base_score"},
      {"bad-vector-leaf", ErrorCode::UnknownKind, tree + "tree_param/size_leaf_vector"},
      {"bad-cut", ErrorCode::BadJson, "byte 3873"},
  };
  CHECK(vectors("variants.vectors.json")["must_refuse"].size() == std::size(refusals));
  for (const Refusal& each : refusals) {
    CAPTURE(each.file);
    const auto model = RowModel::read(vectorText(each.file + ".model.json"));
    REQUIRE_FALSE(model);
    CHECK(toText(model.error().code) == toText(each.code));
    CHECK(model.error().at == each.at);
  }
}

TEST_CASE("row models: trees agree with the enumeration of all subsets") {
  for (const std::string& name : names('b', 6)) {
    CAPTURE(name);
    const Json file = vectors(name + ".vectors.json");
    const RowModel model = modelIn(file["model"].get<std::string>());
    for (std::size_t r = 0; r < file["rows"].size(); ++r) {
      const Attribution why = model.explain(rowOf(file["rows"][r]));
      CHECK(worst(why, file["path_dependent"][r]) < 1e-12);
      CHECK(std::fabs(why.margin() - file["margin"][r].get<double>()) < 1e-12);
    }
  }
}

TEST_CASE("row models: linear models agree with the enumeration of all subsets") {
  for (const std::string& name : names('l', 6)) {
    for (const char* background : {"background", "background_mean"}) {
      CAPTURE(name);
      const Json file = vectors(name + ".vectors.json");
      const auto read =
          modelFrom(file, file["kind"].get<std::string>().c_str(), {"coef", "intercept", background});
      REQUIRE(read);
      const RowModel& model = read.value();
      for (std::size_t r = 0; r < file["rows"].size(); ++r) {
        const auto row = rowOf(file["rows"][r]);
        const Attribution why = model.explain(row);
        CHECK(worst(why, file["shapley_margin"][r]) < 1e-9);
        CHECK(std::fabs(why.margin() - file["margin"][r].get<double>()) < 1e-9);
        CHECK(std::fabs(model.margin(row) - why.margin()) < 1e-12);
        if (file.contains("probability"))
          CHECK(std::fabs(model.predict(why.margin()) - file["probability"][r].get<double>()) < 1e-12);
      }
    }
  }
}

TEST_CASE("row models: additive tables with pairs agree with the enumeration of all subsets") {
  for (const std::string& name : names('a', 3)) {
    CAPTURE(name);
    const Json file = vectors(name + ".vectors.json");
    const auto read = modelFrom(file, "additive", {"intercept", "edges", "main", "pairs", "background"});
    REQUIRE(read);
    for (std::size_t r = 0; r < file["rows"].size(); ++r) {
      const auto row = rowOf(file["rows"][r]);
      const Attribution why = read.value().explain(row);
      CHECK(worst(why, file["shapley"][r]) < 1e-9);
      CHECK(std::fabs(read.value().margin(row) - file["score"][r].get<double>()) < 1e-9);
      CHECK(std::fabs(why.margin() - file["score"][r].get<double>()) < 1e-9);
    }
  }
}

TEST_CASE("row models: a denied feature adds exactly nothing, and its number changes no bit") {
  std::vector<RowModel> models{modelIn("m02.model.json"), modelIn("m10.model.json")};
  const Json additive = vectors("a03.vectors.json");
  models.push_back(
      modelFrom(additive, "additive", {"intercept", "edges", "main", "pairs", "background"}).value());
  const Json linear = vectors("l03.vectors.json");
  models.push_back(modelFrom(linear, "linear", {"coef", "intercept", "background_mean"}).value());
  for (const RowModel& model : models) {
    const std::size_t features = model.features().size();
    for (std::size_t feature = 0; feature < features; ++feature) {
      std::vector<char> denied(features);
      denied[feature] = 1;
      const RowModel granted = model.without(denied);
      std::vector<double> row(features, 0.25);
      const Attribution first = granted.explain(row);
      CHECK(first.contributions[feature] == 0);
      for (const double value : {-1e6, 0.75, 1e6, std::numeric_limits<double>::quiet_NaN()}) {
        row[feature] = value;
        const Attribution other = granted.explain(row);
        CHECK(other.contributions == first.contributions);
        CHECK(other.bias == first.bias);
        CHECK(granted.margin(row) == doctest::Approx(first.margin()));
      }
    }
  }
}

}  // namespace sayso::recommend
