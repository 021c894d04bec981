// The items that are explained are picked by sums that are fast; what is shown is in the order of the
// reasons' own sums. Both must agree for every kind of model, or a better item would be missing.
#include <doctest/doctest.h>

#include "tests/core/recommend/random_models.h"

namespace sayso::recommend {
namespace {

using testing::Draw, testing::itemId;

Json catalogOf(Draw& draw, std::size_t count) {
  Json items = Json::array();
  for (std::size_t item = 0; item < count; ++item)
    items.push_back({{"id", itemId(item)},
                     {"title", "Item"},
                     {"url", "/x"},
                     {"category", draw.pick(testing::kCategories)},
                     {"tags", {std::string("colour:") + draw.pick(testing::kColours)}},
                     {"price", draw.below(20)}});
  return {{"schema", "say-so-catalog/1"}, {"currency", "GBP"}, {"items", std::move(items)}};
}

Json config() {
  Json config = testing::store()["config"];
  for (const char* signal : {"season", "page"})
    config["signals"].push_back({{"id", signal}, {"purpose", "necessary"}, {"provenance", "contextual"}});
  return config;
}

/// Somebody who allows all and of whom something is known by every signal.
Json requestOf(Draw& draw, const Json& meaning, std::size_t count) {
  using namespace testing;
  Json entries = Json::array();
  for (int each = 0; each < 4; ++each)
    entries.push_back(entry(each % 2 ? "viewed" : "bought", itemId(draw.below(count)).c_str()));
  Json asked =
      request(stateWith(Json::array({choice("purpose", "history", true), choice("purpose", "stated", true),
                                     choice("purpose", "guess", true)})),
              profileOf(Json::array({attribute("interest.category", {draw.pick(kCategories)}),
                                     attribute("interest.colour", {draw.pick(kColours)}),
                                     attribute("interest.price", {{"min", 2}, {"max", 12}})})),
              signalsOf(std::move(entries)));
  asked["state"]["meaning"] = meaning;
  asked["context"] = {{"season", draw.pick(kSeasons)}, {"page", draw.pick(kCategories)}};
  return asked;
}

}  // namespace

TEST_CASE("shortlist: the first few are the first of the whole list, with every kind of model") {
  for (const char* kind : testing::kKinds) {
    // How many items trees judge depends on how many are shown.
    if (std::string("trees") == kind || std::string("blend") == kind) continue;
    CAPTURE(std::string(kind));
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
      Draw draw(seed);
      const std::size_t count = 10 + draw.below(30);
      Engine engine;
      const auto meaning = engine.loadConfig(json::dump(config()));
      REQUIRE(meaning);
      REQUIRE(engine.loadCatalog(json::dump(catalogOf(draw, count))));
      REQUIRE(engine.loadModel(json::dump(testing::randomModel(draw, kind, count))));
      Json asked = requestOf(draw, meaning.value()["meaning"], count);
      const auto itemsOf = [&](std::size_t limit) {
        asked["limit"] = limit;
        Json items = Json::array();
        const auto slate = engine.rank(asked);
        REQUIRE(slate);
        CHECK(slate.value()["personalized"] == true);
        for (const Json& each : slate.value()["items"]) items.push_back(each["item"]);
        return items;
      };
      const Json whole = itemsOf(count);
      for (const std::size_t limit : {1, 3}) {
        Json first = Json::array();
        for (std::size_t place = 0; place < limit; ++place) first.push_back(whole[place]);
        CHECK(itemsOf(limit) == first);
      }
    }
  }
}

}  // namespace sayso::recommend
