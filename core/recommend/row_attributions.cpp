#include "core/recommend/row_attributions.h"

#include <algorithm>
#include <cmath>

#include "core/explain/tree_interactions.h"
#include "core/explain/tree_interventional.h"
#include "core/explain/tree_shap_batch.h"

namespace sayso::recommend {
namespace {

constexpr std::size_t kMaxEnumerated = 12;

Attribution interventional(const LinearModel& model, std::span<const double> row,
                           const Background& background) {
  Attribution why{model.margin(row), std::vector<double>(row.size())};
  for (std::size_t feature = 0; feature < row.size(); ++feature) {
    double mean = 0;
    for (const auto& other : background) {
      const double value = std::isnan(other[feature]) ? model.mean[feature] : other[feature];
      mean += value / static_cast<double>(background.size());
    }
    const double value = std::isnan(row[feature]) ? model.mean[feature] : row[feature];
    why.contributions[feature] = model.coef[feature] * (value - mean);
    why.bias -= why.contributions[feature];
  }
  return why;
}

Attribution interventional(const AdditiveModel& model, std::span<const double> row,
                           const Background& background) {
  AdditiveModel other = model;
  other.background.clear();
  for (const auto& each : background) other.background.push_back(other.binsOf(each));
  other.settle();
  Attribution why{other.bias, std::vector<double>(row.size())};
  other.explain(row, why.contributions);
  return why;
}

/// What two features of a pair do together, beyond what each does alone; half of it for each.
void addPairs(const AdditiveModel& model, std::span<const double> row, std::span<double> matrix) {
  const AdditiveModel::Bins bins = model.binsOf(row);
  for (std::size_t at = 0; at < model.pairs.size(); ++at) {
    const AdditiveModel::Pair& pair = model.pairs[at];
    double mean = 0;
    for (const AdditiveModel::Bins& other : model.background)
      mean += pair.table[other[pair.i]][other[pair.j]] / static_cast<double>(model.background.size());
    const double half = pair.table[bins[pair.i]][bins[pair.j]] / 2 + mean / 2 -
                        model.expected[at].ofI[bins[pair.i]] - model.expected[at].ofJ[bins[pair.j]];
    matrix[pair.i * row.size() + pair.j] += half;
    matrix[pair.j * row.size() + pair.i] += half;
  }
}

/// |S|! (M - |S| - 1)! / M! for a set of `size` of `features`.
double weightOf(std::size_t size, std::size_t features) {
  double product = 1 / static_cast<double>(features);
  for (std::size_t k = 1; k <= size; ++k)
    product *= static_cast<double>(k) / static_cast<double>(features - k);
  return product;
}

}  // namespace

std::vector<double> explainAll(const RowModel& model, std::span<const double> rows, std::size_t output) {
  std::vector<double> contributions(rows.size());
  if (const auto* forest = std::get_if<ForestModel>(&model.model())) {
    explain::TreeShapBatch(forest->forest, forest->shap()).add(rows, contributions, output);
    return contributions;
  }
  const std::size_t features = model.features().size();
  for (std::size_t at = 0; at < rows.size(); at += features) {
    const Attribution why = model.explain(rows.subspan(at, features), output);
    std::copy(why.contributions.begin(), why.contributions.end(),
              contributions.begin() + static_cast<std::ptrdiff_t>(at));
  }
  return contributions;
}

Attribution explainInterventional(const RowModel& model, std::span<const double> row,
                                  const Background& background, std::size_t output) {
  if (const auto* linear = std::get_if<LinearModel>(&model.model()))
    return interventional(*linear, row, background);
  if (const auto* additive = std::get_if<AdditiveModel>(&model.model()))
    return interventional(*additive, row, background);
  const auto& forest = *std::get_if<ForestModel>(&model.model());
  Attribution why{forest.base[output], std::vector<double>(row.size())};
  why.bias += explain::addInterventional(forest.forest, row, background, why.contributions, output);
  return why;
}

std::optional<Attribution> explainPrediction(const RowModel& model, std::span<const double> row,
                                             const Background& background) {
  const std::size_t features = row.size();
  if (features > kMaxEnumerated || model.outputs() != 1) return std::nullopt;
  std::vector<double> values(std::size_t{1} << features);  // of each set of features
  std::vector<double> mixed(features);
  for (std::size_t set = 0; set < values.size(); ++set) {
    for (const auto& other : background) {
      for (std::size_t i = 0; i < features; ++i) mixed[i] = (set >> i & 1) != 0 ? row[i] : other[i];
      values[set] += model.predict(model.margin(mixed));
    }
    values[set] /= static_cast<double>(background.size());
  }
  Attribution why{values[0], std::vector<double>(features)};
  for (std::size_t set = 0; set < values.size(); ++set) {
    std::size_t size = 0;
    for (std::size_t i = 0; i < features; ++i) size += set >> i & 1;
    const double weight = size < features ? weightOf(size, features) : 0;
    for (std::size_t i = 0; i < features; ++i)
      if ((set >> i & 1) == 0)
        why.contributions[i] += weight * (values[set | std::size_t{1} << i] - values[set]);
  }
  return why;
}

std::vector<std::vector<double>> interactions(const RowModel& model, std::span<const double> row,
                                              std::size_t output) {
  const std::size_t features = row.size();
  const Attribution why = model.explain(row, output);
  std::vector<double> pairs(features * features);
  if (const auto* forest = std::get_if<ForestModel>(&model.model()))
    explain::addTreeInteractions(forest->forest, row, pairs, output);
  if (const auto* additive = std::get_if<AdditiveModel>(&model.model())) addPairs(*additive, row, pairs);
  std::vector<std::vector<double>> matrix(features + 1, std::vector<double>(features + 1));
  for (std::size_t i = 0; i < features; ++i) {
    matrix[i][i] = why.contributions[i];
    for (std::size_t j = 0; j < features; ++j) {
      if (i == j) continue;
      matrix[i][j] = pairs[i * features + j];
      matrix[i][i] -= matrix[i][j];
    }
  }
  matrix[features][features] = why.bias;
  return matrix;
}

}  // namespace sayso::recommend
