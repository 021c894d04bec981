#include "core/iab/tc_choice.h"

#include "core/iab/iab.h"
#include "core/iab/tc_of.h"
#include "core/tcf/tc_string.h"
#include "tests/core/iab/shop_with_iab.h"

using namespace sayso;

namespace {

/// The small shop with a list that visitors can look into: two of its vendors, 400 and 401, are no services.
Json openListJson() {
  return json::parse(R"({"tcf": {
    "cmpId": 300,
    "purposes": {"1": ["ads"], "3": ["ads"], "7": ["ads", "analytics"], "9": ["analytics"]},
    "specialFeatures": {"1": ["ads"]},
    "vendors": {"plaincount": 28, "adcount": 301},
    "vendorList": "/list.json", "disclosedVendors": "all",
    "list": {"vendorListVersion": 141, "tcfPolicyVersion": 5, "vendors": {
      "28": {"purposes": [1], "legIntPurposes": [7, 9]},
      "301": {"purposes": [1, 3, 7]},
      "400": {"purposes": [1, 3], "legIntPurposes": [7]},
      "401": {"purposes": [1], "legIntPurposes": [9]},
      "402": {"specialPurposes": [1]}}}}})")
      .value();
}

/// A visitor in Germany, day after day.
struct Visit {
  explicit Visit(const Json& settings = openListJson()) {
    REQUIRE(engine.load(shop::kConfigText));
    const auto loaded = speaker.load(engine, json::dump(settings));
    REQUIRE_MESSAGE(loaded, (loaded ? "" : loaded.error().message));
  }

  /// Chooses, and keeps what is to be kept.
  const Json& choose(std::string_view choices, std::string_view wish = "") {
    const std::string how = R"({"control": "save", "surface": "choices"})";
    auto answer = speaker.choose(engine, state, environment(), choices, how, kept, wish);
    REQUIRE_MESSAGE(answer, (answer ? "" : answer.error().message));
    last = std::move(answer).value();
    state = last["stateText"].get<std::string>();
    kept = last["tcString"].get<std::string>();
    return last;
  }
  /// What the page says then.
  Json model() const {
    const auto said = speaker.say(engine, state, environment(), kept);
    REQUIRE(said);
    return said.value()["tcf"]["tc"]["model"];
  }
  std::string vendors(const char* key = "vendorConsents") const { return model()[key].get<std::string>(); }
  std::string ids(const char* key) const { return json::dump(model()[key]); }
  std::string environment() const {
    return R"({"now": ")" + now + R"(", "jurisdiction": "DE", "jurisdictionSource": "attribute",
               "language": "en"})";
  }

  consent::Engine engine;
  iab::Speaker speaker;
  std::string state, kept, now = std::string(shop::kNow);
  Json last;
};

constexpr std::string_view kAll = R"([{"all": true, "granted": true}])";
constexpr std::string_view kNone = R"([{"all": true, "granted": false}])";

}  // namespace

TEST_CASE("TC choice: before an answer nothing of the list is on, and all of it is shown") {
  const Visit visit;
  CHECK(visit.vendors() == "");
  CHECK(visit.vendors("vendorLegitimateInterests") == "402");
  CHECK(visit.vendors("disclosedVendors") == "28,301,400-402");
}

TEST_CASE("TC choice: a yes to everything is one to every vendor that was shown, a no takes all of it back") {
  Visit visit;
  visit.choose(kAll, "all");
  CHECK(visit.vendors() == "28,301,400-401");
  CHECK(visit.vendors("vendorLegitimateInterests") == "28,400-402");
  CHECK(visit.ids("purposeConsents") == "[1,3,7,9]");
  CHECK(visit.ids("specialFeatureOptins") == "[1]");
  visit.choose(kNone, "all");
  CHECK(visit.vendors() == "");
  CHECK(visit.vendors("vendorLegitimateInterests") == "402");
  CHECK(visit.ids("purposeConsents") == "[]");
}

TEST_CASE("TC choice: what was kept is the string that is said, and nothing is said without it") {
  Visit visit;
  visit.choose(kAll, "all");
  const auto said = visit.speaker.say(visit.engine, visit.state, visit.environment(), visit.kept);
  CHECK(said.value()["tcf"]["tc"]["tcString"] == visit.kept);
  for (const std::string& lost : {std::string(), std::string("!"), visit.kept.substr(0, visit.kept.find('.')),
                                  visit.kept.substr(0, 40)}) {
    visit.kept = lost;
    CHECK_MESSAGE(visit.vendors() == "", lost);
    CHECK(visit.ids("purposeConsents") == "[]");
    CHECK(visit.ids("purposeLegitimateInterests") == "[]");
  }
}

TEST_CASE("TC choice: one vendor and one purpose are refused, and an objection clears its bits alone") {
  Visit visit;
  visit.choose(kAll, "all");
  visit.choose("[]", "1,3;9;;28,301,400;28,401");
  CHECK(visit.ids("purposeConsents") == "[1,3]");
  CHECK(visit.ids("purposeLegitimateInterests") == "[9]");
  CHECK(visit.ids("specialFeatureOptins") == "[]");
  CHECK(visit.vendors() == "28,301,400");
  CHECK(visit.vendors("vendorLegitimateInterests") == "28,401-402");
  const Json& record = visit.last["records"][0]["tcf"];
  CHECK(record["changedVendors"] == "400-401");
  CHECK(record["vendorConsents"] == 3);
  CHECK(record["disclosedVendors"] == 5);
  CHECK(json::dump(record["purposeConsents"]) == "[1,3]");
}

TEST_CASE("TC choice: a wish gives no more than the choices beside it") {
  Visit visit;
  visit.choose(R"([{"purpose": "analytics", "granted": true}, {"purpose": "ads", "granted": false}])",
               "1-11;2-11;1;28,301,400-402;28,301,400-402");
  CHECK(visit.ids("purposeConsents") == "[9]");
  CHECK(visit.ids("purposeLegitimateInterests") == "[9]");
  CHECK(visit.ids("specialFeatureOptins") == "[]");
  CHECK(visit.vendors() == "28,400-401");  // 301 needs ads, too
}

TEST_CASE("TC choice: who refused part of it is not overruled by a choice about something else") {
  Visit visit;
  visit.choose(kAll, "all");
  visit.choose("[]", "1,3,9;7,9;1;28,301,401;28,400,401");
  visit.choose(R"([{"purpose": "media", "granted": false}])");
  CHECK(visit.vendors() == "28,301,401");
  CHECK(visit.ids("purposeConsents") == "[1,3,9]");
  SUBCASE("nor by a purpose that comes back") {
    visit.choose(R"([{"purpose": "ads", "granted": false}])");
    CHECK(visit.ids("purposeConsents") == "[9]");
    CHECK(visit.vendors() == "28,401");
  }
  SUBCASE("but by a yes to everything") {
    visit.choose(kAll, "all");
    CHECK(visit.vendors() == "28,301,400-401");
  }
}

TEST_CASE("TC choice: a vendor that came to the list since was not shown, and has nothing") {
  Visit visit;
  visit.choose(kAll, "all");
  Json later = openListJson();
  later["tcf"]["list"]["vendorListVersion"] = 142;
  later["tcf"]["list"]["vendors"]["500"] = later["tcf"]["list"]["vendors"]["400"];
  REQUIRE(visit.speaker.load(visit.engine, json::dump(later)));
  CHECK(visit.vendors() == "28,301,400-401");
  CHECK(visit.vendors("disclosedVendors") == "28,301,400-402");
  CHECK(visit.model()["vendorListVersion"] == 141);
  visit.choose(R"([{"purpose": "media", "granted": true}])");
  CHECK(visit.vendors() == "28,301,400-401");
  CHECK(visit.vendors("disclosedVendors") == "28,301,400-402,500");
}

TEST_CASE("TC choice: a change of the string alone changes its dates") {
  Visit visit;
  visit.choose(kAll, "all");
  const auto first = visit.model()["createdDs"].get<std::int64_t>();
  visit.now = "2026-11-25T10:00:00Z";
  visit.choose("[]", "1,3,7,9;7,9;1;28,301;28");
  CHECK(visit.model()["createdDs"].get<std::int64_t>() > first);
  CHECK(visit.model()["lastUpdatedDs"] == visit.model()["createdDs"]);
}

TEST_CASE("TC choice: consent that ran out leaves no vendor behind") {
  Visit visit;
  visit.choose(kAll, "all");
  visit.now = "2028-11-25T10:00:00Z";
  CHECK(visit.vendors() == "");
  CHECK(visit.ids("purposeConsents") == "[]");
}

TEST_CASE("TC choice: where the GDPR does not apply nothing is kept, and nothing recorded") {
  Visit visit;
  const std::string there = R"({"now": "2026-11-22T10:00:00Z", "jurisdiction": "US-CA",
                                "jurisdictionSource": "attribute", "language": "en"})";
  const std::string how = R"({"control": "save", "surface": "choices"})";
  const auto chosen = visit.speaker.choose(visit.engine, "", there, kAll, how, "", "all");
  REQUIRE(chosen);
  CHECK(chosen.value()["tcString"] == "");
  CHECK_FALSE(chosen.value()["records"][0].contains("tcf"));
}

TEST_CASE("TC choice: a wish that is not of its form is refused, and so is no choice at all") {
  Visit visit;
  const std::string how = R"({"control": "save", "surface": "choices"})";
  for (const char* wish :
       {"1", "1;2;3;4", "1;2;1;4;5;6", "25;;;;", ";;13;;", "x;;;;", ";;;0;", ";;;1;70000"}) {
    const auto answer = visit.speaker.choose(visit.engine, "", visit.environment(), kAll, how, "", wish);
    REQUIRE_MESSAGE(!answer, wish);
    CHECK(answer.error().code == ErrorCode::BadValue);
    CHECK(answer.error().at == "/how/tcf");
  }
  CHECK_FALSE(visit.speaker.choose(visit.engine, "", visit.environment(), "[]", how, "", ""));
}
