#include "core/recommend/linear_model.h"

#include <cmath>

#include "core/recommend/columns.h"

namespace sayso::recommend {
namespace {

bool agree(double a, double b) {
  constexpr double kRounding = 1e-6;
  return std::fabs(a - b) <= kRounding * (1 + std::fabs(a));
}

}  // namespace

double LinearModel::contribution(std::span<const double> row, std::size_t feature) const {
  if (!isDenied.empty() && isDenied[feature]) return 0;
  return std::isnan(row[feature]) ? 0 : coef[feature] * (row[feature] - mean[feature]);
}

double LinearModel::margin(std::span<const double> row) const {
  double sum = bias;
  for (std::size_t feature = 0; feature < coef.size(); ++feature) sum += contribution(row, feature);
  return sum;
}

void LinearModel::explain(std::span<const double> row, std::span<double> contributions) const {
  for (std::size_t feature = 0; feature < coef.size(); ++feature)
    contributions[feature] += contribution(row, feature);
}

LinearModel LinearModel::without(std::span<const char> denied) const {
  LinearModel rest = *this;
  rest.isDenied.assign(denied.begin(), denied.end());
  return rest;
}

namespace {

/// Takes the background's mean where the file gives none, and compares where it gives both.
void settleMean(json::Reader& reader, LinearModel& model) {
  if (!model.background.empty()) {
    const std::vector<double> mean = meanOf(model.background, model.coef.size());
    if (model.mean.empty()) model.mean = mean;
    for (std::size_t feature = 0; feature < mean.size(); ++feature)
      if (!agree(mean[feature], model.mean[feature]))
        return reader.fail(ErrorCode::BadModel, "not the mean of the background", "background_mean");
  }
  for (std::size_t feature = 0; feature < model.coef.size(); ++feature)
    model.bias += model.coef[feature] * model.mean[feature];
  if (!std::isfinite(model.bias)) reader.fail(ErrorCode::OutOfRange, "too large together", "coef");
}

}  // namespace

LinearModel readLinear(json::Reader& reader) {
  LinearModel model;
  const std::size_t before = reader.faults();
  if (reader.textIf("kind") == "logistic") model.link = Link::Logistic;
  model.coef = readNumbers(reader, "coef");
  model.features = readFeatures(reader, model.coef.size());
  model.bias = reader.number("intercept");
  if (reader.has("background") || !reader.has("background_mean"))
    model.background = readRows(reader, "background", model.coef.size(), Missing::Refused);
  if (reader.has("background_mean")) {
    model.mean = readNumbers(reader, "background_mean");
    if (model.mean.size() != model.coef.size())
      reader.fail(ErrorCode::BadModel, "not one number each feature", "background_mean");
  }
  if (reader.faults() == before) settleMean(reader, model);
  return model;
}

}  // namespace sayso::recommend
