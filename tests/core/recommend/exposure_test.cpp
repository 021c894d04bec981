#include "core/recommend/exposure.h"

#include <doctest/doctest.h>

#include <map>

#include "core/consent/config.h"
#include "core/consent/meaning.h"
#include "tests/core/recommend/varied_shop.h"

// What lists showed: what was shown often without being opened makes room, and one place is for learning.
namespace sayso::recommend {
namespace {

using namespace testing;

constexpr const char* kLongAgo = "2026-09-01T08:00:00Z";   // of the choice
constexpr const char* kLastWeek = "2026-11-18T12:00:00Z";  // counts one
constexpr const char* kBefore = "2026-11-12T12:00:00Z";    // counts half
constexpr const char* kAutumn = "2026-09-05T12:00:00Z";    // counts next to nothing

/// The shop of the tests of variety, with a signal for what lists showed.
Json shopThatLearns(bool exploration = false) {
  Json files = shop();
  files["config"]["signals"].push_back({{"id", "shown"}, {"purpose", "history"}, {"provenance", "observed"}});
  files["config"]["recommend"] = {{"catalog", "/c.json"}, {"model", "/m.json"}, {"shown", "shown"}};
  if (exploration) files["config"]["recommend"]["exploration"] = true;
  return files;
}

Json shown(const std::string& item, int times, const char* at = kLastWeek) {
  Json entries = Json::array();
  for (int time = 0; time < times; ++time) entries.push_back(entry("shown", item.c_str(), at));
  return entries;
}

Json operator+(Json some, const Json& more) {
  for (const Json& each : more) some.push_back(each);
  return some;
}

const Json kLearn = {{"exploration", true}}, kSurprise = {{"serendipity", true}};

Json askedOf(const Json& files, const Json& controls, Json entries = Json::array(), bool allowed = true) {
  Json made = asked(controls, kItems, std::move(entries));
  made["state"] = stateWith(Json::array({choice("purpose", "history", allowed, kLongAgo)}));
  made["state"]["meaning"] = consent::meaningHash(consent::parseConfig(json::dump(files["config"])).value());
  return made;
}

Json listOf(const Json& controls, Json entries = Json::array(), bool allowed = true) {
  const Json files = shopThatLearns();
  return slateOf(askedOf(files, controls, std::move(entries), allowed), files);
}

const Json& itemOf(const Json& slate, const std::string& id) { return slate["items"][placeOf(slate, id)]; }

/// The item that was shown to learn; empty: there is none.
std::string learned(const Json& slate) {
  for (const Json& item : slate["items"])
    for (const Json& disclosure : item["disclosure"])
      if (disclosure == "learning") return item["item"].get<std::string>();
  return "";
}

/// Which item is shown to learn how often, of as many seeds.
std::map<std::string, int> learnedOver(int seeds, const Json& entries) {
  const Json files = shopThatLearns();
  Engine engine = loaded(files);
  std::map<std::string, int> found;
  for (int seed = 0; seed < seeds; ++seed) {
    Json request = askedOf(files, kLearn, entries);
    request["seed"] = seed;
    ++found[learned(engine.rank(request).value())];
  }
  return found;
}

}  // namespace

TEST_CASE("frequency: what was shown three times in a week without being opened makes room, and says so") {
  const Json byScore = listOf(Json::object());
  const Json slate = listOf(Json::object(), shown("i1", 3));
  CHECK(order(slate).front() == "i0");
  CHECK(order(slate).back() == "i1");
  CHECK(itemOf(slate, "i1")["moves"] == parsed(R"([{"by":"frequency","from":2,"to":12}])"));
  CHECK(itemOf(slate, "i2")["moves"] == parsed(R"([{"by":"frequency","from":3,"to":2}])"));
  checkMoves(slate, byScore, {"frequency"});
  CHECK(slate["used"] == parsed(R"([{"signal":"shown","count":3}])"));
  CHECK(slate["personalized"] == true);
}

TEST_CASE(
    "frequency: a showing counts half with each week that passes, and what is opened is not held against "
    "it") {
  const auto scored = order(listOf(Json::object()));
  CHECK(order(listOf(Json::object(), shown("i1", 2))) == scored);
  CHECK(order(listOf(Json::object(), shown("i1", 2) + shown("i1", 1, kBefore))) == scored);
  CHECK(order(listOf(Json::object(), shown("i1", 2) + shown("i1", 2, kBefore))).back() == "i1");
  CHECK(order(listOf(Json::object(), shown("i1", 100, kAutumn))) == scored);
  // Of what was opened, nothing is left to show; its neighbours stay where they are.
  CHECK(order(listOf(Json::object(), shown("i1", 3) + Json{entry("viewed", "i1")})) ==
        order(listOf(Json::object(), {entry("viewed", "i1")})));
}

TEST_CASE("frequency: what is pinned stays, and what is shown often is no surprise") {
  Json files = withPin(shopThatLearns(), 10);
  const Json slate =
      slateOf(askedOf(files, {{"serendipity", true}}, shown("i10", 9) + shown("i9", 9)), files);
  CHECK(slate["items"][0]["item"] == "i10");
  CHECK(slate["items"][0]["disclosure"][0] == "sponsored");
  CHECK(slate["items"][4]["item"] == "i11");  // not i9, which would be it
}

TEST_CASE("exploration: one item from further down has its place, is marked, and says where it was") {
  const Json byScore = listOf(Json::object());
  const Json slate = listOf(kLearn);
  const std::string found = learned(slate);
  CHECK(placeOf(slate, found) == kExplorationPlace);
  CHECK(placeOf(byScore, found) >= 8);
  const int from = static_cast<int>(placeOf(byScore, found)) + 1;
  CHECK(itemOf(slate, found)["moves"] == Json::array({{{"by", "exploration"}, {"from", from}, {"to", 6}}}));
  checkMoves(slate, byScore, {"exploration"});
}

TEST_CASE("exploration: the same seed is the same list to the byte, others try every kind") {
  CHECK(json::dump(listOf(kLearn)) == json::dump(listOf(kLearn)));
  const auto found = learnedOver(60, Json::array());
  CHECK(found.size() == 3);  // the best of each kind that the first eight leave
  for (const char* item : {"i8", "i9", "i11"}) CHECK(found.at(item) > 10);
}

TEST_CASE("exploration: a kind that was opened is shown more, one that was passed over hardly ever") {
  // Of Cards one of two was opened, of Bath none of twenty.
  const Json entries = shown("i10", 2, kAutumn) + shown("i11", 20, kAutumn) + shown("i8", 20, kAutumn) +
                       Json{entry("viewed", "i10")};
  const auto found = learnedOver(60, entries);
  CHECK(found.at("i9") > 50);
}

TEST_CASE("exploration: history that is denied, or not wanted, leaves no trace of what was shown") {
  const Json seen = shown("i0", 9) + shown("i9", 9, kAutumn) + Json{entry("viewed", "i10")};
  for (const Json& controls : {kLearn, Json::object(), kSurprise}) {
    CAPTURE(controls.dump());
    const Json without = listOf(controls, Json::array(), false);
    CHECK(json::dump(listOf(controls, seen, false)) == json::dump(without));
    CHECK(learned(without) == "");
    Json plain = controls;
    plain["personalized"] = false;
    CHECK(learned(listOf(plain, seen)) == "");
    CHECK(order(listOf(plain, seen)) == order(without));
  }
}

TEST_CASE(
    "exploration: the site's default holds until the visitor says otherwise; without it nothing is drawn") {
  const Json files = shopThatLearns(true);
  CHECK(learned(slateOf(askedOf(files, Json::object()), files)) != "");
  CHECK(learned(slateOf(askedOf(files, {{"exploration", false}}), files)) == "");
  CHECK(learned(listOf(Json::object())) == "");
  // Nowhere to keep what is learned.
  CHECK(learned(slateOf(asked(kLearn))) == "");
}

TEST_CASE("exploration: nothing sensitive is shown to learn, and showings of it count for nothing") {
  Json files = shopThatLearns();
  files["catalog"]["items"][11]["sensitive"] = true;
  files["catalog"]["items"][0]["sensitive"] = true;
  Engine engine = loaded(files);
  for (int seed = 0; seed < 30; ++seed) {
    Json request = askedOf(files, kLearn, shown("i0", 9));
    request["seed"] = seed;
    const Json slate = engine.rank(request).value();
    CHECK(learned(slate) != "i11");
    CHECK(order(slate).front() == "i0");
    CHECK(slate["used"].empty());
  }
}

TEST_CASE("exploration: a longer list starts as a shorter one") {
  const Json files = shopThatLearns();
  Json request =
      askedOf(files, {{"variety", "mixed"}, {"serendipity", true}, {"exploration", true}}, shown("i2", 4));
  const auto whole = order(slateOf(request, files));
  for (int limit = 1; limit < static_cast<int>(kItems); ++limit) {
    request["limit"] = limit;
    CHECK(order(slateOf(request, files)) == std::vector<std::string>(whole.begin(), whole.begin() + limit));
  }
}

TEST_CASE("exploration: a what-if without the purpose is the list that its denial gives") {
  const Json files = shopThatLearns();
  Engine engine = loaded(files);
  const Json request = askedOf(files, kLearn, shown("i1", 3) + Json{entry("viewed", "i10")});
  const Json now = engine.rank(request).value();
  const Json then = engine.rank(askedOf(files, kLearn, Json::array(), false)).value();
  const Json told = engine.counterfactuals(request, "").value();
  REQUIRE(told["purposes"].size() == 1);
  for (const Json& move : told["purposes"][0]["moves"]) {
    const std::string id = move["item"].get<std::string>();
    CHECK(move["from"] == placeOf(now, id) + 1);
    CHECK(move["to"] == placeOf(then, id) + 1);
  }
  CHECK(told["purposes"][0]["enter"].size() == 1);  // what was viewed
}

TEST_CASE(
    "exploration: a config that names no signal for what was shown, or a model that reads it, is refused") {
  Json config = shopThatLearns(true)["config"];
  const Json told = consent::toJson(consent::parseConfig(json::dump(config)).value())["recommend"];
  CHECK(told["shown"] == "shown");
  CHECK(told["exploration"] == true);
  config["recommend"]["shown"] = "seen";
  CHECK(consent::parseConfig(json::dump(config)).error().at == "/recommend/shown");
  config["recommend"].erase("shown");
  CHECK(consent::parseConfig(json::dump(config)).error().at == "/recommend/shown");
  Json files = shopThatLearns();
  files["model"]["parts"][1]["model"]["signals"]["shown"] = 1;
  Engine engine = loaded(files);
  const auto ranked = engine.rank(asked(Json::object()));
  REQUIRE_FALSE(ranked);
  CHECK(ranked.error().code == ErrorCode::BadModel);
  CHECK(ranked.error().at.ends_with("/signals/shown"));
}

}  // namespace sayso::recommend
