#include "core/recommend/row_model.h"

#include "core/base/json_discard.h"
#include "core/recommend/xgboost.h"

namespace sayso::recommend {
namespace {

constexpr std::string_view kLinearKinds[] = {"linear", "ridge", "logistic"};

std::string_view kindOf(const Json& json) {
  if (!json.is_object()) return "";
  if (json.contains("learner")) return "xgboost";
  const auto kind = json.find("kind");
  if (kind == json.end() || !kind->is_string()) return "";
  return kind->get_ref<const std::string&>();
}

bool isLinear(std::string_view kind) {
  for (const std::string_view each : kLinearKinds)
    if (each == kind) return true;
  return false;
}

/// What is known beside the numbers of each of our own shapes.
void finish(json::Reader& reader) {
  for (const char* key : {"schema", "kind", "about"}) reader.rawIf(key);
  reader.finish();
}

}  // namespace

double Attribution::margin() const {
  double sum = bias;
  for (const double each : contributions) sum += each;
  return sum;
}

bool RowModel::isOne(const Json& json) {
  const std::string_view kind = kindOf(json);
  return kind == "xgboost" || kind == "additive" || isLinear(kind);
}

Result<RowModel> RowModel::fromJson(const Json& json, const std::string& at) {
  std::vector<Error> errors;
  json::Reader reader(json, errors, at);
  const std::string_view kind = kindOf(json);
  Model model;
  if (kind == "xgboost") {
    model = readXgboost(reader);
  } else if (kind == "additive") {
    model = readAdditive(reader);
    finish(reader);
  } else if (isLinear(kind)) {
    model = readLinear(reader);
    finish(reader);
  } else if (!reader.expectObject() || reader.text("kind").empty()) {
    if (errors.empty()) reader.fail(ErrorCode::UnknownKind, "no model", "kind");
  } else {
    reader.fail(ErrorCode::UnknownKind, "expected an XGBoost file, linear, logistic or additive", "kind");
  }
  if (!errors.empty()) return errors.front();
  return RowModel(std::move(model));
}

Result<RowModel> RowModel::read(std::string_view text) {
  auto json = parseModel(text);
  if (!json) return json.error();
  auto model = fromJson(json.value());
  json::discard(json.value());
  return model;
}

std::string_view RowModel::kind() const {
  if (std::holds_alternative<ForestModel>(model_)) return "xgboost";
  if (std::holds_alternative<AdditiveModel>(model_)) return "additive";
  return link() == Link::Logistic ? "logistic" : "linear";
}

const std::vector<std::string>& RowModel::features() const {
  return std::visit([](const auto& model) -> const std::vector<std::string>& { return model.features; },
                    model_);
}

std::size_t RowModel::outputs() const {
  const auto* forest = std::get_if<ForestModel>(&model_);
  return forest ? forest->forest.outputs : 1;
}

Link RowModel::link() const {
  return std::visit([](const auto& model) { return model.link; }, model_);
}

std::string_view RowModel::valueFunction() const {
  return std::holds_alternative<ForestModel>(model_) ? "path-dependent" : "interventional";
}

double RowModel::margin(std::span<const double> row, std::size_t output) const {
  if (const auto* forest = std::get_if<ForestModel>(&model_)) return forest->margin(row, output);
  if (const auto* linear = std::get_if<LinearModel>(&model_)) return linear->margin(row);
  return std::get_if<AdditiveModel>(&model_)->margin(row);
}

Attribution RowModel::explain(std::span<const double> row, std::size_t output) const {
  Attribution why{0, std::vector<double>(row.size())};
  if (const auto* forest = std::get_if<ForestModel>(&model_)) {
    why.bias = forest->bias[output];
    forest->explain(row, output, why.contributions);
  } else if (const auto* linear = std::get_if<LinearModel>(&model_)) {
    why.bias = linear->bias;
    linear->explain(row, why.contributions);
  } else if (const auto* additive = std::get_if<AdditiveModel>(&model_)) {
    why.bias = additive->bias;
    additive->explain(row, why.contributions);
  }
  return why;
}

RowModel RowModel::without(std::span<const char> denied) const {
  return std::visit([&](const auto& model) { return RowModel(model.without(denied)); }, model_);
}

}  // namespace sayso::recommend
