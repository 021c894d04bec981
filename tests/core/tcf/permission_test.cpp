#include "core/tcf/permission.h"

#include <doctest/doctest.h>

using namespace sayso;
using namespace sayso::tcf;

namespace {

constexpr std::string_view kList = R"({"vendors": {
    "1": {"purposes": [1, 2], "specialFeatures": [1]},
    "2": {"purposes": [2, 3], "flexiblePurposes": [2, 3]},
    "3": {"legIntPurposes": [2, 7], "flexiblePurposes": [2]},
    "4": {"specialPurposes": [1]},
    "5": {"purposes": [2], "deletedDate": "2025-01-01T00:00:00Z"},
    "6": {"purposes": [2]}}})";

IdSet ids(std::string_view text) { return parseIdSet(text).value(); }

/// Everything is agreed to; vendor 6 was not shown.
TcString agreed() {
  TcString tc;
  tc.policyVersion = 5;
  tc.vendorConsents = tc.vendorLegitimateInterests = ids("1-6");
  tc.disclosedVendors = ids("1-5");
  for (unsigned purpose = 1; purpose <= 11; ++purpose) {
    tc.purposeConsents.add(purpose);
    tc.purposeLegitimateInterests.add(purpose);
  }
  tc.specialFeatureOptins.add(1);
  return tc;
}

std::string answer(const TcString& tc, unsigned vendor, unsigned purpose) {
  const Permission permission = mayProcess(tc, readVendorList(kList).value(), vendor, purpose);
  return (permission.isAllowed ? "yes: " : "no: ") + std::string(toText(permission.reason));
}
std::string restricted(unsigned vendor, unsigned purpose, RestrictionType type, TcString tc = agreed()) {
  tc.publisherRestrictions.push_back({static_cast<std::uint8_t>(purpose), type, ids("1-6")});
  return answer(tc, vendor, purpose);
}

}  // namespace

TEST_CASE("permission: by the basis that the vendor registered, if purpose and vendor have it") {
  CHECK(answer(agreed(), 1, 2) == "yes: consent");
  CHECK(answer(agreed(), 3, 7) == "yes: legitimate-interest");
  TcString tc = agreed();
  tc.purposeConsents.remove(2);
  CHECK(answer(tc, 1, 2) == "no: no-purpose-consent");
  tc = agreed();
  tc.vendorConsents.remove(1);
  CHECK(answer(tc, 1, 2) == "no: no-vendor-consent");
  tc = agreed();
  tc.purposeLegitimateInterests.remove(7);
  CHECK(answer(tc, 3, 7) == "no: purpose-objection");
  tc = agreed();
  tc.vendorLegitimateInterests.remove(3);
  CHECK(answer(tc, 3, 7) == "no: vendor-objection");
}

TEST_CASE("permission: not for vendors that are unknown, deleted, not shown or not registered") {
  CHECK(answer(agreed(), 99, 2) == "no: unknown-vendor");
  CHECK(answer(agreed(), 5, 2) == "no: deleted-vendor");
  CHECK(answer(agreed(), 6, 2) == "no: not-disclosed");
  CHECK(answer(agreed(), 1, 7) == "no: not-registered");
  CHECK(answer(agreed(), 1, 0) == "no: not-registered");
}

TEST_CASE("permission: the publisher's restriction forbids, or switches the basis of the flexible") {
  using enum RestrictionType;
  CHECK(restricted(1, 2, NotAllowed) == "no: restricted-by-publisher");
  CHECK(restricted(1, 2, RequireConsent) == "yes: consent");
  CHECK(restricted(1, 2, RequireLegitimateInterest) == "no: not-flexible");
  CHECK(restricted(2, 2, RequireLegitimateInterest) == "yes: legitimate-interest");
  CHECK(restricted(2, 3, RequireLegitimateInterest) == "no: consent-only");
  CHECK(restricted(3, 2, RequireConsent) == "yes: consent");
  CHECK(restricted(3, 7, RequireConsent) == "no: not-flexible");
  TcString both = agreed();
  both.publisherRestrictions = {{2, RequireConsent, ids("3")}};
  CHECK(restricted(3, 2, NotAllowed, both) == "no: restricted-by-publisher");
}

TEST_CASE("permission: a string that is void today permits nothing") {
  TcString tc = agreed();
  tc.isServiceSpecific = false;
  CHECK(answer(tc, 1, 2) == "no: invalid-string");
  tc = agreed();
  tc.policyVersion = 3;
  CHECK(answer(tc, 1, 2) == "no: invalid-string");
  tc = agreed();
  tc.disclosedVendors.reset();
  CHECK(answer(tc, 1, 2) == "no: invalid-string");
  tc.policyVersion = 4;
  CHECK(answer(tc, 1, 2) == "yes: consent");
  tc.createdDs = 17723232000;  // 2026-03-01
  CHECK(answer(tc, 1, 2) == "no: invalid-string");
  tc.createdDs -= 864000;
  CHECK(answer(tc, 1, 2) == "yes: consent");
}

TEST_CASE("permission: special purposes need disclosure alone, special features an opt-in") {
  const VendorList list = readVendorList(kList).value();
  TcString tc = agreed();
  CHECK(mayProcessSpecially(tc, list, 4, 1) == Permission{true, PermissionReason::SpecialPurpose});
  CHECK(mayProcessSpecially(tc, list, 4, 2) == Permission{false, PermissionReason::NotRegistered});
  CHECK(mayUseFeature(tc, list, 1, 1) == Permission{true, PermissionReason::OptIn});
  CHECK(mayUseFeature(tc, list, 2, 1) == Permission{false, PermissionReason::NotRegistered});
  tc.specialFeatureOptins.remove(1);
  CHECK(mayUseFeature(tc, list, 1, 1) == Permission{false, PermissionReason::NoOptIn});
  tc.disclosedVendors = ids("1-3");
  CHECK(mayProcessSpecially(tc, list, 4, 1) == Permission{false, PermissionReason::NotDisclosed});
  tc.disclosedVendors.reset();
  tc.policyVersion = 4;
  CHECK(mayProcessSpecially(tc, list, 4, 1).isAllowed);
  tc.vendorConsents = tc.vendorLegitimateInterests = {};
  CHECK(mayProcessSpecially(tc, list, 4, 1) == Permission{false, PermissionReason::NotDisclosed});
}
