#include "core/recommend/additive_model.h"

#include <algorithm>
#include <cmath>

#include "core/recommend/columns.h"

namespace sayso::recommend {

AdditiveModel::Bins AdditiveModel::binsOf(std::span<const double> row) const {
  Bins bins(features.size());
  for (std::size_t feature = 0; feature < features.size(); ++feature) {
    if (std::isnan(row[feature]) || (!isDenied.empty() && isDenied[feature])) continue;
    const auto above = std::upper_bound(edges[feature].begin(), edges[feature].end(), row[feature]);
    bins[feature] = static_cast<std::uint32_t>(1 + (above - edges[feature].begin()));
  }
  return bins;
}

double AdditiveModel::margin(std::span<const double> row) const {
  const Bins bins = binsOf(row);
  double sum = intercept;
  for (std::size_t feature = 0; feature < features.size(); ++feature) sum += main[feature][bins[feature]];
  for (const Pair& pair : pairs) sum += pair.table[bins[pair.i]][bins[pair.j]];
  return sum;
}

/// Of a pair, i gets half of what its value changes while j is the row's, and half of what it changes while j
/// is the background's; the latter is in `centred`.
void AdditiveModel::explain(std::span<const double> row, std::span<double> contributions) const {
  const Bins bins = binsOf(row);
  for (std::size_t feature = 0; feature < features.size(); ++feature)
    contributions[feature] += centred[feature][bins[feature]];
  for (std::size_t at = 0; at < pairs.size(); ++at) {
    const Pair& pair = pairs[at];
    const double half = pair.table[bins[pair.i]][bins[pair.j]] / 2;
    contributions[pair.i] += half - expected[at].ofJ[bins[pair.j]];
    contributions[pair.j] += half - expected[at].ofI[bins[pair.i]];
  }
}

/// How often each bin of `feature` is in the background.
std::vector<double> AdditiveModel::sharesOf(std::size_t feature) const {
  std::vector<double> shares(main[feature].size());
  for (const Bins& bins : background) shares[bins[feature]] += 1;
  for (double& share : shares) share /= static_cast<double>(background.size());
  return shares;
}

void AdditiveModel::settle() {
  bias = intercept;
  centred = main;
  std::vector<std::vector<double>> shares;
  for (std::size_t feature = 0; feature < features.size(); ++feature) {
    shares.push_back(sharesOf(feature));
    double mean = 0;
    for (std::size_t bin = 0; bin < main[feature].size(); ++bin)
      mean += shares[feature][bin] * main[feature][bin];
    for (double& value : centred[feature]) value -= mean;
    bias += mean;
  }
  expected.clear();
  for (const Pair& pair : pairs) {
    Expected& half = expected.emplace_back();
    half.ofI.resize(pair.table.size());
    half.ofJ.resize(pair.table.front().size());
    for (std::size_t i = 0; i < half.ofI.size(); ++i) {
      for (std::size_t j = 0; j < half.ofJ.size(); ++j) {
        half.ofI[i] += shares[pair.j][j] / 2 * pair.table[i][j];
        half.ofJ[j] += shares[pair.i][i] / 2 * pair.table[i][j];
      }
    }
    double mean = 0;
    for (const Bins& bins : background) mean += pair.table[bins[pair.i]][bins[pair.j]];
    mean /= static_cast<double>(background.size());
    for (std::size_t i = 0; i < half.ofI.size(); ++i) centred[pair.i][i] += half.ofI[i] - mean / 2;
    for (std::size_t j = 0; j < half.ofJ.size(); ++j) centred[pair.j][j] += half.ofJ[j] - mean / 2;
    bias += mean;
  }
}

AdditiveModel AdditiveModel::without(std::span<const char> denied) const {
  AdditiveModel rest = *this;
  rest.isDenied.assign(denied.begin(), denied.end());
  rest.pairs.clear();
  for (const Pair& pair : pairs) {
    if (!denied[pair.i] && !denied[pair.j]) {
      rest.pairs.push_back(pair);
    } else if (!denied[pair.j]) {
      for (std::size_t bin = 0; bin < rest.main[pair.j].size(); ++bin)
        rest.main[pair.j][bin] += pair.table[0][bin];
    } else {  // if both are denied, i's table is fixed below
      for (std::size_t bin = 0; bin < rest.main[pair.i].size(); ++bin)
        rest.main[pair.i][bin] += pair.table[bin][0];
    }
  }
  for (std::size_t feature = 0; feature < features.size(); ++feature) {
    if (!denied[feature]) continue;
    rest.intercept += rest.main[feature][0];
    rest.main[feature].assign(rest.main[feature].size(), 0);
  }
  rest.settle();
  return rest;
}

namespace {

// Reading a model takes time with the product of the two.
constexpr std::size_t kMaxPairs = 5000;
constexpr std::size_t kMaxRows = 10000;

void readEdges(json::Reader& reader, AdditiveModel& model) {
  reader.each("edges", [&](json::Reader& list) {
    std::vector<double>& edges = model.edges.emplace_back();
    list.elements([&](json::Reader& edge) {
      const double number = edge.asNumber();
      if (!edges.empty() && number <= edges.back()) edge.fail(ErrorCode::BadModel, "edges must rise");
      edges.push_back(number);
    });
  });
}

/// A table must have one value each bin: the missing one, and those that the edges make.
void readMain(json::Reader& reader, AdditiveModel& model) {
  reader.each("main", [&](json::Reader& list) {
    std::vector<double>& table = model.main.emplace_back();
    list.elements([&](json::Reader& value) { table.push_back(value.asNumber()); });
    const std::size_t at = model.main.size() - 1;
    if (at < model.edges.size() && table.size() != model.edges[at].size() + 2)
      list.fail(ErrorCode::BadModel, "not one value each bin");
  });
  if (model.main.size() != model.edges.size())
    reader.fail(ErrorCode::BadModel, "not one table each feature", "main");
  if (model.edges.size() > kMaxFeatures)
    reader.fail(ErrorCode::TooLarge, "more than 65535 features", "edges");
}

void readPair(json::Reader& reader, AdditiveModel& model) {
  const auto last = static_cast<std::int64_t>(model.edges.size()) - 1;
  AdditiveModel::Pair pair;
  pair.i = static_cast<std::size_t>(reader.integer("i", 0, last));
  pair.j = static_cast<std::size_t>(reader.integer("j", 0, last));
  if (pair.i == pair.j) reader.fail(ErrorCode::BadModel, "a pair of one feature", "j");
  reader.each("table", [&](json::Reader& list) {
    std::vector<double>& row = pair.table.emplace_back();
    list.elements([&](json::Reader& value) { row.push_back(value.asNumber()); });
    if (row.size() != model.edges[pair.j].size() + 2)
      list.fail(ErrorCode::BadModel, "not one value each bin of j");
  });
  if (pair.table.size() != model.edges[pair.i].size() + 2)
    reader.fail(ErrorCode::BadModel, "not one row each bin of i", "table");
  reader.finish();
  model.pairs.push_back(std::move(pair));
}

}  // namespace

AdditiveModel readAdditive(json::Reader& reader) {
  AdditiveModel model;
  const std::size_t before = reader.faults();
  if (reader.has("link") && reader.oneOf("link", {"identity", "logistic"}) == 1) model.link = Link::Logistic;
  model.intercept = reader.number("intercept");
  readEdges(reader, model);
  readMain(reader, model);
  model.features = readFeatures(reader, model.edges.size());
  if (model.edges.empty() && reader.faults() == before)
    reader.fail(ErrorCode::BadModel, "no feature", "edges");
  if (reader.faults() == before) reader.eachIf("pairs", [&](json::Reader& pair) { readPair(pair, model); });
  if (model.pairs.size() > kMaxPairs) reader.fail(ErrorCode::TooLarge, "more than 5000 pairs", "pairs");
  const auto rows = readRows(reader, "background", model.edges.size(), Missing::Allowed);
  if (rows.size() > kMaxRows) reader.fail(ErrorCode::TooLarge, "more than 10000 rows", "background");
  if (reader.faults() != before) {
    reader.rawIf("pairs");
    return model;
  }
  for (const auto& row : rows) model.background.push_back(model.binsOf(row));
  model.settle();
  if (!std::isfinite(model.bias)) reader.fail(ErrorCode::OutOfRange, "too large together", "main");
  return model;
}

}  // namespace sayso::recommend
