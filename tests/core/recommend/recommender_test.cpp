#include "core/recommend/recommender.h"

#include <doctest/doctest.h>

#include <cmath>

#include "tests/core/recommend/store.h"

// The numbers are those of tests/conformance/recommend/store.json; its entries are multiples of 1/256.
namespace sayso::recommend {
namespace {

using namespace testing;

Json array(std::initializer_list<Json> list) { return Json(Json::array_t(list)); }

const Json kAllOn = stateWith(array({choice("purpose", "history", true), choice("purpose", "stated", true),
                                     choice("purpose", "guess", true)}));

Json slateOf(const Json& request, const Json& files = store()) {
  Engine engine = loaded(files);
  const auto slate = engine.rank(request);
  REQUIRE(slate);
  return slate.value();
}

Json seen(std::initializer_list<Json> entries) { return request(kAllOn, nullptr, signalsOf(array(entries))); }
Json told(std::initializer_list<Json> attributes) {
  return request(kAllOn, profileOf(array(attributes)), nullptr);
}

std::string order(const Json& slate) {
  std::string text;
  for (const Json& item : slate["items"]) text += (text.empty() ? "" : " ") + item["item"].get<std::string>();
  return text;
}

const Json* rationaleOf(const Json& slate, std::string_view item) {
  for (const Json& each : slate["items"])
    if (each["item"] == item) return &each;
  return nullptr;
}

double scoreOf(const Json& slate, std::string_view item) {
  const Json* rationale = rationaleOf(slate, item);
  return rationale ? (*rationale)["score"].get<double>() : NAN;
}

}  // namespace

TEST_CASE("rank: before any choice the order is popularity and nothing is used") {
  Json asked = request(nullptr, profileOf(array({attribute("interest.category", {"Garden"})})),
                       signalsOf(array({entry("viewed", "cup")})));
  const Json slate = slateOf(asked);
  CHECK(order(slate) == "cup fork pot balm");  // pot and balm are equally popular: the catalog's order
  CHECK(slate["personalized"] == false);
  CHECK(slate["used"].empty());
  CHECK(slate["candidates"] == 8);
  CHECK(slate["items"][0]["disclosure"] == Json::array({"non-personalized"}));
  CHECK(slate["items"][0]["sentence"]["key"] == "why.popular");
  CHECK(scoreOf(slate, "cup") == 0.5);
}

TEST_CASE("rank: a viewed item adds half of its entry, a bought one all of it") {
  CHECK(scoreOf(slateOf(seen({entry("viewed", "cup")})), "pot") == 0.25 + 0.5 * 128 / 256);
  CHECK(scoreOf(slateOf(seen({entry("bought", "cup")})), "pot") == 0.25 + 128.0 / 256);
}

TEST_CASE("rank: an item both viewed and bought counts once, as bought") {
  const Json slate = slateOf(seen({entry("viewed", "cup"), entry("bought", "cup")}));
  CHECK(scoreOf(slate, "pot") == 0.25 + 128.0 / 256);
  CHECK(slate["used"] == parsed(R"([{"signal":"bought","count":1}])"));
}

TEST_CASE("rank: a score is the sum of its parts in listed order") {
  const Json slate = slateOf(seen({entry("viewed", "pot"), entry("bought", "cup"), entry("viewed", "fork")}));
  for (const Json& rationale : slate["items"]) {
    double sum = rationale["base"].get<double>();
    double last = INFINITY;
    for (const Json& each : rationale["contributions"]) {
      const double value = each["value"].get<double>();
      CHECK(std::fabs(value) <= last);
      last = std::fabs(value);
      sum += value;
    }
    CHECK(sum == rationale["score"].get<double>());
  }
}

TEST_CASE("rank: what was viewed or bought is not recommended, if the gate lets it through") {
  CHECK(rationaleOf(slateOf(seen({entry("viewed", "cup")})), "cup") == nullptr);
  Json denied = seen({entry("viewed", "cup")});
  denied["state"] = nullptr;
  CHECK(rationaleOf(slateOf(denied), "cup") != nullptr);
}

TEST_CASE("rank: what the page shows anyway is left out") {
  Json asked = request(nullptr, nullptr, nullptr);
  asked["exclude"] = {"cup", "no-such-item"};
  const Json slate = slateOf(asked);
  CHECK(order(slate) == "fork pot balm tray");
  CHECK(slate["candidates"] == 7);
}

TEST_CASE("rank: a stated category, colour and price each add their weight") {
  const Json slate = slateOf(
      told({attribute("interest.category", {"Kitchen"}), attribute("interest.colour", {"red", "blue"}),
            attribute("interest.price", {{"min", 4}, {"max", 8}})}));
  CHECK(scoreOf(slate, "cup") == 0.5 + 0.5 + 0.25 + 0.125);
  CHECK(scoreOf(slate, "pot") == 0.25 + 0.5 + 0.25);
  CHECK(scoreOf(slate, "tray") == 0.125 + 0.5 + 0.125);
  const Json& price = (*rationaleOf(slate, "tray"))["contributions"][1];
  CHECK(price["of"] == "4.0-8.0");
  CHECK(price["range"] == parsed(R"({"min":4.0,"max":8.0})"));
}

TEST_CASE("rank: a tag matches as a whole only") {
  const Json slate = slateOf(told({attribute("interest.colour", {"re", "ed", "colour:red"})}));
  CHECK(slate["personalized"] == true);
  for (const Json& rationale : slate["items"]) CHECK(rationale["contributions"].empty());
  CHECK(slate["items"][0]["sentence"]["key"] == "why.popularPersonal");
}

TEST_CASE("rank: on one attribute stated outranks inferred") {
  const Json guessed = attribute("guessed.category", {"Cards"});
  CHECK(scoreOf(slateOf(told({guessed})), "card") == 0.03125 + 0.375);
  const Json slate = slateOf(told({guessed, attribute("interest.category", {"Garden"})}));
  CHECK(slate["used"] == parsed(R"([{"signal":"interest.category","count":1}])"));
  CHECK(order(slate) == "fork seeds cup pot");

  // Not granted, the stated one says nothing, so the inferred one is read.
  Json noStated = told({guessed, attribute("interest.category", {"Garden"})});
  noStated["state"] = stateWith(array({choice("purpose", "guess", true)}));
  CHECK(scoreOf(slateOf(noStated), "card") == 0.03125 + 0.375);
}

TEST_CASE("rank: a sensitive item gets its base alone and is never a reason") {
  Json asked = seen({entry("bought", "balm"), entry("viewed", "cup")});
  asked["limit"] = 8;
  const Json slate = slateOf(asked);
  CHECK(scoreOf(slate, "balm") == 0.25);                           // the model has an entry of cup for it
  CHECK((*rationaleOf(slate, "seeds"))["contributions"].empty());  // and one of balm for seeds
  CHECK(slate["used"] == parsed(R"([{"signal":"viewed","count":1}])"));
}

TEST_CASE("rank: equal scores go to the item that is first in the catalog") {
  Json files = store();
  files["model"] = files["model"]["parts"][1]["model"];  // stated match alone
  files["model"]["schema"] = "say-so-model/1";
  const Json slate = slateOf(told({attribute("interest.category", {"Cards"})}), files);
  CHECK(order(slate) == "card ink cup pot");
}

TEST_CASE("rank: the list without their data is the list of somebody without data") {
  Json asked = seen({entry("viewed", "cup")});
  asked["controls"]["personalized"] = false;
  const Json slate = slateOf(asked);
  CHECK(order(slate) == "cup fork pot balm");
  CHECK(slate["personalized"] == false);
  CHECK(slate["notUsed"][0] == parsed(R"({"purpose":"history","basis":"controls"})"));
}

TEST_CASE("rank: what was not used is told by purpose and basis, for what the model reads") {
  Json asked = request(stateWith(array({choice("purpose", "history", true), choice("signal", "viewed", false),
                                        choice("purpose", "stated", false)})),
                       nullptr, nullptr);
  CHECK(slateOf(asked)["notUsed"] == parsed(R"([{"purpose":"history","signal":"viewed","basis":"choice"},
    {"purpose":"stated","basis":"choice"},{"purpose":"guess","basis":"policy-default"}])"));
}

TEST_CASE("rank: a purpose that is granted by default is disclosed where it counts") {
  Json files = store();
  files["config"]["purposes"][1]["allowPolicyDefault"] = true;
  Json asked = request(nullptr, nullptr, signalsOf(array({entry("viewed", "cup")})));
  asked["environment"]["jurisdiction"] = "US-TX";
  Json slate = slateOf(asked, files);
  if (slate["personalized"] == false) return;  // no row of the table grants by default
  CHECK((*rationaleOf(slate, "pot"))["disclosure"] == Json::array({"policy-default"}));
  CHECK((*rationaleOf(slate, "fork"))["disclosure"].empty());
}

TEST_CASE("rank: mentions tell of every item that is named") {
  const Json slate = slateOf(seen({entry("viewed", "cup")}));
  CHECK(slate["mentions"]["cup"]["title"] == "Cup");
  for (const Json& rationale : slate["items"])
    CHECK(slate["mentions"].contains(rationale["item"].get<std::string>()));
}

TEST_CASE("rank: a request that is not one is refused with its place") {
  Engine engine = loaded(store());
  const auto errorOf = [&](auto&& change) {
    Json asked = request(nullptr, nullptr, nullptr);
    change(asked);
    const auto slate = engine.rank(asked);
    REQUIRE(!slate);
    return std::string(toText(slate.error().code)) + " " + slate.error().at;
  };
  CHECK(errorOf([](Json& r) { r["decision"] = Json::object(); }) == "unknown-key /decision");
  CHECK(errorOf([](Json& r) { r["limit"] = 0; }) == "out-of-range /limit");
  CHECK(errorOf([](Json& r) { r["seed"] = -1; }) == "out-of-range /seed");
  CHECK(errorOf([](Json& r) { r["controls"]["level"] = 1; }) == "unknown-key /controls/level");
  CHECK(errorOf([](Json& r) { r.erase("environment"); }) == "missing-key ");
  CHECK(errorOf([](Json& r) { r["signals"] = signalsOf(array({entry("viewed", "cup", "yesterday")})); }) ==
        "bad-time /signals/entries/0/at");
  CHECK(errorOf([](Json& r) {
          r["profile"] = profileOf(array({attribute("interest.price", {{"min", 5}, {"max", 1}})}));
        }) == "out-of-range /profile/attributes/0/value");
}

TEST_CASE("rank: nothing is ranked until config, catalog and model are there") {
  Engine engine;
  CHECK(engine.rank(request(nullptr, nullptr, nullptr)).error().code == ErrorCode::NotLoaded);
  REQUIRE(engine.loadConfig(json::dump(store()["config"])));
  REQUIRE(engine.loadCatalog(json::dump(store()["catalog"])));
  CHECK(engine.rank(request(nullptr, nullptr, nullptr)).error().message == "no model was loaded");
}

}  // namespace sayso::recommend
