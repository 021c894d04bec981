#include "core/iab/options.h"

#include "tests/core/iab/shop_with_iab.h"

using namespace sayso;

namespace {

/// The first fault of the shop's settings after `change`, as "code at".
template <class Change>
std::string faultAfter(Change change) {
  Json settings = shop::iabJson();
  change(settings);
  std::vector<Error> errors;
  iab::readOptions(settings, shop::config(), errors, "/page/integrations");
  if (errors.empty()) return "none";
  return std::string(toText(errors.front().code)) + " " + errors.front().at;
}

}  // namespace

TEST_CASE("IAB options: what a site says of itself is read") {
  const iab::Options options = shop::iabOptions(shop::iabJson());
  REQUIRE(options.tcf);
  CHECK(options.tcf->cmpId == 300);
  CHECK(options.tcf->vendors ==
        std::vector<iab::MappedVendor>{{"plaincount", 28}, {"adcount", 301}, {"films", 303}});
  CHECK(options.tcf->purposes[2] == iab::Mapped{7, {"ads", "analytics"}});
  CHECK(options.tcf->useNonStandardTexts);
  CHECK(options.tcf->list->version == 141);
  REQUIRE(options.gpp);
  CHECK(options.gpp->cmpId == 1);
  CHECK(options.gpp->us.mspa == gpp::Mspa::NotCovered);
}

TEST_CASE("IAB options: those of the US are read") {
  Json settings = Json::object();
  settings["gpp"] = json::parse(R"({"mspa": "service-provider", "sensitive": ["health", "location"],
    "usPrivacy": true, "experimental": true, "cmpId": 31})")
                        .value();
  const iab::Options options = shop::iabOptions(settings);
  CHECK(!options.tcf);
  CHECK(options.gpp->us.mspa == gpp::Mspa::ServiceProvider);
  CHECK(options.gpp->us.sensitiveKinds == ((1U << 2) | (1U << 7)));
  CHECK(options.gpp->us.addUsPrivacy);
  CHECK(options.gpp->us.allowExperimental);
  CHECK(options.gpp->cmpId == 31);
}

TEST_CASE("IAB options: a TC string needs a CMP id of one's own, and vendors") {
  CHECK(faultAfter([](Json& json) { json["tcf"].erase("cmpId"); }) == "missing-key /page/integrations/tcf");
  CHECK(faultAfter([](Json& json) { json["tcf"]["cmpId"] = 1; }) ==
        "out-of-range /page/integrations/tcf/cmpId");
  CHECK(faultAfter([](Json& json) { json["tcf"]["cmpId"] = 4096; }) ==
        "out-of-range /page/integrations/tcf/cmpId");
  CHECK(faultAfter([](Json& json) { json["tcf"].erase("vendors"); }) == "missing-key /page/integrations/tcf");
  CHECK(faultAfter([](Json& json) { json["tcf"]["vendors"] = Json::object(); }) ==
        "bad-value /page/integrations/tcf/vendors");
}

TEST_CASE("IAB options: what names nothing of the config, or nothing of the framework, is refused") {
  CHECK(faultAfter([](Json& json) { json["tcf"]["vendors"]["nobody"] = 4; }) ==
        "unknown-service /page/integrations/tcf/vendors/nobody");
  CHECK(faultAfter([](Json& json) { json["tcf"]["purposes"]["1"][0] = "adverts"; }) ==
        "unknown-purpose /page/integrations/tcf/purposes/1/0");
  CHECK(faultAfter([](Json& json) { json["tcf"]["purposes"]["1"] = Json::array(); }) ==
        "bad-value /page/integrations/tcf/purposes/1");
  CHECK(faultAfter([](Json& json) { json["tcf"]["purposes"]["25"] = {"ads"}; }) ==
        "bad-value /page/integrations/tcf/purposes/25");
  CHECK(faultAfter([](Json& json) { json["tcf"]["specialFeatures"]["13"] = {"ads"}; }) ==
        "bad-value /page/integrations/tcf/specialFeatures/13");
  CHECK(faultAfter([](Json& json) { json["tcf"]["publisherCountry"] = "gb"; }) ==
        "bad-value /page/integrations/tcf/publisherCountry");
  CHECK(faultAfter([](Json& json) { json["tcf"]["vendrs"] = 1; }) ==
        "unknown-key /page/integrations/tcf/vendrs");
  CHECK(faultAfter([](Json& json) {
          json["tcf"]["restrictions"] =
              json::parse(R"([{"purposeId": 2, "type": "not-allowed", "vendors": "5-"}])").value();
        }) == "bad-value /page/integrations/tcf/restrictions/0/vendors");
  CHECK(faultAfter([](Json& json) {
          json["tcf"]["vendorList"] = "/list.json";
          json["tcf"]["disclosedVendors"] = "most";
        }) == "bad-value /page/integrations/tcf/disclosedVendors");
  CHECK(faultAfter([](Json& json) { json["tcf"]["disclosedVendors"] = "1-5"; }) ==
        "bad-value /page/integrations/tcf/disclosedVendors");  // without a list nobody can look at them
  CHECK(faultAfter([](Json& json) { json["gpp"]["sensitive"] = {"mood"}; }) ==
        "bad-value /page/integrations/gpp/sensitive/0");
  CHECK(faultAfter([](Json& json) { json["gpp"]["mspa"] = true; }) != "none");
}
