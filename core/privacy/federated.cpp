#include "core/privacy/federated.h"

#include <cmath>

#include "core/base/math.h"

namespace sayso::privacy {
namespace {

double sigmoid(double margin) { return 1 / (1 + math::exp(-margin)); }

double marginOf(const Weights& weights, const std::vector<double>& row) {
  double margin = weights.back();
  for (std::size_t at = 0; at < row.size(); ++at) margin += weights[at] * row[at];
  return margin;
}

/// The slope of the mean log loss, without the penalty.
Weights slopeOf(const Weights& weights, const Examples& examples) {
  Weights slope(weights.size(), 0);
  for (std::size_t each = 0; each < examples.rows.size(); ++each) {
    const std::vector<double>& row = examples.rows[each];
    const double wrong = sigmoid(marginOf(weights, row)) - examples.labels[each];
    for (std::size_t at = 0; at < row.size(); ++at) slope[at] += row[at] * wrong;
    slope.back() += wrong;
  }
  const auto count = static_cast<double>(examples.rows.size());
  for (double& each : slope) each /= count;
  return slope;
}

}  // namespace

Weights localUpdate(const Weights& weights, const Examples& examples, const Steps& steps) {
  if (examples.rows.empty()) return Weights(weights.size(), 0);
  Weights local = weights;
  for (int epoch = 0; epoch < steps.epochs; ++epoch) {
    const Weights slope = slopeOf(local, examples);
    for (std::size_t at = 0; at < local.size(); ++at) {
      const double penalty = at + 1 < local.size() ? steps.l2 * local[at] : 0;
      local[at] -= steps.learningRate * (slope[at] + penalty);
    }
  }
  for (std::size_t at = 0; at < local.size(); ++at) local[at] -= weights[at];
  return local;
}

double lengthOf(std::span<const double> update) {
  double sum = 0;
  for (const double each : update) sum += each * each;
  return std::sqrt(sum);
}

double clipTo(Weights& update, double clip) {
  const double length = lengthOf(update);
  if (length > clip)
    for (double& each : update) each *= clip / length;
  return length;
}

void addNoise(Weights& update, double sigma, Draws& draws) {
  for (double& each : update) each += sigma * draws.gaussian();
}

Weights meanByExamples(std::span<const Update> updates, std::size_t width) {
  Weights mean(width, 0);
  double examples = 0;
  for (const Update& update : updates) {
    for (std::size_t at = 0; at < width; ++at) mean[at] += update.examples * update.change[at];
    examples += update.examples;
  }
  if (examples > 0)
    for (double& each : mean) each /= examples;
  return mean;
}

Weights privateMean(std::span<const Update> updates, std::span<const double> normals, double sigma,
                    double expected) {
  Weights mean(normals.size(), 0);
  for (const Update& update : updates)
    for (std::size_t at = 0; at < mean.size(); ++at) mean[at] += update.change[at];
  const double count = expected > 0 ? expected : static_cast<double>(updates.size());
  for (std::size_t at = 0; at < mean.size(); ++at) mean[at] = (mean[at] + sigma * normals[at]) / count;
  return mean;
}

}  // namespace sayso::privacy
