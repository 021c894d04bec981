#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/cli/verb_train_baskets.h"
#include "core/cli/verb_train_ease.h"
#include "core/cli/verb_train_evaluate.h"
#include "core/recommend/model.h"

/// A recipe is a model file whose numbers are still to be learnt: a part that says
/// `"train": {"ridge": 500, "momentumDays": 14, "popularityDiscount": 0.4, "neighbours": 60}` (ease) or
/// `"train": {"days": 14}` (popularity) gets them; every other part is taken as it is.
namespace sayso::cli {

/// Learns what recipes ask for from one set of baskets. Solving takes long, so the last solution is kept.
class Trainer {
 public:
  Trainer(std::span<const Basket> baskets, const Names& items) : baskets_(baskets), items_(&items) {}

  /// The model file that `recipe` asks for. `at` of an error is a pointer into the recipe.
  Result<Json> train(const Json& recipe);

  /// The same, read back as a page would.
  Result<std::shared_ptr<const recommend::Model>> trainAndRead(const Json& recipe);

  /// The uncut weights and their factors, for a comparison.
  const ItemWeights& weights(double ridge);
  std::span<const Basket> baskets() const { return baskets_; }
  std::size_t itemCount() const { return items_->all().size(); }

 private:
  Json trainPart(const Json& part, json::Reader& reader);

  std::span<const Basket> baskets_;
  const Names* items_;
  double ridge_ = -1;
  std::unique_ptr<ItemWeights> weights_;
};

/// The settings in a recipe's `train` object; faults go to the reader.
EaseSettings readEaseSettings(json::Reader& reader);
Json toJson(const EaseSettings& settings);

/// Scores as the served model does: popularity, plus the entries of the history as the signal `bought`.
Scorer scorerOf(std::shared_ptr<const recommend::Model> model);
/// Scores by uncut weights.
Scorer scorerOf(const ItemWeights& weights, std::vector<double> factors);

}  // namespace sayso::cli
