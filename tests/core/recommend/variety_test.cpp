#include "core/recommend/variety.h"

#include <doctest/doctest.h>

#include "core/consent/config.h"
#include "tests/core/recommend/varied_shop.h"

namespace sayso::recommend {
namespace {

using namespace testing;

const Json kMixed = {{"variety", "mixed"}}, kBalanced = {{"variety", "balanced"}},
           kSurprise = {{"serendipity", true}};

}  // namespace

TEST_CASE("variety: alike is the order of scores, and what a shop gives that asks for nothing") {
  const Json plain = slateOf(asked(Json::object()));
  CHECK(json::dump(slateOf(asked({{"variety", "alike"}, {"serendipity", false}}))) == json::dump(plain));
  CHECK(categories(plain, 6) == 1);
  for (const Json& item : plain["items"]) CHECK(item["moves"].empty());
}

TEST_CASE("variety: mixed takes unlike items first, and each item that moved says so") {
  const Json slate = slateOf(asked(kMixed));
  CHECK(order(slate)[0] == "i0");
  CHECK(categories(slate, 4) >= 3);
  checkMoves(slate, slateOf(asked(Json::object())), {"variety"});
}

TEST_CASE("variety: balanced follows what was viewed; nothing viewed follows the catalog") {
  const Json none = slateOf(asked(kBalanced));
  CHECK(none["personalized"] == false);
  CHECK(categories(none, 6) > 1);
  checkMoves(none, slateOf(asked(Json::object())), {"calibration"});
  const Json entries = {entry("viewed", "i10")};
  const Json cards = slateOf(asked(kBalanced, kItems, entries));
  CHECK(placeOf(cards, "i9") < placeOf(none, "i9"));
  checkMoves(cards, slateOf(asked(Json::object(), kItems, entries)), {"calibration"});
  CHECK(cards["used"] == Json::array({{{"signal", "viewed"}, {"count", 1}}}));
}

TEST_CASE("variety: balanced follows what was stated") {
  Json told = asked(kBalanced);
  told["state"] = stateWith(Json::array({choice("purpose", "stated", true)}));
  told["profile"] = profileOf(Json::array({attribute("interest.category", {"Cards"})}));
  CHECK(placeOf(slateOf(told), "i9") < placeOf(slateOf(asked(kBalanced)), "i9"));
}

TEST_CASE("variety: history that is denied changes no byte") {
  for (const Json& controls : {kMixed, kBalanced, kSurprise}) {
    CAPTURE(controls.dump());
    const Json without = slateOf(asked(controls, kItems, Json::array(), false));
    const Json with =
        slateOf(asked(controls, kItems, {entry("viewed", "i9"), entry("viewed", "i11")}, false));
    CHECK(json::dump(with) == json::dump(without));
  }
}

TEST_CASE("serendipity: one item outside the usual has its place and is marked; the others make room") {
  const Json slate = slateOf(asked(kSurprise, 8));
  const Json& found = slate["items"][3];
  CHECK(found["item"] == "i9");  // the best sold of a category that is not among the first eight
  CHECK(found["moves"] == parsed(R"([{"by":"serendipity","from":10,"to":4}])"));
  CHECK(found["disclosure"][0] == "exploratory");
  CHECK(slate["items"][4]["moves"] == parsed(R"([{"by":"serendipity","from":4,"to":5}])"));
  checkMoves(slate, slateOf(asked(Json::object())), {"serendipity"});
  // What was viewed is no surprise.
  const Json knows = slateOf(asked(kSurprise, 8, {entry("viewed", "i10")}));
  CHECK(knows["items"][3]["item"] == "i11");
  for (const Json& item : slate["items"])
    if (item["item"] != "i9") CHECK(item["disclosure"] == Json::array({"non-personalized"}));
}

TEST_CASE("variety: a longer list starts as a shorter one") {
  for (Json controls : {kMixed, kBalanced, kSurprise, Json{{"variety", "mixed"}, {"serendipity", true}}}) {
    const auto whole = order(slateOf(asked(controls)));
    for (int limit = 1; limit < static_cast<int>(kItems); ++limit) {
      const auto some = order(slateOf(asked(controls, limit)));
      CHECK(some == std::vector<std::string>(whole.begin(), whole.begin() + limit));
    }
  }
}

TEST_CASE("variety: what is pinned stays first and is marked") {
  const Json files = withPin(shop(), 10);
  for (const Json& controls : {kMixed, kBalanced, kSurprise}) {
    const Json slate = slateOf(asked(controls), files);
    CHECK(slate["items"][0]["item"] == "i10");
    CHECK(slate["items"][0]["disclosure"][0] == "sponsored");
    CHECK(slate["items"][0]["moves"] == parsed(R"([{"by":"pin","from":11,"to":1}])"));
    for (const Json& item : slate["items"]) {
      const Json& moves = item["moves"];
      if (!moves.empty()) CHECK(moves[moves.size() - 1]["to"] == item["rank"]);
    }
  }
}

TEST_CASE("variety: the site's default holds until the visitor says otherwise") {
  Json files = shop();
  files["config"]["recommend"] = {
      {"catalog", "/c.json"}, {"model", "/m.json"}, {"variety", "mixed"}, {"serendipity", true}};
  CHECK(order(slateOf(asked(Json::object()), files)) ==
        order(slateOf(asked({{"variety", "mixed"}, {"serendipity", true}}))));
  CHECK(order(slateOf(asked({{"variety", "alike"}, {"serendipity", false}}), files)) ==
        order(slateOf(asked(Json::object()))));
}

TEST_CASE("variety: an unknown setting is refused with its place") {
  Engine engine = loaded(shop());
  const auto ranked = engine.rank(asked({{"variety", "wild"}}));
  REQUIRE_FALSE(ranked);
  CHECK(ranked.error().code == ErrorCode::BadValue);
  CHECK(ranked.error().at == "/controls/variety");
  Json config = store()["config"];
  config["recommend"] = {{"catalog", "/c.json"}, {"model", "/m.json"}, {"variety", 3}};
  const auto read = consent::parseConfig(json::dump(config));
  REQUIRE_FALSE(read);
  CHECK(read.error().at == "/recommend/variety");
  config["recommend"]["variety"] = "balanced";
  const auto fine = consent::parseConfig(json::dump(config));
  REQUIRE(fine);
  CHECK(consent::toJson(fine.value())["recommend"]["variety"] == "balanced");
}

}  // namespace sayso::recommend
