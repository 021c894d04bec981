#include "core/recommend/variety.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "core/consent/config.h"
#include "core/recommend/numbers.h"
#include "tests/core/recommend/store.h"

// A shop with 12 items, the best sold first: six of Garden, then three of Kitchen, two of Cards and one of
// Bath.
namespace sayso::recommend {
namespace {

using namespace testing;

constexpr const char* kCategoryOf[] = {"Garden",  "Garden",  "Garden",  "Garden", "Garden", "Garden",
                                       "Kitchen", "Kitchen", "Kitchen", "Cards",  "Cards",  "Bath"};
constexpr std::size_t kItems = std::size(kCategoryOf);

std::string idOf(std::size_t item) { return "i" + std::to_string(item); }

Json shop() {
  Json items = Json::array(), ids = Json::array();
  std::vector<float> scores, bought;
  for (std::size_t item = 0; item < kItems; ++item) {
    items.push_back({{"id", idOf(item)},
                     {"title", "Item"},
                     {"url", "/x"},
                     {"category", kCategoryOf[item]},
                     {"price", 1}});
    ids.push_back(idOf(item));
    scores.push_back(1.0F - 0.0625F * static_cast<float>(item));
    bought.push_back(1);
  }
  const Json history = {{"kind", "cosine"}, {"signals", {{"viewed", 1}}},  {"shrink", 0}, {"neighbours", 1},
                        {"pairs", 0},       {"bought", encodeF32(bought)}, {"first", ""}, {"second", ""},
                        {"together", ""}};
  const Json stated = {
      {"kind", "stated-match"},
      {"match", {{{"signal", "interest.category"}, {"field", "category"}, {"weight", 0.001}}}}};
  Json parts = Json::array();
  parts.push_back(
      {{"id", "sold"}, {"weight", 1}, {"model", {{"kind", "popularity"}, {"score", encodeF32(scores)}}}});
  parts.push_back({{"id", "history"}, {"weight", 1}, {"model", history}});
  parts.push_back({{"id", "stated"}, {"weight", 1}, {"model", stated}});
  return {{"config", store()["config"]},
          {"catalog", {{"schema", "say-so-catalog/1"}, {"currency", "GBP"}, {"items", items}}},
          {"model",
           {{"schema", "say-so-model/1"}, {"kind", "blend"}, {"items", ids}, {"parts", std::move(parts)}}}};
}

Json withPin(Json files, std::size_t item) {
  files["model"]["parts"].push_back(
      {{"id", "rules"},
       {"model", {{"kind", "rules"}, {"pins", {{{"item", idOf(item)}, {"sponsored", true}}}}}}});
  return files;
}

Json asked(const Json& controls, int limit = kItems, Json entries = Json::array(), bool allowed = true) {
  Json made = request(stateWith(Json::array({choice("purpose", "history", allowed)})), nullptr,
                      signalsOf(std::move(entries)));
  made["controls"] = controls;
  made["limit"] = limit;
  return made;
}

Json slateOf(const Json& request, const Json& files = shop()) {
  Engine engine = loaded(files);
  const auto slate = engine.rank(request);
  INFO((slate ? "" : slate.error().message + " " + slate.error().at));
  REQUIRE(slate);
  return slate.value();
}

std::vector<std::string> order(const Json& slate) {
  std::vector<std::string> list;
  for (const Json& item : slate["items"]) list.push_back(item["item"].get<std::string>());
  return list;
}

std::string categoryOf(const std::string& id) { return kCategoryOf[std::stoul(id.substr(1))]; }

/// The categories of the first items, one each.
std::vector<std::string> categoriesOf(const Json& slate, std::size_t first) {
  std::vector<std::string> found;
  for (const std::string& id : order(slate))
    if (found.size() < first) found.push_back(categoryOf(id));
  return found;
}

std::size_t placeOf(const Json& slate, const std::string& id) {
  const auto list = order(slate);
  return static_cast<std::size_t>(std::find(list.begin(), list.end(), id) - list.begin());
}

std::size_t categories(const Json& slate, std::size_t first) {
  const auto found = categoriesOf(slate, first);
  return std::set<std::string>(found.begin(), found.end()).size();
}

/// Each item's moves lead from its place by score to its rank, without a gap.
void checkMoves(const Json& slate, const Json& byScore, const std::set<std::string>& mechanisms) {
  const auto scored = order(byScore);
  for (const Json& item : slate["items"]) {
    const auto at = std::find(scored.begin(), scored.end(), item["item"].get<std::string>());
    int place = static_cast<int>(at - scored.begin()) + 1;
    for (const Json& move : item["moves"]) {
      CHECK(move["from"] == place);
      CHECK(move["to"] != move["from"]);
      CHECK(mechanisms.contains(move["by"].get<std::string>()));
      place = move["to"].get<int>();
    }
    CHECK(item["rank"] == place);
    CHECK(item["score"] == byScore["items"][static_cast<std::size_t>(at - scored.begin())]["score"]);
  }
}

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
