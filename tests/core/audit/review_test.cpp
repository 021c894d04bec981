#include "core/audit/review.h"

#include <doctest/doctest.h>

#include <cstring>

#include "core/base/base64.h"
#include "tests/core/recommend/store.h"

using namespace sayso;
using namespace sayso::audit;

namespace {

constexpr int kItems = 20;

std::string idOf(int item) { return "i" + std::to_string(item); }

/// Twenty items, the first sold most; every second one is of the garden.
Json catalog() {
  Json items = Json::array();
  for (int item = 0; item < kItems; ++item)
    items.push_back({{"id", idOf(item)},
                     {"title", idOf(item)},
                     {"url", "/" + idOf(item)},
                     {"category", item % 2 ? "Garden" : "Kitchen"},
                     {"tags", Json::array()},
                     {"price", 1}});
  return {{"schema", "say-so-catalog/1"}, {"currency", "GBP"}, {"items", std::move(items)}};
}

template <class Number>
std::string encoded(const std::vector<Number>& numbers) {
  std::vector<std::uint8_t> bytes(numbers.size() * sizeof(Number));
  std::memcpy(bytes.data(), numbers.data(), bytes.size());
  return encodeBase64(bytes);
}

/// What sells most first, and what was stated before all else. Purchases are read and add nothing; what was
/// bought is left out.
Json model() {
  Json ids = Json::array();
  std::vector<float> scores;
  std::vector<std::uint16_t> next;
  for (int item = 0; item < kItems; ++item) {
    ids.push_back(idOf(item));
    scores.push_back(static_cast<float>(kItems - item));
    next.push_back(static_cast<std::uint16_t>((item + 1) % kItems));
  }
  const Json popularity = {{"kind", "popularity"}, {"score", encoded(scores)}};
  const Json stated = {
      {"kind", "stated-match"},
      {"match", Json::array({{{"signal", "interest.category"}, {"field", "category"}, {"weight", 100}}})}};
  const Json ease = {{"kind", "ease"},
                     {"signals", {{"bought", 1}}},
                     {"neighbours", 1},
                     {"index", encoded(next)},
                     {"value", encoded(std::vector<std::uint8_t>(kItems, 0))},
                     {"scale", encoded(std::vector<float>(kItems, 1))}};
  return {{"schema", "say-so-model/1"},
          {"kind", "blend"},
          {"items", std::move(ids)},
          {"parts", Json::array({{{"id", "popularity"}, {"weight", 1}, {"model", popularity}},
                                 {{"id", "stated"}, {"weight", 1}, {"purpose", "stated"}, {"model", stated}},
                                 {{"id", "ease"}, {"weight", 1}, {"purpose", "history"}, {"model", ease}}})}};
}

Json shopper(const char* id, const char* group, Json before, Json after, const char* stated) {
  return {{"id", id},
          {"group", group},
          {"before", std::move(before)},
          {"after", std::move(after)},
          {"stated", Json::array({stated})}};
}

/// One likes the garden, the other the kitchen, and each buys so.
Json shoppers() {
  Json counts;
  for (int item = 0; item < kItems; ++item) counts[idOf(item)] = kItems - item;
  return {{"schema", "say-so-shoppers/1"},
          {"environment", recommend::testing::environment()},
          {"bought", "bought"},
          {"stated", "interest.category"},
          {"counts", {{"total", 20}, {"items", counts}}},
          {"shoppers", Json::array({shopper("x", "UK", {"i3", "i5"}, {"i1", "i15"}, "Garden"),
                                    shopper("y", "EU", {"i0", "i2"}, {"i10"}, "Kitchen")})}};
}

Review loaded(const Json& people = shoppers()) {
  Review review;
  REQUIRE(review.loadConfig(json::dump(recommend::testing::store()["config"])));
  REQUIRE(review.loadCatalog(json::dump(catalog())));
  REQUIRE(review.loadModel(json::dump(model())));
  REQUIRE(review.loadShoppers(json::dump(people)));
  return review;
}

Json setting(const char* id, Json purposes) { return {{"id", id}, {"purposes", std::move(purposes)}}; }

Json measured(Review& review, const Json& wanted) {
  const auto report = review.measure(wanted);
  REQUIRE(report);
  return report.value();
}

std::vector<std::string> listOf(Review& review, const Json& wanted, const char* shopper) {
  const auto request = review.requestOf(wanted, shopper);
  REQUIRE(request);
  const Json slate = review.shop().rank(request.value()).value();
  std::vector<std::string> items;
  for (const Json& item : slate["items"]) items.push_back(item["item"].get<std::string>());
  return items;
}

}  // namespace

TEST_CASE("review: what a level brings is what its lists foresaw") {
  Review review = loaded();
  const Json nothing = measured(review, setting("nothing", Json::array()));
  const Json& recall = nothing["accuracy"]["recall"];
  CHECK(recall["mean"] == 0.25);      // one of two for x, none of one for y
  CHECK(recall["error"] == 0.48999);  // 1.96 times the standard error of 0.5 and 0
  CHECK(recall["lists"] == 2);
  CHECK(nothing["accuracy"]["found"]["mean"] == 0.5);
  CHECK(nothing["accuracy"]["hits"]["mean"] == 0.5);
  CHECK(nothing["accuracy"]["gain"]["mean"] == 0.0);
  CHECK(nothing["variety"]["categories"]["mean"] == 2.0);
  CHECK(nothing["exposure"]["coverage"] == 0.5);
  CHECK(nothing["exposure"]["small"] == Json{{"shown", 0.0}, {"bought", 0.66667}});
  CHECK(nothing["used"]["signals"].empty());

  const Json stated = measured(review, setting("stated", {"stated"}));
  CHECK(stated["accuracy"]["recall"]["mean"] == 1.0);
  CHECK(stated["accuracy"]["gain"]["mean"] == 0.75);
  CHECK(stated["variety"]["categories"]["mean"] == 1.0);
  CHECK(stated["exposure"]["coverage"] == 1.0);
  CHECK(stated["used"]["signals"] == Json::array({"interest.category"}));
  CHECK(stated["used"]["data"]["mean"] == 1.0);
}

TEST_CASE("review: groups are measured apart") {
  Review review = loaded();
  const Json groups = measured(review, setting("nothing", Json::array()))["groups"];
  REQUIRE(groups.size() == 2);
  CHECK(groups[0]["group"] == "EU");
  CHECK(groups[0]["recall"]["mean"] == 0.0);
  CHECK(groups[1]["group"] == "UK");
  CHECK(groups[1]["recall"]["mean"] == 0.5);
  CHECK(groups[1]["shoppers"] == 1);
}

TEST_CASE("review: what may not be used changes no byte") {
  Json others = shoppers();
  others["shoppers"][0]["before"] = Json::array({"i7"});
  Review review = loaded(), changed = loaded(others);
  const Json stated = setting("stated", {"stated"});
  CHECK(measured(review, stated) == measured(changed, stated));
  const Json history = setting("history", {"stated", "history"});
  CHECK(measured(review, history) != measured(changed, history));
}

TEST_CASE("review: only so many purchases are known as the setting says") {
  Review review = loaded();
  Json history = setting("history", {"history"});
  CHECK(listOf(review, history, "y").front() == "i1");  // i0 and i2 are known
  history["newest"] = 1;
  CHECK(listOf(review, history, "y").front() == "i0");  // the older one is not
  history["newest"] = 0;
  CHECK(listOf(review, history, "y").at(2) == "i2");
}

TEST_CASE("review: a setting is compared shopper by shopper with one measured before") {
  Review review = loaded();
  Json stated = setting("stated", {"stated"});
  stated["against"] = "nothing";
  CHECK(review.measure(stated).error().at == "/against");
  measured(review, setting("nothing", Json::array()));
  const Json versus = measured(review, stated)["versus"];
  CHECK(versus["id"] == "nothing");
  CHECK(versus["recall"]["mean"] == 0.75);
  CHECK(versus["recall"]["error"] == 0.48999);
}

TEST_CASE("review: what cannot be measured is refused with its place") {
  Review review;
  CHECK(review.loadShoppers("{}").error().code == ErrorCode::NotLoaded);
  CHECK(review.measure(setting("nothing", Json::array())).error().code == ErrorCode::NotLoaded);
  review = loaded();
  CHECK(review.measure(setting("bad", {"no-such"})).error().code == ErrorCode::UnknownPurpose);
  CHECK(review.measure({{"id", "bad"}, {"purposes", Json::array()}, {"else", 1}}).error().at == "/else");
  CHECK(review.measure(Json::array()).error().code == ErrorCode::WrongType);
  CHECK(review.requestOf(setting("nothing", Json::array()), "z").error().code == ErrorCode::UnknownItem);
  Json people = shoppers();
  people["shoppers"][1]["after"] = Json::array({"no-such"});
  CHECK(review.loadShoppers(json::dump(people)).error().at == "/shoppers/1/after/0");
  people = shoppers();
  people["bought"] = "no-such";
  CHECK(review.loadShoppers(json::dump(people)).error().code == ErrorCode::UnknownSignal);
  people = shoppers();
  people["shoppers"][1]["id"] = "x";
  CHECK(review.loadShoppers(json::dump(people)).error().code == ErrorCode::DuplicateId);
}
