#include "core/consent/engine.h"

#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

constexpr const char* kFrance = R"({"now":"2026-11-22T10:00:00Z","jurisdiction":"FR"})";
constexpr const char* kCalifornia = R"({"now":"2026-11-22T10:00:00Z","jurisdiction":"US-CA"})";
constexpr const char* kSwitch = R"({"control":"switch","surface":"choices"})";

Engine loaded() {
  Engine engine;
  REQUIRE(engine.load(kConfigText));
  return engine;
}

}  // namespace

TEST_CASE("engine: asked before a config is loaded, it says so; after a bad one too") {
  Engine engine;
  CHECK(engine.evaluate("", kFrance).error().code == ErrorCode::NotLoaded);
  CHECK(engine.choose("", kFrance, "[]", "{}").error().code == ErrorCode::NotLoaded);
  CHECK(engine.plan("2026-11-22T10:00:00Z").error().code == ErrorCode::NotLoaded);
  CHECK(engine.decide(Json::object()).error().code == ErrorCode::NotLoaded);
  REQUIRE(engine.load(kConfigText));
  CHECK(engine.evaluate("", kFrance));
  CHECK_FALSE(engine.load("{}"));
  CHECK(engine.evaluate("", kFrance).error().code == ErrorCode::NotLoaded);
}

TEST_CASE("engine: an unreadable state is a closed decision, with the reason beside it") {
  for (const char* state : {"nonsense", "2.x", "{\"schema\":\"say-so-state/1\"}", "[]"}) {
    const auto decision = loaded().evaluate(state, kCalifornia);
    REQUIRE(decision);
    CHECK(decision.value()["prompt"] == "ask");
    CHECK(decision.value().contains("stateError"));
    for (const Json& purpose : decision.value()["purposes"])
      CHECK(purpose["granted"] == (purpose["id"] == "necessary"));
  }
}

TEST_CASE("engine: a choice over an unreadable state counts whatever it does not name as refused") {
  const auto chosen =
      loaded().choose("nonsense", kCalifornia, R"([{"purpose":"media","granted":true}])", kSwitch);
  REQUIRE(chosen);
  for (const Json& purpose : chosen.value()["decision"]["purposes"]) {
    const bool mayRun = purpose["id"] == "necessary" || purpose["id"] == "media";
    CHECK(purpose["granted"] == mayRun);
  }
  const auto all =
      loaded().choose(chosen.value()["stateText"].get<std::string>(), kFrance,
                      R"([{"all":true,"granted":true}])", R"({"control":"accept-all","surface":"choices"})");
  REQUIRE(all);
  CHECK_FALSE(all.value()["state"].contains("rest"));
}

TEST_CASE("engine: a choice gives the state in both forms, the decision, the record and the snapshot") {
  const auto chosen = loaded().choose("", kFrance, R"([{"all":true,"granted":false}])", kSwitch);
  REQUIRE(chosen);
  const Json& value = chosen.value();
  CHECK(decodeStateText(value["stateText"].get<std::string>()).value() == value["state"]);
  CHECK(encodeStateText(json::dump(value["state"])).value() == value["stateText"]);
  CHECK(value["snapshot"]["state"] == value["stateText"]);
  CHECK(verifyLedgerText(json::dump(value["records"])).value()["heads"][0] == value["head"]);
  const auto decision = loaded().evaluate(value["stateText"].get<std::string>(), kFrance);
  CHECK(decision.value() == value["decision"]);
}

TEST_CASE("engine: places in a refused choice count from the parts that were given") {
  const auto placeOf = [](const char* choices, const char* how) {
    const auto chosen = loaded().choose("", kFrance, choices, how);
    REQUIRE_FALSE(chosen);
    return chosen.error().at;
  };
  CHECK(placeOf(R"([{"purpose":"nope","granted":true}])", kSwitch) == "/choices/0/purpose");
  CHECK(placeOf(R"([{"purpose":"ads"}])", kSwitch) == "/choices/0");
  CHECK(placeOf(R"([{"purpose":"ads","service":"films","granted":true}])", kSwitch) == "/choices/0");
  CHECK(placeOf(R"([])", kSwitch) == "/choices");
  CHECK(placeOf(R"([{"all":true,"granted":true}])", R"({"control":"wink","surface":"choices"})") ==
        "/how/control");
}

TEST_CASE("engine: a plan is the core's own or it is not") {
  const Engine engine = loaded();
  const auto plan = engine.plan(kFrance);
  REQUIRE(plan);
  CHECK(engine.verifyPlan(json::dump(plan.value()), "2026-11-30T00:00:00Z"));
  CHECK(engine.verifyPlan("{}", "2026-11-30T00:00:00Z").error().code == ErrorCode::MissingKey);
  CHECK(engine.verifyPlan(json::dump(plan.value()), "now").error().code == ErrorCode::BadTime);
}
