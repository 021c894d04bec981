#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/base/random.h"
#include "core/cli/verb_train_baskets.h"
#include "core/cli/verb_train_ease.h"
#include "core/cli/verb_train_evaluate.h"
#include "core/cli/verb_train_recipe.h"
#include "core/cli/verb_train_tune.h"

namespace sayso::cli {
namespace {

constexpr std::size_t kItems = 12;

std::vector<Basket> randomBaskets() {
  Random random(4);
  std::vector<Basket> baskets;
  for (std::uint32_t number = 0; number < 60; ++number) {
    Basket basket{number / 2, static_cast<std::int32_t>(number), {}};
    for (std::uint32_t item = 0; item < kItems; ++item)
      if (random.uniform() < 0.3) basket.items.push_back(item);
    baskets.push_back(basket);
  }
  return baskets;
}

bool holds(const std::vector<Basket>& baskets, std::uint32_t shopper, std::uint32_t item) {
  for (const Basket& basket : baskets)
    if (basket.shopper == shopper &&
        std::find(basket.items.begin(), basket.items.end(), item) != basket.items.end())
      return true;
  return false;
}

std::string errorOf(const Result<bool>& result) {
  return result ? "" : std::string(toText(result.error().code)) + " " + result.error().at;
}

}  // namespace

TEST_CASE("train: EASE solves its normal equations with a zero diagonal") {
  constexpr double kRidge = 3;
  const std::vector<Basket> baskets = randomBaskets();
  const ItemWeights weights = solveEase(baskets, kItems, kRidge);
  double gram[kItems][kItems] = {};
  for (std::uint32_t shopper = 0; shopper < 30; ++shopper)
    for (std::uint32_t a = 0; a < kItems; ++a)
      for (std::uint32_t b = 0; b < kItems; ++b)
        gram[a][b] += holds(baskets, shopper, a) && holds(baskets, shopper, b) ? 1 : 0;
  // (G + ridge I) B equals G off the diagonal: there the squared error has no slope left.
  for (std::size_t row = 0; row < kItems; ++row)
    for (std::size_t item = 0; item < kItems; ++item) {
      if (row == item) {
        CHECK(weights.of(row, item) == 0);
        continue;
      }
      double product = kRidge * static_cast<double>(weights.of(row, item));
      for (std::size_t inner = 0; inner < kItems; ++inner)
        product += gram[row][inner] * static_cast<double>(weights.of(inner, item));
      CHECK(std::fabs(product - gram[row][item]) < 1e-5);
    }
}

TEST_CASE("train: a cut keeps the strongest neighbours within half a step") {
  const ItemWeights weights = solveEase(randomBaskets(), kItems, 3);
  const std::vector<double> factors(kItems, 2);
  const recommend::ItemItem::Table table = cut(weights, factors, 3);
  for (std::size_t item = 0; item < kItems; ++item)
    for (std::size_t at = item * 3; at < item * 3 + 3; ++at) {
      if (table.value[at] == 0) continue;
      const double kept = table.value[at] * static_cast<double>(table.scale[item]);
      const double whole = 2 * static_cast<double>(weights.of(table.index[at], item));
      CHECK(std::fabs(kept - whole) <= 0.51 * static_cast<double>(table.scale[item]));
    }
}

TEST_CASE("train: what sells now is lifted, what no longer sells is lowered") {
  const std::vector<Basket> baskets = {{0, 0, {0}}, {1, 1, {0}}, {2, 2, {0}}, {3, 99, {1}}, {4, 100, {1}}};
  EaseSettings settings;
  const std::vector<double> factors = itemFactors(baskets, 3, settings);
  CHECK(factors[0] < 1);
  CHECK(factors[1] > 1);
  CHECK(factors[2] == 1);
  settings.momentumPower = 0.5;
  const std::vector<double> roots = itemFactors(baskets, 3, settings);
  for (std::size_t item = 0; item < 3; ++item)
    CHECK(roots[item] == doctest::Approx(std::sqrt(factors[item])));
  settings.momentumDays = 0;
  CHECK(itemFactors(baskets, 3, settings) == std::vector<double>{1, 1, 1});
}

TEST_CASE("train: a discount lowers what sells much anyway and raises the rest") {
  const std::vector<Basket> baskets = {{0, 0, {0, 1}}, {1, 0, {0, 1}}, {2, 0, {0}}, {3, 0, {0}}};
  EaseSettings settings;
  settings.momentumDays = 0;
  settings.popularityDiscount = 1;  // 4, 2 and 0 baskets, 2 in the mean
  const std::vector<double> factors = itemFactors(baskets, 3, settings);
  CHECK(factors[0] == doctest::Approx(7.0 / 9));
  CHECK(factors[1] == 1);
  CHECK(factors[2] == doctest::Approx(7.0 / 5));
}

TEST_CASE("train: tuning takes the best of what shows enough of the items, or says that nothing does") {
  // Two of a kind are bought together; item 0 goes with all and is in each first basket.
  std::vector<Basket> baskets;
  for (std::uint32_t shopper = 0; shopper < 40; ++shopper) {
    const std::uint32_t kind = 1 + 2 * (shopper % 20);
    baskets.push_back({shopper, 0, {0, kind}});
    baskets.push_back({shopper, 40, {kind + 1}});
  }
  for (std::uint32_t shopper = 40; shopper < 80; ++shopper)
    baskets.push_back({shopper, 0, {1 + 2 * (shopper % 20), 2 + 2 * (shopper % 20)}});
  Names items;
  for (std::size_t item = 0; item < 41; ++item) items.number("i" + std::to_string(item));
  const Json recipe = {
      {"kind", "ease"}, {"signals", {{"bought", 1}}}, {"train", {{"ridge", 3}, {"neighbours", 4}}}};
  std::vector<Json> told;
  const auto tuned = [&](double coverage) {
    told.clear();
    return tune(recipe, baskets, items, {30, coverage}, [&](const Json& tried) { told.push_back(tried); });
  };
  const auto best = tuned(0);
  REQUIRE(best);
  REQUIRE(told.size() > 1);
  double most = 0;
  for (const Json& tried : told) most = std::max(most, tried["coverage"].get<double>());
  const auto wide = tuned(most);
  REQUIRE(wide);
  for (const Json& tried : told)
    if (tried["ridge"] == wide.value()["train"]["ridge"] &&
        tried["momentumDays"] == wide.value()["train"]["momentumDays"] &&
        tried["momentumPower"] == wide.value()["train"]["momentumPower"] &&
        tried["popularityDiscount"] == wide.value()["train"]["popularityDiscount"])
      CHECK(tried["coverage"].get<double>() == most);
  const auto none = tuned(1.1);
  REQUIRE(!none);
  CHECK(none.error() == Error{ErrorCode::BadValue, "nothing that was tried covers so much", "--coverage"});
}

TEST_CASE("train: recall and nDCG follow the protocol") {
  // One shopper had item 0 and buys 1 and 2; another buys nothing new; a third was not seen before.
  const std::vector<Basket> before = {{0, 0, {0}}, {1, 0, {0}}};
  const std::vector<Basket> after = {{0, 9, {0, 1, 2}}, {1, 9, {0}}, {2, 9, {1}}};
  const std::vector<Case> cases = makeCases(before, after);
  REQUIRE(cases.size() == 1);
  CHECK(cases[0].fresh == std::vector<std::uint32_t>{1, 2});
  // The history would be first, but is left out: the list is 3 1 4 5 …, then 2 at the eleventh place of all.
  const auto scorer = [](const Case&, std::vector<double>& scores) {
    scores = {99, 8, -1, 9, 7, 6, 5, 4, 3, 2, 1, 0.5};
  };
  const Quality quality = evaluate(cases, kItems, scorer, 100, 1);
  CHECK(quality.recall.mean == 0.5);
  CHECK(std::fabs(quality.ndcg.mean - (1 / std::log2(3)) / (1 + 1 / std::log2(3))) < 1e-12);
  CHECK(quality.recall.low == 0.5);
  CHECK(quality.coverage == 10.0 / kItems);
}

TEST_CASE("train: a model file that was trained is read back with what it was trained on") {
  Names items;
  for (std::size_t item = 0; item < kItems; ++item) items.number("i" + std::to_string(item));
  const std::vector<Basket> baskets = randomBaskets();
  Trainer trainer(baskets, items);
  const Json recipe = {
      {"kind", "ease"}, {"signals", {{"bought", 1}}}, {"train", {{"ridge", 3}, {"neighbours", 4}}}};
  const auto model = trainer.trainAndRead(recipe);
  REQUIRE(model);
  const auto& ease = std::get<recommend::ItemItem>(model.value()->parts[0].model);
  CHECK(*ease.items() == items.all());
}

TEST_CASE("train: a recipe that asks for what is not trained is refused at its place") {
  Names items;
  items.number("a");
  const std::vector<Basket> baskets = {{0, 0, {0}}};
  Trainer trainer(baskets, items);
  const auto errorAt = [&](const Json& recipe) {
    const auto model = trainer.train(recipe);
    return model ? "" : std::string(toText(model.error().code)) + " " + model.error().at;
  };
  CHECK(errorAt({{"kind", "magic"}, {"train", Json::object()}}) == "unknown-kind /train");
  CHECK(errorAt({{"kind", "ease"}, {"train", {{"ridge", 0}}}}) == "out-of-range /train/ridge");
  CHECK(errorAt({{"kind", "ease"}, {"train", {{"popularityDiscount", -1}}}}) ==
        "out-of-range /train/popularityDiscount");
  CHECK(errorAt({{"kind", "ease"}, {"train", {{"rigde", 1}}}}) == "unknown-key /train/rigde");
}

TEST_CASE("train: a broken CSV is refused with its line") {
  Purchases purchases;
  CHECK(errorOf(readItems("id,name\n", purchases)) == "missing-key line 1");
  CHECK(errorOf(readItems("id,code\n0,A\n0,B\n", purchases)) == "duplicate-id line 3");
  Purchases named;
  CHECK(errorOf(readItems("id,code,name\n0,A,\"one, two\"\n1,B,\"say \"\"so\"\"\"\r\n", named)) == "");
  CHECK(named.items.all() == std::vector<std::string>{"A", "B"});
  CHECK(errorOf(readBaskets("shopper,day\n", named)) == "missing-key line 1");
  CHECK(errorOf(readBaskets("shopper,day,items\n7,one,0\n", named)) == "bad-number line 2");
  CHECK(errorOf(readBaskets("shopper,day,items\n7,1,0 5\n", named)) == "unknown-item line 2");
  CHECK(errorOf(readBaskets("shopper,day,items\n", named)) == "bad-value line 2");
  CHECK(errorOf(readBaskets("shopper,day,items\n7,1,1 0 1\n", named)) == "");
  CHECK(named.baskets.back().items == std::vector<std::uint32_t>{0, 1});
}

}  // namespace sayso::cli
