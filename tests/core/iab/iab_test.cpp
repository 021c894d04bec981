#include "core/iab/iab.h"

#include "core/tcf/tc_string.h"
#include "tests/core/iab/shop_with_iab.h"

using namespace sayso;

namespace {

struct Page {
  consent::Engine engine;
  iab::Speaker speaker;
};

Page pageWith(const Json& settings, Json* loaded = nullptr) {
  Page page;
  REQUIRE(page.engine.load(shop::kConfigText));
  auto result = page.speaker.load(page.engine, json::dump(settings));
  REQUIRE_MESSAGE(result, (result ? "" : result.error().message));
  if (loaded) *loaded = result.value();
  return page;
}

Json saidIn(const Page& page, std::string_view jurisdiction, const std::string& state = "",
            std::string_view source = "attribute", std::string_view kept = "") {
  Json environment = json::object({{"now", shop::kNow}, {"jurisdictionSource", source}, {"language", "en"}});
  json::set(environment, "jurisdiction",
            jurisdiction.empty() ? json::Value(nullptr) : json::Value(jurisdiction));
  const auto said = page.speaker.say(page.engine, state, json::dump(environment), kept);
  REQUIRE_MESSAGE(said, (said ? "" : said.error().message));
  return said.value();
}

}  // namespace

TEST_CASE("IAB: what is the same for everybody is told on loading") {
  Json loaded;
  pageWith(shop::iabJson(), &loaded);
  CHECK(json::dump(loaded["tcf"]) == R"({"cmpId":300,"cmpVersion":2,"tcfPolicyVersion":5,"gvlVersion":141})");
  const Json& apis = loaded["gpp"]["supportedAPIs"];
  CHECK(apis.front() == "2:tcfeuv2");
  CHECK(apis[1] == "7:usnat");
  CHECK(apis.back() == "23:usmn");
  CHECK(apis.size() == 18);
  Json covered = json::parse(R"({"gpp": {"mspa": "opt-out-option", "usPrivacy": true}})").value();
  pageWith(covered, &loaded);
  CHECK(json::dump(loaded["gpp"]["supportedAPIs"]) == R"(["6:uspv1","7:usnat"])");
}

TEST_CASE("IAB: without a list of vendors, or before a config, nothing is said") {
  Page page;
  CHECK(page.speaker.load(page.engine, "{}").error().code == ErrorCode::NotLoaded);
  REQUIRE(page.engine.load(shop::kConfigText));
  Json settings = shop::iabJson();
  settings["tcf"].erase("list");
  CHECK(page.speaker.load(page.engine, json::dump(settings)).error().at == "/tcf/list");
  CHECK(page.speaker.load(page.engine, "{").error().code == ErrorCode::BadJson);
}

TEST_CASE("IAB: in Europe a TC string, in its own section of the GPP string too") {
  const Page page = pageWith(shop::iabJson());
  const Json said = saidIn(page, "DE");
  CHECK(said["isAsked"] == true);
  CHECK(said["tcf"]["gdprApplies"] == true);
  const std::string tc = said["tcf"]["tc"]["tcString"].get<std::string>();
  CHECK(tcf::readTcString(tc));
  CHECK(said["gpp"]["gppString"] == "DBABMA~" + tc);
  CHECK(json::dump(said["gpp"]["applicableSections"]) == "[2]");
  CHECK(json::dump(said["gpp"]["sectionList"]) == "[2]");
  CHECK(json::dump(said["gpp"]["parsedSections"]) == "{}");
}

TEST_CASE("IAB: in the US its section, elsewhere none") {
  const Page page = pageWith(shop::iabJson());
  const Json california = saidIn(page, "US-CA");
  CHECK(json::dump(california["tcf"]) == R"({"gdprApplies":false})");
  CHECK(json::dump(california["gpp"]["applicableSections"]) == "[8]");
  CHECK(california["gpp"]["parsedSections"]["usca"].size() == 2);
  CHECK(california["gpp"]["parsedSections"]["usca"][1]["SubsectionType"] == 1);
  CHECK(california["isAsked"] == false);
  const Json japan = saidIn(page, "JP");
  CHECK(japan["gpp"]["gppString"] == "DBAA");
  CHECK(json::dump(japan["gpp"]["applicableSections"]) == "[-1]");
}

TEST_CASE("IAB: while the place is awaited neither framework says what applies") {
  const Json said = saidIn(pageWith(shop::iabJson()), "", "", "function");
  CHECK(json::dump(said["tcf"]) == "{}");
  CHECK(json::dump(said["gpp"]["applicableSections"]) == "[0]");
  CHECK(said["gpp"]["gppString"] == "DBAA");
}

TEST_CASE("IAB: a state that cannot be read says no more than none") {
  const Page page = pageWith(shop::iabJson());
  const Json broken = saidIn(page, "DE", "!");
  CHECK(broken["tcf"]["tc"]["model"]["purposeConsents"].empty());
  CHECK(broken["tcf"]["tc"]["model"]["vendorConsents"] == "");
}
