#include "core/tcf/vendor_list.h"

#include <doctest/doctest.h>

using namespace sayso;
using namespace sayso::tcf;

namespace {

// 1: consent; 2: either, by consent; 3: either, by legitimate interest; 4: special purposes only; 9: deleted.
constexpr std::string_view kList = R"({
  "gvlSpecificationVersion": 3, "vendorListVersion": 120, "tcfPolicyVersion": 5, "lastUpdated": "2026-11-19T16:00:00Z",
  "purposes": {"1": {"id": 1}}, "stacks": {},
  "vendors": {
    "9": {"id": 9, "purposes": [1, 2], "legIntPurposes": [], "deletedDate": "2025-01-01T00:00:00Z"},
    "1": {"id": 1, "name": "One", "purposes": [1, 2], "legIntPurposes": [], "flexiblePurposes": [],
          "specialPurposes": [], "features": [3], "specialFeatures": [1], "usesCookies": true},
    "2": {"id": 2, "purposes": [2], "legIntPurposes": [], "flexiblePurposes": [2]},
    "3": {"id": 3, "purposes": [], "legIntPurposes": [2, 7], "flexiblePurposes": [2]},
    "4": {"id": 4, "purposes": [], "legIntPurposes": [], "specialPurposes": [1]},
    "30": {"id": 30, "purposes": [2]}
  }})";

VendorList list() { return readVendorList(kList).value(); }
IdSet ids(std::string_view text) { return parseIdSet(text).value(); }

TcString everything() {
  TcString tc;
  tc.vendorConsents = tc.vendorLegitimateInterests = ids("1-40");
  tc.disclosedVendors = ids("1-30");
  for (unsigned purpose = 1; purpose <= 24; ++purpose) tc.purposeLegitimateInterests.add(purpose);
  return tc;
}
std::string restrictedBy(RestrictionType type, std::string_view vendors,
                         std::string_view disclosed = "1-30") {
  TcString tc = everything();
  tc.disclosedVendors = ids(disclosed);
  tc.publisherRestrictions = {{2, type, ids(vendors)}};
  const TcString fitted = fitToList(tc, list());
  return fitted.publisherRestrictions.empty() ? "" : toText(fitted.publisherRestrictions[0].vendors);
}

}  // namespace

TEST_CASE("vendor list: what a string depends on is read, in the order of ids") {
  const VendorList read = list();
  CHECK(read.version == 120);
  CHECK(read.policyVersion == 5);
  REQUIRE(read.vendors.size() == 6);
  CHECK(read.vendors.back().id == 30);
  REQUIRE(read.find(1));
  CHECK(read.find(1)->purposes.has(2));
  CHECK(read.find(1)->specialFeatures.has(1));
  CHECK(read.find(9)->isDeleted);
  CHECK(!read.find(5));
}

TEST_CASE("vendor list: what is no such list is refused with its place") {
  const auto errorOf = [](std::string_view text) { return readVendorList(text).error(); };
  CHECK(errorOf("{").code == ErrorCode::BadJson);
  CHECK(errorOf("{}").code == ErrorCode::MissingKey);
  CHECK(errorOf(R"({"gvlSpecificationVersion": 2, "vendors": {}})").at == "/gvlSpecificationVersion");
  CHECK(errorOf(R"({"vendors": {"0": {}}})").at == "/vendors/0");
  CHECK(errorOf(R"({"vendors": {"1-2": {}}})").at == "/vendors/1-2");
  CHECK(errorOf(R"({"vendors": {"1": {"id": 2}}})").at == "/vendors/1/id");
  CHECK(errorOf(R"({"vendors": {"1": {"purposes": [25]}}})").at == "/vendors/1/purposes/0");
}

TEST_CASE("fitting: vendors stay with the basis that they registered") {
  const TcString fitted = fitToList(everything(), list());
  CHECK(toText(fitted.vendorConsents) == "1-2,30");
  CHECK(toText(fitted.vendorLegitimateInterests) == "3-4");
  CHECK(toText(*fitted.disclosedVendors) == "1-30");
  for (const unsigned purpose : {1U, 3U, 4U, 5U, 6U}) CHECK(!fitted.purposeLegitimateInterests.has(purpose));
  CHECK(fitted.purposeLegitimateInterests.has(2));
  CHECK(fitted.purposeLegitimateInterests.has(24));
}

TEST_CASE("fitting: a restriction stays for those whom it changes something for") {
  CHECK(restrictedBy(RestrictionType::NotAllowed, "1-40") == "1-3,30");
  CHECK(restrictedBy(RestrictionType::RequireConsent, "1-40") == "3");
  CHECK(restrictedBy(RestrictionType::RequireLegitimateInterest, "1-40") == "2");
  CHECK(restrictedBy(RestrictionType::NotAllowed, "1-40", "2") == "2");
  CHECK(restrictedBy(RestrictionType::NotAllowed, "4,9,31") == "");
}

TEST_CASE("fitting: of two restrictions on one vendor the stricter stays") {
  TcString tc = everything();
  tc.publisherRestrictions = {{2, RestrictionType::RequireConsent, ids("3")},
                              {2, RestrictionType::NotAllowed, ids("3")}};
  const TcString fitted = fitToList(tc, list());
  REQUIRE(fitted.publisherRestrictions.size() == 1);
  CHECK(fitted.publisherRestrictions[0].type == RestrictionType::NotAllowed);
}

TEST_CASE("fitting: a restriction that gives a basis keeps the vendor under it") {
  TcString tc = everything();
  tc.publisherRestrictions = {{2, RestrictionType::RequireConsent, ids("3")},
                              {2, RestrictionType::RequireLegitimateInterest, ids("2")}};
  const TcString fitted = fitToList(tc, list());
  CHECK(toText(fitted.vendorConsents) == "1-3,30");
  CHECK(toText(fitted.vendorLegitimateInterests) == "2-4");
}
