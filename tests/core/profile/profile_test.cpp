#include "core/profile/profile.h"

#include <doctest/doctest.h>

using namespace sayso;
using namespace sayso::profile;

namespace {

consent::Config config() {
  const auto read = consent::parseConfig(R"({
    "schema": "say-so-config/1",
    "site": {"name": "Shop", "controller": {"name": "Shop Ltd"}},
    "purposes": [{"id": "stated", "feeds": "model", "retention": "P12M"}, {"id": "history", "feeds": "model"}],
    "signals": [{"id": "interest.colour", "purpose": "stated", "provenance": "stated"},
                {"id": "interest.price", "purpose": "stated", "provenance": "stated"},
                {"id": "viewed", "purpose": "history", "provenance": "observed"}]
  })");
  REQUIRE(read);
  return read.value();
}

const Time kNow = parseTime("2026-11-22T10:00:00Z").value();

Profile withColour() {
  const auto profile = setAttribute(config(), {}, "interest.colour", Json::array_t{"red"}, kNow);
  REQUIRE(profile);
  return profile.value();
}

}  // namespace

TEST_CASE("profile: a stated value is kept as long as the retention says, then forgotten") {
  const Profile profile = withColour();
  CHECK(profile.find("interest.colour")->until == parseTime("2027-11-22T10:00:00Z").value());
  CHECK(keepCurrent(config(), profile, parseTime("2027-11-22T09:59:59Z").value()) == profile);
  CHECK(keepCurrent(config(), profile, parseTime("2027-11-22T10:00:00Z").value()).attributes.empty());
}

TEST_CASE("profile: only signals that can be stated are") {
  CHECK(setAttribute(config(), {}, "viewed", Json::array_t{"22386"}, kNow).error().code ==
        ErrorCode::UnknownSignal);
  CHECK(setAttribute(config(), {}, "shoe.size", Json::array_t{"44"}, kNow).error().code ==
        ErrorCode::UnknownSignal);
}

TEST_CASE("profile: a value is texts or a range, nothing else") {
  CHECK(setAttribute(config(), {}, "interest.price", Json{{"min", 1}, {"max", 15}}, kNow));
  CHECK_FALSE(setAttribute(config(), {}, "interest.price", Json{{"min", 15}, {"max", 1}}, kNow));
  CHECK_FALSE(setAttribute(config(), {}, "interest.price", Json{{"min", 1}, {"max", 2}, {"why", 3}}, kNow));
  CHECK_FALSE(setAttribute(config(), {}, "interest.colour", Json("red"), kNow));
  CHECK_FALSE(setAttribute(config(), {}, "interest.colour", Json::array_t{1}, kNow));
}

TEST_CASE("profile: stating again replaces, erasing removes one or all") {
  Profile profile = withColour();
  profile = setAttribute(config(), profile, "interest.colour", Json::array_t{"blue"}, kNow).value();
  CHECK(profile.attributes.size() == 1);
  profile = setAttribute(config(), profile, "interest.price", Json{{"min", 1}, {"max", 2}}, kNow).value();
  CHECK(erase(profile, "interest.colour").attributes.size() == 1);
  CHECK(erase(profile, std::nullopt).attributes.empty());
}

TEST_CASE("profile: its export reads back as the same profile; a malformed one is refused") {
  const Profile profile = withColour();
  CHECK(parseProfile(json::dump(toJson(profile))).value() == profile);
  CHECK(parseProfile("").value() == Profile{});
  CHECK_FALSE(parseProfile(R"({"schema":"say-so-profile/2","attributes":[]})"));
  CHECK_FALSE(parseProfile(R"({"schema":"say-so-profile/1","attributes":[{"signal":"a"}]})"));
}
