#include "core/consent/policy.h"

#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

std::string rowOf(std::string_view code, std::string_view now = kNow) {
  return std::string(policyFor(code, time(now)).id);
}

}  // namespace

TEST_CASE("policy: a code finds its row, a subdivision its country's, anything else the default") {
  CHECK(rowOf("FR") == "EU-FR");
  CHECK(rowOf("FR-75") == "EU-FR");
  CHECK(rowOf("DE") == "EU-DE");
  CHECK(rowOf("AT") == "EU");
  CHECK(rowOf("NO") == "EU");  // EEA
  CHECK(rowOf("US-CA") == "US-CA");
  for (std::string_view code : {"US", "CA", "JP", "ZZ", "", "strictest", "fr", "US-", "US-ZZ"})
    CHECK_MESSAGE(rowOf(code) == "default", code);
}

TEST_CASE("policy: a law holds from its day on, not before") {
  CHECK(rowOf("US-LA", "2026-12-31T23:59:59Z") == "US-other");
  CHECK(rowOf("US-LA", "2027-01-01T00:00:00Z") == "US-opt-out");
  CHECK(nextPolicyChange(time(kNow)) == time("2027-01-01T00:00:00Z"));
  CHECK(nextPolicyChange("FR", time(kNow)) == std::nullopt);
  CHECK(nextPolicyChange("US-LA", time(kNow)) == time("2027-01-01T00:00:00Z"));
}

TEST_CASE("policy: the default row allows nothing, and no row keeps a grant longer than it except by law") {
  const Policy& strictest = policies().front();
  CHECK(strictest.id == "default");
  for (Rule rule : strictest.rules) CHECK(rule == Rule::Off);
  for (const Policy& policy : policies()) {
    CHECK(policy.askAgainMonths >= 6);
    CHECK_FALSE(policy.controls.empty());
    if (policy.model == Model::OptIn) {
      CHECK(policy.lifetimeMonths > 0);
      CHECK(policy.lifetimeMonths <= 13);
      for (Rule rule : policy.rules) CHECK(rule == Rule::Off);
    }
  }
}

TEST_CASE("policy: every row whose first layer can accept can refuse there as well") {
  for (const Policy& policy : policies()) {
    const auto has = [&](std::string_view control) {
      return std::find(policy.controls.begin(), policy.controls.end(), control) != policy.controls.end();
    };
    if (has("accept-all")) CHECK(has("reject-all"));
  }
}

TEST_CASE("policy: GPC denies marketing in every row") {
  for (const Policy& policy : policies()) {
    CHECK(policy.gpcDeniesClass(PurposeClass::Marketing));
    if (policy.id.starts_with("US")) CHECK(policy.gpcForce != GpcForce::Advisory);
  }
}

TEST_CASE("policy: a band that may be below the age of consent counts as below") {
  const Policy& france = policyFor("FR", time(kNow));  // 15
  CHECK(france.isBelowConsentAge(AgeBand::Under13));
  CHECK(france.isBelowConsentAge(AgeBand::From13To15));
  CHECK_FALSE(france.isBelowConsentAge(AgeBand::From16To17));
  CHECK_FALSE(france.isBelowConsentAge(std::nullopt));
  CHECK(policyFor("IN", time(kNow)).isBelowConsentAge(AgeBand::From16To17));
}
