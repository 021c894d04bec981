#include "core/cli/verb_train_tune.h"

#include <algorithm>

#include "core/cli/verb_train_recipe.h"

namespace sayso::cli {
namespace {

constexpr double kRidges[] = {200, 500, 1000};
constexpr int kMomentumDays[] = {0, 7, 14, 28};
constexpr int kPopularityDays[] = {0, 7, 14, 30, 60};
constexpr double kNoise = 1e-4;  // of settings this close the first wins
constexpr double kPopularityWeights[] = {0, 0.01, 0.03, 0.1, 0.3};

/// The trained models of a recipe, by kind; null if it has none.
Json* findTrained(Json& recipe, std::string_view kind) {
  const auto isIt = [&](const Json& model) {
    return model.is_object() && model.contains("train") && model.contains("kind") && model["kind"] == kind;
  };
  if (isIt(recipe)) return &recipe;
  if (!recipe.contains("parts")) return nullptr;
  for (Json& part : recipe["parts"])
    if (part.contains("model") && isIt(part["model"])) return &part["model"];
  return nullptr;
}

Json* findPart(Json& recipe, const Json* model) {
  if (recipe.contains("parts"))
    for (Json& part : recipe["parts"])
      if (part.contains("model") && &part["model"] == model) return &part;
  return nullptr;
}

/// Tries settings on the validation days and remembers the best.
class Search {
 public:
  Search(std::span<const Basket> before, std::span<const Basket> after, const Names& items, const Tell& tell)
      : trainer_(before, items), cases_(makeCases(before, after)), items_(items.all().size()), tell_(tell) {}

  void restart() { best_ = -1; }

  /// Scores `recipe`; whether it is better than all since `restart`.
  Result<bool> isBest(const Json& recipe, Json tried) {
    auto model = trainer_.trainAndRead(recipe);
    if (!model) return model.error();
    const Quality quality = evaluate(cases_, items_, scorerOf(model.value()), 0, 0);
    tried["shoppers"] = quality.shoppers;
    tried["recall@10"] = quality.recall.mean;
    tried["ndcg@10"] = quality.ndcg.mean;
    tell_(std::move(tried));
    if (quality.both() < best_ + kNoise) return false;
    best_ = quality.both();
    return true;
  }

 private:
  Trainer trainer_;
  std::vector<Case> cases_;
  std::size_t items_;
  const Tell& tell_;
  double best_ = -1;
};

std::optional<Error> tuneEase(Json& model, Search& search) {
  Json best = model["train"];
  search.restart();
  for (const double ridge : kRidges)
    for (const int days : kMomentumDays) {
      model["train"]["ridge"] = ridge;
      model["train"]["momentumDays"] = days;
      auto better = search.isBest(model, {{"tried", "ease"}, {"ridge", ridge}, {"momentumDays", days}});
      if (!better) return better.error();
      if (better.value()) best = model["train"];
    }
  model["train"] = best;
  return std::nullopt;
}

std::optional<Error> tunePopularity(Json& model, Search& search) {
  Json best = model["train"];
  search.restart();
  for (const int days : kPopularityDays) {
    model["train"]["days"] = days;
    auto better = search.isBest(model, {{"tried", "popularity"}, {"days", days}});
    if (!better) return better.error();
    if (better.value()) best = model["train"];
  }
  model["train"] = best;
  return std::nullopt;
}

std::optional<Error> tuneWeight(Json& recipe, Json& part, Search& search) {
  Json best = part["weight"];
  search.restart();
  for (const double weight : kPopularityWeights) {
    part["weight"] = weight;
    auto better = search.isBest(recipe, {{"tried", "blend"}, {"popularityWeight", weight}});
    if (!better) return better.error();
    if (better.value()) best = part["weight"];
  }
  part["weight"] = best;
  return std::nullopt;
}

}  // namespace

Result<Json> tune(Json recipe, std::span<const Basket> baskets, const Names& items, std::int32_t validateDays,
                  const Tell& tell) {
  std::int32_t last = 0;
  for (const Basket& basket : baskets) last = std::max(last, basket.day);
  std::vector<Basket> before, after;
  for (const Basket& basket : baskets) (basket.day > last - validateDays ? after : before).push_back(basket);
  if (before.empty() || after.empty())
    return Error{ErrorCode::BadValue, "no baskets before or in the validation days", ""};

  Search search(before, after, items, tell);
  Json* ease = findTrained(recipe, "ease");
  Json* popularity = findTrained(recipe, "popularity");
  std::optional<Error> error;
  if (ease) error = tuneEase(*ease, search);
  if (!error && popularity) error = tunePopularity(*popularity, search);
  if (Json* part = popularity ? findPart(recipe, popularity) : nullptr; !error && ease && part)
    error = tuneWeight(recipe, *part, search);
  if (error) return *error;
  return recipe;
}

}  // namespace sayso::cli
