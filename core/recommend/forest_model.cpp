#include "core/recommend/forest_model.h"

namespace sayso::recommend {

double ForestModel::margin(std::span<const double> row, std::size_t output) const {
  return base[output] + explain::walk(forest, row, output);
}

void ForestModel::explain(std::span<const double> row, std::size_t output,
                          std::span<double> contributions) const {
  shap().add(forest, row, contributions, output);
}

const explain::TreeShap& ForestModel::shap() const {
  if (!shap_) shap_ = std::make_shared<const explain::TreeShap>(forest);
  return *shap_;
}

ForestModel ForestModel::without(std::span<const char> denied) const {
  ForestModel rest;
  rest.features = features;
  rest.link = link;
  rest.base = base;
  rest.forest = explain::without(forest, denied);
  rest.settle();
  return rest;
}

void ForestModel::settle() {
  bias = base;
  for (std::size_t tree = 0; tree < forest.trees.size(); ++tree)
    bias[forest.trees[tree].output] += explain::meanOf(forest, tree);
}

}  // namespace sayso::recommend
