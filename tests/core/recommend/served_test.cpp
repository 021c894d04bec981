#include "core/recommend/served.h"

#include <doctest/doctest.h>

#include "tests/core/recommend/store.h"

namespace sayso::recommend {
namespace {

using namespace testing;

Json served() {
  return parsed(R"([
    {"item":"tray","score":0.75,"base":0.5,"contributions":[
      {"signal":"viewed","of":"cup","value":0.5},{"signal":"interest.category","of":"Kitchen","value":-0.25}]},
    {"item":"fork","score":0.25,"base":0.25,"contributions":[]}])");
}

Json ask(Json list, Json choices = Json::array({choice("purpose", "history", true),
                                                choice("purpose", "stated", true)})) {
  Json asked = request(stateWith(std::move(choices)), nullptr, nullptr);
  asked["served"] = std::move(list);
  return asked;
}

/// Without a model: a site whose server ranks has none.
Result<Json> answer(const Json& asked) {
  Engine engine;
  REQUIRE(engine.loadConfig(json::dump(store()["config"])));
  REQUIRE(engine.loadCatalog(json::dump(store()["catalog"])));
  return engine.rank(asked);
}

std::string refusal(const Json& asked) {
  const auto slate = answer(asked);
  return slate ? "" : std::string(toText(slate.error().code)) + " " + slate.error().at;
}

}  // namespace

TEST_CASE("served: a list whose reasons hold is shown as the server's, in its order") {
  const auto slate = answer(ask(served()));
  REQUIRE(slate);
  const Json& first = slate.value()["items"][0];
  CHECK(first["item"] == "tray");
  CHECK(first["rank"] == 1);
  CHECK(first["disclosure"] == Json::array({"server"}));
  CHECK(first["score"] == 0.75);
  CHECK(first["contributions"][0]["purpose"] == "history");  // as the config says, not as the server might
  CHECK(first["contributions"][0]["provenance"] == "observed");
  CHECK(first["sentence"]["key"] == "why.viewed");
  CHECK(slate.value()["used"][0] == parsed(R"({"signal":"viewed","count":1})"));
  CHECK(slate.value()["notUsed"][0]["purpose"] == "guess");
  CHECK(slate.value()["mentions"]["cup"]["title"] == "Cup");
}

TEST_CASE("served: a list that uses what the visitor denies is refused whole") {
  const Json onlyStated =
      Json::array({choice("purpose", "history", false), choice("purpose", "stated", true)});
  CHECK(refusal(ask(served(), onlyStated)) == "not-granted /served/0/contributions/0/signal");
  Json oneOff = Json::array({choice("purpose", "history", true), choice("purpose", "stated", true),
                             choice("signal", "interest.category", false)});
  CHECK(refusal(ask(served(), std::move(oneOff))) == "not-granted /served/0/contributions/1/signal");
  Json noState = ask(served());
  noState["state"] = nullptr;
  CHECK(refusal(noState) == "not-granted /served/0/contributions/0/signal");
}

TEST_CASE("served: what does not add up, or is not known, is refused with its place") {
  const auto with = [](auto&& change) {
    Json list = served();
    change(list);
    return refusal(ask(std::move(list)));
  };
  CHECK(with([](Json& l) { l[0]["score"] = 0.75 + 1e-6; }) == "bad-rationale /served/0/score");
  CHECK(with([](Json& l) { l[0]["score"] = 0.75 + 1e-12; }) == "");
  CHECK(with([](Json& l) { l[1]["item"] = "gone"; }) == "unknown-item /served/1/item");
  CHECK(with([](Json& l) { l[1]["item"] = "tray"; }) == "duplicate-id /served/1/item");
  CHECK(with([](Json& l) { l[0]["contributions"][0]["signal"] = "mood"; }) ==
        "unknown-signal /served/0/contributions/0/signal");
  CHECK(with([](Json& l) { l[0]["contributions"][0]["of"] = "balm"; }) ==
        "bad-rationale /served/0/contributions/0/of");
  CHECK(with([](Json& l) { l[0]["contributions"][0]["purpose"] = "necessary"; }) ==
        "unknown-key /served/0/contributions/0/purpose");
  CHECK(with([](Json& l) { l[0].erase("base"); }) == "missing-key /served/0");
}

}  // namespace sayso::recommend
