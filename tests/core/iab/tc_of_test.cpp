#include "core/iab/tc_of.h"

#include "tests/core/iab/shop_with_iab.h"

using namespace sayso;
using shop::in;

namespace {

tcf::TcString tcIn(const consent::Environment& environment, const std::optional<consent::State>& state,
                   const Json& settings = shop::iabJson()) {
  const iab::Options options = shop::iabOptions(settings);
  return iab::tcOf(*options.tcf, state, environment, consent::evaluate(shop::config(), state, environment));
}

std::vector<unsigned> ids(tcf::SmallSet set) {
  std::vector<unsigned> all;
  for (unsigned id = 1; id <= set.max(); ++id)
    if (set.has(id)) all.push_back(id);
  return all;
}
using Ids = std::vector<unsigned>;

consent::State after(const consent::Environment& environment, const std::vector<consent::Wish>& wishes) {
  return shop::chosen(shop::config(), std::nullopt, environment, wishes, shop::by(consent::Control::Save))
      .state;
}

std::optional<bool> gdprIn(const consent::Environment& environment,
                           const consent::Config& config = shop::config()) {
  return iab::gdprApplies(config, consent::evaluate(config, std::nullopt, environment), environment);
}

}  // namespace

TEST_CASE("TC string of a decision: before an answer all vendors are disclosed and none has consent") {
  const tcf::TcString tc = tcIn(in("DE"), std::nullopt);
  CHECK(ids(tc.purposeConsents) == Ids{});
  CHECK(ids(tc.purposeLegitimateInterests) == Ids{});
  CHECK(ids(tc.specialFeatureOptins) == Ids{});
  CHECK(tc.vendorConsents.isEmpty());
  CHECK(toText(*tc.disclosedVendors) == "28,301,303");
  // Special purposes need no choice.
  CHECK(toText(tc.vendorLegitimateInterests) == "303");
  CHECK(tc.policyVersion == 5);
  CHECK(tc.vendorListVersion == 141);
  CHECK(tc.publisherCC == "GB");
  CHECK(tc.isServiceSpecific);
}

TEST_CASE("TC string of a decision: a yes sets what stands behind it, by the vendor's own basis") {
  const tcf::TcString tc = tcIn(in("DE"), shop::accepted(in("DE")));
  CHECK(ids(tc.purposeConsents) == Ids{1, 3, 7, 9});
  // Never for purposes that rest on consent.
  CHECK(ids(tc.purposeLegitimateInterests) == Ids{7, 9});
  CHECK(ids(tc.specialFeatureOptins) == Ids{1});
  CHECK(toText(tc.vendorConsents) == "28,301");
  CHECK(toText(tc.vendorLegitimateInterests) == "28,301,303");
}

TEST_CASE("TC string of a decision: every purpose behind it has to be given, and each vendor by itself") {
  const tcf::TcString analytics = tcIn(in("DE"), after(in("DE"), {shop::purpose("analytics", true)}));
  CHECK(ids(analytics.purposeConsents) == Ids{9});
  CHECK(toText(analytics.vendorConsents) == "28");
  const tcf::TcString without =
      tcIn(in("DE"), after(in("DE"), {shop::all(true), shop::service("adcount", false)}));
  CHECK(ids(without.purposeConsents) == Ids{1, 3, 7, 9});
  CHECK(toText(without.vendorConsents) == "28");
  CHECK(toText(without.vendorLegitimateInterests) == "28,303");
  const tcf::TcString refused = tcIn(in("DE"), shop::rejected(in("DE")));
  CHECK(ids(refused.purposeConsents) == Ids{});
  CHECK(toText(refused.vendorConsents) == "");
}

TEST_CASE("TC string of a decision: what a law allows by itself is no consent") {
  // Switzerland lets most run until it is refused.
  const tcf::TcString tc = tcIn(in("CH"), std::nullopt);
  CHECK(consent::evaluate(shop::config(), std::nullopt, in("CH")).purpose("analytics")->granted);
  CHECK(ids(tc.purposeConsents) == Ids{});
  CHECK(tc.vendorConsents.isEmpty());
}

TEST_CASE("TC string of a decision: both dates are the day of the choice, and today while it asks") {
  constexpr std::uint64_t kDay = 864000;  // tenths of a second
  const std::uint64_t chosenOn = static_cast<std::uint64_t>(shop::time("2026-11-20T00:00:00Z").seconds) * 10;
  const consent::State state = shop::accepted(in("DE", false, "2026-11-20T16:20:00Z"));
  const tcf::TcString later = tcIn(in("DE"), state);
  CHECK(later.createdDs == chosenOn);
  CHECK(later.lastUpdatedDs == chosenOn);
  CHECK(tcIn(in("DE"), std::nullopt).createdDs == chosenOn + 2 * kDay);
  // Long after, consent has run out, and the string does not claim the old day.
  CHECK(tcIn(in("DE", false, "2028-11-22T00:00:00Z"), state).createdDs > chosenOn + 700 * kDay);
}

TEST_CASE("TC string of a decision: the language is that of the page, if a string can say it") {
  consent::Environment environment = in("DE");
  for (const auto& [language, said] :
       {std::pair{"de", "DE"}, {"pt-BR", "PT"}, {"en-GB", "EN"}, {"fil", "EN"}}) {
    environment.language = language;
    CHECK(tcIn(environment, std::nullopt).consentLanguage == said);
  }
}

TEST_CASE("TC string of a decision: the publisher's restrictions stay where they change something") {
  Json settings = shop::iabJson();
  settings["tcf"]["restrictions"] = json::parse(
                                        R"([{"purposeId": 7, "type": "not-allowed", "vendors": "28"},
          {"purposeId": 2, "type": "not-allowed", "vendors": "28"}])")
                                        .value();
  const tcf::TcString tc = tcIn(in("DE"), shop::accepted(in("DE")), settings);
  REQUIRE(tc.publisherRestrictions.size() == 1);
  CHECK(tc.publisherRestrictions[0].purposeId == 7);
}

TEST_CASE("GDPR: applies in the EEA and the UK, and where nobody knows the place") {
  for (const char* place : {"DE", "FR", "IE", "IS", "LI", "NO", "GB"}) CHECK(gdprIn(in(place)) == true);
  for (const char* place : {"US-CA", "CH", "BR", "JP", "CA-QC"}) CHECK(gdprIn(in(place)) == false);
  consent::Environment nowhere = in("");
  nowhere.jurisdictionSource = "fallback";
  CHECK(gdprIn(nowhere) == true);
  CHECK(gdprIn(nowhere, shop::config(shop::configTextWith("strictest", "US"))) == false);
  nowhere.jurisdictionSource = "function";
  CHECK(gdprIn(nowhere) == std::nullopt);
}
