#include "core/cli/verb_train_tune.h"

#include <algorithm>

#include "core/cli/verb_train_recipe.h"

namespace sayso::cli {
namespace {

constexpr double kRidges[] = {100, 200, 500, 1000};
constexpr int kMomentumDays[] = {0, 7, 14, 28};
constexpr double kMomentumPowers[] = {0.5, 0.6, 0.75, 1};
constexpr double kPopularityDiscounts[] = {0, 0.2, 0.3, 0.4};
constexpr int kPopularityDays[] = {0, 7, 14, 30, 60};
constexpr double kNoise = 1e-4;  // of settings this close the first wins
// Not 0: it orders what nothing of the visitor speaks for.
constexpr double kPopularityWeights[] = {0.003, 0.01, 0.03, 0.1, 0.3};

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

  /// Forgets what was best. From now on lists must cover so much of the items.
  void restart(double coverage) {
    best_ = -1;
    coverage_ = coverage;
  }
  bool hasFound() const { return best_ >= 0; }

  /// Scores `recipe`; whether it covers enough and is better than all since `restart`.
  Result<bool> isBest(const Json& recipe, Json tried) {
    auto model = trainer_.trainAndRead(recipe);
    if (!model) return model.error();
    const Quality quality = evaluate(cases_, items_, scorerOf(model.value()), 0, 0);
    tried["shoppers"] = quality.shoppers;
    tried["recall@10"] = quality.recall.mean;
    tried["ndcg@10"] = quality.ndcg.mean;
    tried["coverage"] = quality.coverage;
    tell_(std::move(tried));
    if (quality.coverage < coverage_ || quality.both() < best_ + kNoise) return false;
    best_ = quality.both();
    return true;
  }

 private:
  Trainer trainer_;
  std::vector<Case> cases_;
  std::size_t items_;
  const Tell& tell_;
  double best_ = -1;
  double coverage_ = 0;
};

/// Settings of EASE to try, by ridge: solving for one takes longest.
std::vector<Json> easeSettingsToTry() {
  std::vector<Json> all;
  for (const double ridge : kRidges)
    for (const int days : kMomentumDays)
      for (const double power : kMomentumPowers) {
        if (days == 0 && power != 1) continue;
        for (const double discount : kPopularityDiscounts)
          all.push_back({{"ridge", ridge},
                         {"momentumDays", days},
                         {"momentumPower", power},
                         {"popularityDiscount", discount}});
      }
  return all;
}

/// `model` is the EASE of `recipe`.
std::optional<Error> tuneEase(const Json& recipe, Json& model, double coverage, Search& search) {
  Json best = model["train"];
  search.restart(coverage);
  for (Json tried : easeSettingsToTry()) {
    for (const auto& [key, value] : tried.items()) model["train"][key] = value;
    tried["tried"] = "ease";
    auto better = search.isBest(recipe, std::move(tried));
    if (!better) return better.error();
    if (better.value()) best = model["train"];
  }
  if (!search.hasFound())
    return Error{ErrorCode::BadValue, "nothing that was tried covers so much", "--coverage"};
  model["train"] = best;
  return std::nullopt;
}

std::optional<Error> tunePopularity(Json& model, Search& search) {
  Json best = model["train"];
  search.restart(0);
  for (const int days : kPopularityDays) {
    model["train"]["days"] = days;
    auto better = search.isBest(model, {{"tried", "popularity"}, {"days", days}});
    if (!better) return better.error();
    if (better.value()) best = model["train"];
  }
  model["train"] = best;
  return std::nullopt;
}

std::optional<Error> tuneWeight(const Json& recipe, Json& part, double coverage, Search& search) {
  Json best = part["weight"];
  search.restart(coverage);
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

Result<Json> tune(Json recipe, std::span<const Basket> baskets, const Names& items, const TuneGoal& goal,
                  const Tell& tell) {
  std::int32_t last = 0;
  for (const Basket& basket : baskets) last = std::max(last, basket.day);
  std::vector<Basket> before, after;
  for (const Basket& basket : baskets)
    (basket.day > last - goal.validateDays ? after : before).push_back(basket);
  if (before.empty() || after.empty())
    return Error{ErrorCode::BadValue, "no baskets before or in the validation days", ""};

  Search search(before, after, items, tell);
  Json* ease = findTrained(recipe, "ease");
  Json* popularity = findTrained(recipe, "popularity");
  std::optional<Error> error;
  if (ease) error = tuneEase(recipe, *ease, goal.coverage, search);
  if (!error && popularity) error = tunePopularity(*popularity, search);
  if (Json* part = popularity ? findPart(recipe, popularity) : nullptr; !error && ease && part)
    error = tuneWeight(recipe, *part, goal.coverage, search);
  if (error) return *error;
  return recipe;
}

}  // namespace sayso::cli
