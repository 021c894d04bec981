// Kinds of part beside those of the conformance store: context, segments and the shop's own rules.
#include <doctest/doctest.h>

#include <cmath>

#include "core/recommend/numbers.h"
#include "tests/core/recommend/store.h"

namespace sayso::recommend {
namespace {

using namespace testing;

/// The store with other parts beside its popularity (weight 0.5), and with a season.
Json storeWith(Json parts) {
  Json files = store();
  files["config"]["purposes"].push_back({{"id", "moment"}, {"feeds", "model"}});
  files["config"]["signals"].push_back(
      {{"id", "season"}, {"purpose", "moment"}, {"provenance", "contextual"}});
  files["config"]["signals"].push_back(
      {{"id", "page"}, {"purpose", "necessary"}, {"provenance", "contextual"}});
  parts.insert(parts.begin(), files["model"]["parts"][0]);
  files["model"]["parts"] = std::move(parts);
  return files;
}

Json ask(const Json& files, Json choices, Json profile = nullptr, Json signals = nullptr) {
  Json asked = request(stateWith(std::move(choices)), std::move(profile), std::move(signals));
  Engine engine;
  asked["state"]["meaning"] = engine.loadConfig(json::dump(files["config"])).value()["meaning"];
  asked["limit"] = 8;
  return asked;
}

Json allOn() {
  return Json::array({choice("purpose", "history", true), choice("purpose", "stated", true),
                      choice("purpose", "guess", true), choice("purpose", "moment", true)});
}

Json slateOf(const Json& files, const Json& asked) {
  Engine engine = loaded(files);
  const auto slate = engine.rank(asked);
  REQUIRE(slate);
  return slate.value();
}

std::string refusal(const Json& files) {
  Engine engine;
  REQUIRE(engine.loadConfig(json::dump(files["config"])));
  REQUIRE(engine.loadCatalog(json::dump(files["catalog"])));
  const auto model = engine.loadModel(json::dump(files["model"]));
  const auto fit = model ? engine.rank(request(nullptr, nullptr, nullptr)) : Result<Json>(model.error());
  return fit ? "" : std::string(toText(fit.error().code)) + " " + fit.error().at;
}

std::string order(const Json& slate) {
  std::string text;
  for (const Json& item : slate["items"]) text += (text.empty() ? "" : " ") + item["item"].get<std::string>();
  return text;
}

Json rationaleOf(const Json& slate, std::string_view item) {
  for (const Json& each : slate["items"])
    if (each["item"] == item) return each;
  return {};
}

double scoreOf(const Json& slate, std::string_view item) {
  const Json rationale = rationaleOf(slate, item);
  return rationale.is_null() ? NAN : rationale["score"].get<double>();
}

Json context() {
  return parsed(R"([{"id":"now","weight":1,"model":{"kind":"context","match":[
    {"signal":"season","is":"winter","field":"category","items":"Cards","weight":0.75},
    {"signal":"page","field":"category","weight":0.5}]}}])");
}

/// Two segments by what was viewed and stated.
Json segments() {
  return Json::array({{{"id", "groups"},
                       {"weight", 2},
                       {"sources",
                        {{"garden views", {{"signal", "viewed"}, {"count", "category"}, {"is", "Garden"}}},
                         {"likes kitchen", {{"signal", "interest.category"}, {"is", "Kitchen"}}}}},
                       {"model",
                        {{"kind", "kmeans"},
                         {"features", {"garden views", "likes kitchen"}},
                         {"centers", {{3, 0}, {0, 1}}},
                         {"segments",
                          {{{"id", "g"}, {"label", "Gardeners"}, {"scores", {{"fork", 1}, {"gone", 2}}}},
                           {{"id", "c"}, {"label", "Cooks"}, {"scores", {{"cup", 0.5}, {"tray", 1}}}}}}}}}});
}

Json rules(Json rules) {
  rules["kind"] = "rules";
  return Json::array({{{"id", "shop"}, {"model", std::move(rules)}}});
}

}  // namespace

TEST_CASE("context: a season lifts what belongs to it, a page what is like it, each under its purpose") {
  const Json files = storeWith(context());
  Json asked = ask(files, allOn());
  asked["context"] = {{"season", "winter"}, {"page", "Garden"}};
  const Json slate = slateOf(files, asked);
  CHECK(scoreOf(slate, "card") == 0.03125 + 0.75);
  CHECK(scoreOf(slate, "fork") == 0.375 + 0.5);
  const Json reason = rationaleOf(slate, "card")["contributions"][0];
  CHECK(reason["of"] == "winter");
  CHECK(reason["provenance"] == "contextual");
  CHECK(!reason.contains("at"));

  asked["state"]["choices"][3]["granted"] = false;
  const Json without = slateOf(files, asked);
  CHECK(scoreOf(without, "card") == 0.03125);
  CHECK(scoreOf(without, "fork") == 0.375 + 0.5);  // the page is necessary
  CHECK(without["notUsed"][0]["purpose"] == "moment");

  asked["context"]["season"] = "summer";
  asked["state"]["choices"][3]["granted"] = true;
  CHECK(scoreOf(slateOf(files, asked), "card") == 0.03125);
}

TEST_CASE("context: the page speaks of the moment only, and the visitor of everything else") {
  const Json files = storeWith(context());
  Json asked = ask(files, allOn(), profileOf(Json::array({attribute("season", {"winter"})})));
  CHECK(slateOf(files, asked)["personalized"] == false);  // not as a statement of the visitor
  Json stated = storeWith(Json::array({store()["model"]["parts"][1]}));
  asked = ask(stated, allOn());
  asked["context"] = {{"interest.category", "Garden"}};  // nor does a page state anything for them
  CHECK(slateOf(stated, asked)["personalized"] == false);
}

TEST_CASE("context: a signal that the config does not call contextual is refused") {
  Json parts = context();
  parts[0]["model"]["match"][1]["signal"] = "interest.category";
  CHECK(refusal(storeWith(parts)) == "bad-model /parts/1/model/match/1/signal");
  parts = context();
  parts[0]["model"]["match"][0].erase("items");
  CHECK(refusal(storeWith(parts)) == "missing-key /parts/1/model/match/0");
}

TEST_CASE("segments: the nearest segment scores, and its signals share the score exactly") {
  const Json files = storeWith(segments());
  const Json views = signalsOf(Json::array({entry("viewed", "seeds")}));
  const Json likes = profileOf(Json::array({attribute("interest.category", {"Kitchen"})}));
  // One garden view alone: distance 4 to (3), 1 to (0): a cook. Kitchen alone: a cook. Both: (1,1) is nearer
  // to (0,1).
  const Json slate = slateOf(files, ask(files, allOn(), likes, views));
  CHECK(slate["segments"] == parsed(R"([{"part":"groups","id":"c","label":"Cooks"}])"));
  const Json tray = rationaleOf(slate, "tray");
  CHECK(tray["score"] == 0.125 + 2 * 1);
  CHECK(tray["base"] == 0.125 + 2 * 0.5);  // the mean of both segments
  REQUIRE(tray["contributions"].size() == 2);
  CHECK(tray["contributions"][0]["value"] == 0.5);  // either alone would do, so they share it
  CHECK(tray["contributions"][1]["value"] == 0.5);
  CHECK(tray["valueFunction"] == "interventional");
  CHECK(scoreOf(slate, "fork") == 0.375);
}

TEST_CASE("segments: a signal that is denied takes no part in finding the segment") {
  const Json files = storeWith(segments());
  const Json views =
      signalsOf(Json::array({entry("viewed", "seeds"), entry("viewed", "fork")}));  // distance 1 to gardeners
  const Json likes = profileOf(Json::array({attribute("interest.category", {"Kitchen"})}));
  Json asked = ask(files, allOn(), likes, views);
  // (2,1): 1 + 1 to gardeners, 4 to cooks.
  CHECK(slateOf(files, asked)["segments"][0]["id"] == "g");
  asked["state"]["choices"][0]["granted"] = false;
  const Json slate = slateOf(files, asked);
  CHECK(slate["segments"][0]["id"] == "c");
  for (const Json& each : slate["items"])
    for (const Json& contribution : each["contributions"]) CHECK(contribution["signal"] != "viewed");
  asked["state"]["choices"][1]["granted"] = false;
  CHECK(!slateOf(files, asked).contains("segments"));
}

TEST_CASE("segments: a file that does not fit together is refused with its place") {
  const auto with = [](auto&& change) {
    Json parts = segments();
    change(parts[0]);
    return refusal(storeWith(std::move(parts)));
  };
  CHECK(with([](Json&) {}) == "");
  CHECK(with([](Json& p) { p["model"]["centers"][0] = {1}; }) == "bad-value /parts/1/model/centers/0");
  CHECK(with([](Json& p) { p["model"]["centers"].erase(1); }) == "bad-model /parts/1/model/segments");
  CHECK(with([](Json& p) { p["model"]["segments"][1]["id"] = "g"; }) ==
        "duplicate-id /parts/1/model/segments/1/id");
  CHECK(with([](Json& p) { p["model"]["segments"][1]["scores"]["cup"] = 1e10; }) ==
        "out-of-range /parts/1/model/segments");
  CHECK(with([](Json& p) { p["model"]["features"][1] = "garden views"; }) == "duplicate-id /parts/1/sources");
  CHECK(with([](Json& p) { p["sources"].erase("likes kitchen"); }) == "unknown-feature /parts/1/sources");
  CHECK(with([](Json& p) {
          p["sources"]["x"] = {{"signal", "viewed"}, {"count", "all"}};
        }) == "unknown-feature /parts/1/sources/x");
  CHECK(with([](Json& p) {
          p["sources"]["garden views"] = {{"item", "price"}};
        }) == "bad-model /parts/1/sources");
  CHECK(with([](Json& p) { p["sources"]["garden views"]["signal"] = "mood"; }) ==
        "unknown-signal /parts/1/sources/garden views/signal");
  CHECK(with([](Json& p) { p["purpose"] = "stated"; }) ==
        "unknown-purpose /parts/1/sources/garden views/signal");
}

TEST_CASE("rules: what is not in stock or out of the price range is left out, and the list says so") {
  Json files = storeWith(rules({{"inStock", true}, {"price", {{"min", 1}, {"max", 12.5}}}}));
  files["catalog"]["items"][0]["inStock"] = false;
  const Json slate = slateOf(files, ask(files, allOn()));
  CHECK(order(slate) == "pot balm tray seeds");
  CHECK(slate["candidates"] == 4);
  CHECK(slate["rules"] == Json::array({"in-stock", "price-range"}));
  CHECK(slate["items"][0]["disclosure"] == Json::array({"in-stock", "price-range", "non-personalized"}));
}

TEST_CASE("rank: what the visitor wants to pay leaves out the rest, pins too, and the list says so") {
  const Json files = storeWith(rules({{"pins", {{{"item", "fork"}}, {{"item", "pot"}}}}}));
  Json asked = ask(files, allOn());
  asked["controls"]["price"] = {{"min", 1.25}, {"max", 12.5}};
  const Json slate = slateOf(files, asked);
  CHECK(order(slate) == "pot cup balm tray seeds");
  CHECK(slate["candidates"] == 5);
  CHECK(slate["rules"] == Json::array({"asked-price"}));
  asked["controls"]["price"] = {{"max", 0.1}};
  CHECK(slateOf(files, asked)["items"].empty());
  asked["controls"]["price"] = Json::object();
  CHECK(slateOf(files, asked)["candidates"] == 8);
  asked["controls"]["price"] = {{"min", 2}, {"max", 1}};
  Engine engine = loaded(files);
  CHECK(engine.rank(asked).error().at == "/controls/price");
}

TEST_CASE("rules: a pinned item stands first and says from where it was moved") {
  const Json files =
      storeWith(rules({{"pins", {{{"item", "ink"}}, {{"item", "cup"}, {"sponsored", true}}}}}));
  Json asked = ask(files, allOn(), nullptr, signalsOf(Json::array({entry("viewed", "ink")})));
  const Json slate = slateOf(files, asked);
  CHECK(order(slate) == "ink cup fork pot balm tray seeds card");
  CHECK(slate["items"][0]["moves"] == parsed(R"([{"by":"pin","from":8,"to":1}])"));
  CHECK(slate["items"][0]["disclosure"][0] == "pinned");
  CHECK(slate["items"][0]["contributions"].empty());
  CHECK(slate["items"][1]["moves"] == parsed(R"([{"by":"pin","from":1,"to":2}])"));
  CHECK(slate["items"][1]["disclosure"][0] == "sponsored");
  asked["exclude"] = {"ink"};
  CHECK(order(slateOf(files, asked)) == "cup fork pot balm tray seeds card");
  asked["limit"] = 1;
  CHECK(order(slateOf(files, asked)) == "cup");
}

TEST_CASE("rules: a part of rules has no weight and no purpose") {
  Json parts = rules({{"inStock", true}});
  parts[0]["weight"] = 1;
  CHECK(refusal(storeWith(parts)) == "unknown-key /parts/1/weight");
  parts = rules({{"inStock", true}});
  parts[0]["purpose"] = "stated";
  CHECK(refusal(storeWith(parts)) == "bad-model /parts/1/purpose");
  CHECK(refusal(storeWith(rules({{"price", {{"min", 2}, {"max", 1}}}}))) ==
        "out-of-range /parts/1/model/price");
  CHECK(refusal(storeWith(rules({{"pins", {{{"item", "cup"}}, {{"item", "cup"}}}}}))) ==
        "duplicate-id /parts/1/model/pins/1/item");
}

TEST_CASE("rank: why one item stands above another, whatever their places") {
  Engine engine = loaded(store());
  const Json asked =
      request(stateWith(Json::array({choice("purpose", "history", true), choice("purpose", "stated", true)})),
              profileOf(Json::array({attribute("interest.category", {"Garden"})})),
              signalsOf(Json::array({entry("viewed", "cup")})));
  const auto comparison = engine.compare(asked, "pot", "seeds");
  REQUIRE(comparison);
  CHECK(comparison.value()["items"] == 0.25 - 0.0625);
  CHECK(comparison.value()["signals"][0]["signal"] == "interest.category");
  CHECK(comparison.value()["signals"][0]["value"] == -0.5);
  CHECK(comparison.value()["signals"][1]["value"] == 0.25);
  CHECK(comparison.value()["scores"] == 0.1875 - 0.5 + 0.25);
  CHECK(engine.compare(asked, "pot", "gone").error().code == ErrorCode::UnknownItem);
}

}  // namespace sayso::recommend
