#include "core/consent/policy.h"

#include <algorithm>
#include <tuple>

namespace sayso::consent {
namespace {

#include "core/consent/policy_table.inc"

constexpr unsigned bit(PurposeClass purposeClass) { return 1U << static_cast<unsigned>(purposeClass); }

/// The age of the youngest person in `band`. Unknown counts as adult; a config for children says otherwise.
int youngest(std::optional<AgeBand> band) {
  switch (band.value_or(AgeBand::Adult)) {
    case AgeBand::Under13:
      return 0;
    case AgeBand::From13To15:
      return 13;
    case AgeBand::From16To17:
      return 16;
    case AgeBand::Adult:
      break;
  }
  return 18;
}

bool lists(const Policy& policy, std::string_view code) {
  for (std::string_view each : policy.codes)
    if (each == code) return true;
  return false;
}

const Policy* latestFor(std::string_view code, Time now) {
  const Policy* latest = nullptr;
  for (const Policy& policy : kPolicies)
    if (policy.from <= now.seconds && lists(policy, code) && (!latest || latest->from < policy.from))
      latest = &policy;
  return latest;
}

/// The first moment after `now` at which a row that `concerns` us begins to hold.
template <class Concerns>
std::optional<Time> firstChange(Time now, Concerns concerns) {
  std::optional<Time> first;
  for (const Policy& policy : kPolicies)
    if (policy.from > now.seconds && concerns(policy) && (!first || policy.from < first->seconds))
      first = Time{policy.from};
  return first;
}

}  // namespace

std::string_view toText(PurposeClass purposeClass) {
  constexpr std::string_view kNames[] = {"functional", "analytics", "personalization", "marketing",
                                         "sensitive"};
  return kNames[static_cast<std::size_t>(purposeClass)];
}
std::string_view toText(Exemption exemption) {
  constexpr std::string_view kNames[] = {"audience-measurement", "appearance"};
  return kNames[static_cast<std::size_t>(exemption)];
}
PurposeClass classOf(Exemption exemption) {
  return exemption == Exemption::Appearance ? PurposeClass::Functional : PurposeClass::Analytics;
}
std::string_view toText(Model model) {
  constexpr std::string_view kNames[] = {"opt-in", "opt-out", "notice"};
  return kNames[static_cast<std::size_t>(model)];
}
std::string_view toText(AgeBand band) {
  constexpr std::string_view kNames[] = {"under-13", "13-15", "16-17", "adult"};
  return kNames[static_cast<std::size_t>(band)];
}

bool Policy::operator==(const Policy& other) const {
  const auto rest = [](const Policy& policy) {
    return std::tie(policy.id, policy.model, policy.rules, policy.gpcForce, policy.gpcDenies,
                    policy.showGpcStatus, policy.askAgainMonths, policy.lifetimeMonths, policy.consentAge,
                    policy.blockedUnder, policy.blockedClasses, policy.offUnder, policy.offClasses,
                    policy.exemptions, policy.codes, policy.from, policy.optInSteps);
  };
  const auto isSame = [](std::span<const std::string_view> a, std::span<const std::string_view> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  };
  return rest(*this) == rest(other) && isSame(controls, other.controls) && isSame(links, other.links);
}

Rule Policy::rule(PurposeClass purposeClass, std::optional<AgeBand> band) const {
  const int age = youngest(band);
  if (age < blockedUnder && (blockedClasses & bit(purposeClass))) return Rule::Blocked;
  const Rule rule = rules[static_cast<std::size_t>(purposeClass)];
  const bool isOff = age < offUnder && (offClasses & bit(purposeClass));
  return isOff && rule == Rule::On ? Rule::Off : rule;
}
bool Policy::knows(Exemption exemption) const { return exemptions >> static_cast<unsigned>(exemption) & 1; }
bool Policy::gpcDeniesClass(PurposeClass purposeClass) const { return gpcDenies & bit(purposeClass); }
bool Policy::isBelowConsentAge(std::optional<AgeBand> band) const { return youngest(band) < consentAge; }

bool isJurisdiction(std::string_view code) {
  const auto isUpper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto isPart = [&](char c) { return isUpper(c) || (c >= '0' && c <= '9'); };
  if (code.size() < 2 || !isUpper(code[0]) || !isUpper(code[1])) return false;
  if (code.size() == 2) return true;
  return code[2] == '-' && code.size() >= 4 && code.size() <= 6 &&
         std::all_of(code.begin() + 3, code.end(), isPart);
}

std::string_view policyDataVersion() { return kPolicyData; }
std::span<const Policy> policies() { return kPolicies; }

const Policy& policyFor(std::string_view code, Time now) {
  if (const Policy* exact = latestFor(code, now)) return *exact;
  if (const Policy* country = latestFor(code.substr(0, code.find('-')), now)) return *country;
  return kPolicies[0];
}

std::optional<Time> nextPolicyChange(Time now) {
  return firstChange(now, [](const Policy&) { return true; });
}

std::optional<Time> nextPolicyChange(std::string_view code, Time now) {
  return firstChange(now, [&](const Policy& policy) {
    return lists(policy, code) || lists(policy, code.substr(0, code.find('-')));
  });
}

std::string policyName(const Policy& policy) {
  return std::string(policy.id) + "@" + std::string(kPolicyData);
}

}  // namespace sayso::consent
