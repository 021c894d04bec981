#include "core/consent/snapshot.h"

#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

Json snapshotOf(const std::optional<State>& state, const Environment& environment) {
  return makeSnapshot(config(), state, environment, evaluate(config(), state, environment));
}

}  // namespace

TEST_CASE("snapshot: grants by choice and by default are kept apart") {
  const State state = chosen(config(), std::nullopt, in("US-CA"),
                             {purpose("media", true), purpose("ads", false)}, by(Control::Save))
                          .state;
  const Json snapshot = snapshotOf(state, in("US-CA"));
  CHECK(snapshot["granted"] == Json::array_t{"media"});
  CHECK(snapshot["services"] == Json::array_t{"basket", "films"});
  CHECK(snapshot["defaults"]["purposes"] == Json::array_t{"analytics", "health"});
  CHECK(snapshot["defaults"]["services"] == Json::array_t{"plaincount"});
}

TEST_CASE("snapshot: it holds the conditions under which it is true") {
  Environment environment = in("FR", true);
  environment.ageBand = AgeBand::Adult;
  const State state = rejected(environment);
  const Json snapshot = snapshotOf(state, environment);
  CHECK(snapshot["meaning"] == meaningHash(config()));
  CHECK(snapshot["policy"] == "EU-FR@2026-11");
  CHECK(snapshot["gpc"] == true);
  CHECK(snapshot["ageBand"] == "adult");
  CHECK(snapshot["state"] == encodeState(state));
  CHECK(snapshot["granted"] == Json::array());
  CHECK(snapshot["prompt"] == "none");
}

TEST_CASE("snapshot: it names the cookies of services that are denied, and no other") {
  CHECK(snapshotOf(rejected(in("FR")), in("FR"))["clear"] == Json::array_t{"_pc"});
  CHECK(snapshotOf(accepted(in("FR")), in("FR"))["clear"] == Json::array());
}
