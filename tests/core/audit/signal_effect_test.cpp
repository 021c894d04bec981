#include "core/audit/signal_effect.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/recommend/model.h"
#include "tests/core/recommend/store.h"

using namespace sayso;
using namespace sayso::recommend::testing;

namespace {

std::shared_ptr<const recommend::Shop> shop() {
  auto config = consent::parseConfig(json::dump(store()["config"]));
  auto catalog = recommend::readCatalog(json::dump(store()["catalog"]));
  auto model = recommend::readModel(json::dump(store()["model"]));
  return std::make_shared<const recommend::Shop>(
      std::make_shared<const consent::Config>(std::move(config).value()),
      std::make_shared<const recommend::Catalog>(std::move(catalog).value()),
      std::make_shared<const recommend::Model>(std::move(model).value()));
}

/// Who bought a cup and says that they like the garden.
Json visitor(bool isStatedGranted) {
  Json asked = request(stateWith(Json::array({choice("purpose", "history", true),
                                              choice("purpose", "stated", isStatedGranted)})),
                       profileOf(Json::array({attribute("interest.category", Json::array({"Garden"}))})),
                       signalsOf(Json::array({entry("bought", "cup")})));
  asked["limit"] = 2;
  return asked;
}

const audit::SignalEffect& effectOf(const std::vector<audit::SignalEffect>& all, std::string_view signal) {
  for (const audit::SignalEffect& each : all)
    if (each.signal == signal) return each;
  FAIL("no such signal");
  return all.front();
}

}  // namespace

TEST_CASE("signal effect: what a refusal takes from the scores is what the signal had added") {
  const auto small = shop();
  audit::SignalEffects effects(small);
  const Json asked = visitor(true);
  effects.add(recommend::readRequest(asked).value());
  const auto all = effects.result();
  CHECK(effects.lists() == 1);

  // The list itself, from the engine: the means by hand.
  recommend::Engine engine = loaded(store());
  const Json slate = engine.rank(asked).value();
  Json without = asked;
  without["profile"] = profileOf(Json::array());
  const Json then = engine.rank(without).value();
  double stated = 0, everything = 0, leaving = 0;
  for (const Json& item : slate["items"]) {
    for (const Json& each : item["contributions"]) {
      const double value = std::fabs(each["value"].get<double>());
      everything += value;
      if (each["signal"] == "interest.category") stated += value;
    }
    bool stays = false;
    for (const Json& other : then["items"]) stays = stays || other["item"] == item["item"];
    leaving += stays ? 0 : 1;
  }
  const auto& interest = effectOf(all, "interest.category");
  CHECK(interest.lists == 1);
  CHECK(interest.meanShift == doctest::Approx(stated / 2));
  CHECK(interest.meanChange == doctest::Approx(stated / 2));
  CHECK(interest.share == doctest::Approx(stated / everything));
  CHECK(interest.itemsLeaving == leaving);
  CHECK(leaving > 0);
}

TEST_CASE("signal effect: what is refused already, or not there, changes nothing") {
  audit::SignalEffects effects(shop());
  effects.add(recommend::readRequest(visitor(false)).value());
  const auto all = effects.result();
  CHECK(effectOf(all, "interest.category").lists == 0);
  CHECK(effectOf(all, "viewed").lists == 0);
  CHECK(effectOf(all, "bought").lists == 1);
  CHECK(effectOf(all, "bought").share == 1.0);
}

TEST_CASE("signal effect: a list without the visitor's data, and a server's, count for nothing") {
  audit::SignalEffects effects(shop());
  Json asked = visitor(true);
  asked["controls"]["personalized"] = false;
  effects.add(recommend::readRequest(asked).value());
  CHECK(effects.lists() == 0);
  CHECK(effectOf(effects.result(), "bought").lists == 0);
}
