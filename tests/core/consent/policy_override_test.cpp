#include "core/consent/policy_override.h"

#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

std::string textWith(std::string_view policies) {
  return configTextWith(R"("signals": [)", R"("policies": )" + std::string(policies) + R"(, "signals": [)");
}

/// The codes and places of the faults, "policy-loosened /policies/EU/lifetime".
std::vector<std::string> faultsOf(std::string_view policies) {
  std::vector<std::string> faults;
  for (const Error& error : readConfigText(textWith(policies)).errors)
    faults.push_back(std::string(toText(error.code)) + " " + error.at);
  return faults;
}

using Faults = std::vector<std::string>;

}  // namespace

TEST_CASE("override: a row may be tightened freely") {
  const Config shop = config(textWith(
      R"({"US-CA": {"rules": {"sensitive": "off", "marketing": "blocked"}, "lifetime": "P6M", "askAgain": "P24M", "age": 16}})"));
  const Policy policy = policyOf(shop, in("US-CA"));
  CHECK(policy.rule(PurposeClass::Sensitive, std::nullopt) == Rule::Off);
  CHECK(policy.rule(PurposeClass::Marketing, std::nullopt) == Rule::Blocked);
  CHECK(policy.rule(PurposeClass::Analytics, std::nullopt) == Rule::On);
  CHECK(policy.lifetimeMonths == 6);
  CHECK(policy.askAgainMonths == 24);
  CHECK(policy.consentAge == 16);
  CHECK(policyOf(shop, in("US-CO")) == policyFor("US-CO", time(kNow)));
}

TEST_CASE("override: each loosening is refused at its place") {
  CHECK(faultsOf(R"({"EU-FR": {"lifetime": "P7M"}})") == Faults{"policy-loosened /policies/EU-FR/lifetime"});
  CHECK(faultsOf(R"({"EU-FR": {"lifetime": null}})") == Faults{"policy-loosened /policies/EU-FR/lifetime"});
  CHECK(faultsOf(R"({"EU-FR": {"askAgain": "P5M"}})") == Faults{"policy-loosened /policies/EU-FR/askAgain"});
  CHECK(faultsOf(R"({"EU-FR": {"age": 13}})") == Faults{"policy-loosened /policies/EU-FR/age"});
  CHECK(faultsOf(R"({"EU-FR": {"model": "opt-out"}})") == Faults{"policy-loosened /policies/EU-FR/model"});
  CHECK(faultsOf(R"({"US-MD": {"gpc": "honour", "rules": {"sensitive": "off", "marketing": "on"}}})") ==
        Faults{"policy-loosened /policies/US-MD/rules/sensitive", "policy-loosened /policies/US-MD/gpc"});
  CHECK(faultsOf(R"({"default": {"rules": {"analytics": "on"}}})") ==
        Faults{"policy-loosened /policies/default/rules/analytics"});
  // Where a row's countries differ in age, the highest counts.
  CHECK(faultsOf(R"({"EU": {"age": 14}})") == Faults{"policy-loosened /policies/EU/age"});
  CHECK(faultsOf(R"({"EU": {"age": 16}})").empty());
}

TEST_CASE("override: a loosening with its reason holds, and the reason stays in the config") {
  const Config shop = config(textWith(
      R"({"EU-FR": {"lifetime": "P12M", "override": {"reason": "Counsel, 2026-11-02: see file"}}})"));
  CHECK(policyOf(shop, in("FR")).lifetimeMonths == 12);
  const Json json = toJson(shop);
  CHECK(json["policies"]["EU-FR"]["override"]["reason"] == "Counsel, 2026-11-02: see file");
  CHECK(readConfig(json).config == shop);
  CHECK(faultsOf(R"({"EU-FR": {"lifetime": "P12M", "override": {"reason": ""}}})") ==
        Faults{"bad-value /policies/EU-FR/override/reason"});
  CHECK(faultsOf(R"({"EU-FR": {"lifetime": "P12M", "override": {}}})") ==
        Faults{"missing-key /policies/EU-FR/override"});
}

TEST_CASE("override: what is said of every row tightens the laxer ones and no other") {
  const Config shop =
      config(textWith(R"({"*": {"lifetime": "P9M", "rules": {"sensitive": "off"}, "age": 14}})"));
  CHECK(policyOf(shop, in("FR")).lifetimeMonths == 6);
  CHECK(policyOf(shop, in("DE")).lifetimeMonths == 9);
  CHECK(policyOf(shop, in("US-CA")).lifetimeMonths == 9);
  CHECK(policyOf(shop, in("US-CA")).rule(PurposeClass::Sensitive, std::nullopt) == Rule::Off);
  CHECK(policyOf(shop, in("US-MD")).rule(PurposeClass::Sensitive, std::nullopt) == Rule::Blocked);
  CHECK(policyOf(shop, in("US-CA")).consentAge == 14);
  CHECK(policyOf(shop, in("IN")).consentAge == 18);
  CHECK(faultsOf(R"({"*": {"lifetime": "P9M", "override": {"reason": "none needed"}}})") ==
        Faults{"unknown-key /policies/*/override"});
}

TEST_CASE("override: a row turned into opt-in starts with nothing and can be answered on its first layer") {
  const Config shop = config(textWith(R"({"US-CA": {"model": "opt-in"}})"));
  const Decision decision = evaluate(shop, std::nullopt, in("US-CA"));
  CHECK(decision.prompt == Prompt::Ask);
  for (const PurposeDecision& purpose : decision.purposes)
    CHECK(purpose.granted == (purpose.basis == Basis::Required));
  CHECK(decision.policy->controls.front() == "accept-all");
  CHECK(decision.policy->gpcForce == GpcForce::Binding);
}

TEST_CASE("override: nonsense is refused at its place") {
  CHECK(faultsOf(R"({"EU-XX": {}})") == Faults{"unknown-policy /policies/EU-XX"});
  CHECK(faultsOf(R"({"EU": {"lifetime": "P90D"}})") == Faults{"bad-value /policies/EU/lifetime"});
  CHECK(faultsOf(R"({"EU": {"moon": 1}})") == Faults{"unknown-key /policies/EU/moon"});
  CHECK(faultsOf(R"({"EU": {"rules": {"ads": "off"}}})") == Faults{"unknown-key /policies/EU/rules/ads"});
  CHECK(faultsOf(R"({"EU": {"age": 19}})") == Faults{"out-of-range /policies/EU/age"});
  CHECK(faultsOf(R"({"EU": 1})") == Faults{"wrong-type /policies/EU"});
  CHECK(faultsOf(R"([])") == Faults{"wrong-type /policies"});
}
