#include "core/iab/tc_of.h"

#include <algorithm>

namespace sayso::iab {
namespace {

constexpr std::uint64_t kDecisecondsPerSecond = 10;

bool isGiven(const consent::PurposeDecision& decided) {
  return decided.granted && decided.basis == consent::Basis::Choice;
}

/// Whether each of the purposes behind it was given by a choice.
bool isGiven(const Mapped& mapped, const consent::Decision& decision) {
  return std::all_of(mapped.purposes.begin(), mapped.purposes.end(), [&](const std::string& id) {
    const consent::PurposeDecision* decided = decision.purpose(id);
    return decided && isGiven(*decided);
  });
}

std::uint64_t lastChange(const std::optional<consent::State>& state, const consent::Environment& environment,
                         const consent::Decision& decision) {
  Time last = environment.now;
  if (state && decision.prompt != consent::Prompt::Ask) {
    Time chosen = state->rest ? state->rest->at : Time{};
    for (const consent::Choice& each : state->choices) chosen = std::max(chosen, each.at);
    if (chosen != Time{}) last = chosen;
  }
  return static_cast<std::uint64_t>(startOfDay(last).seconds) * kDecisecondsPerSecond;
}

/// "EN" of "en-GB"; what is no language of two letters is English.
std::string languageOf(const consent::Environment& environment) {
  std::string language = environment.language.substr(0, environment.language.find('-'));
  for (char& c : language)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return tcf::isTwoLetters(language) ? language : "EN";
}

void addVendors(tcf::TcString& tc, const TcfOptions& options, const consent::Decision& decision) {
  tcf::IdSet& disclosed = tc.disclosedVendors.emplace();
  for (const MappedVendor& each : options.vendors) {
    disclosed.add(each.id);
    const consent::Outcome* service = decision.service(each.service);
    if (service && service->granted && service->basis == consent::Basis::Choice) {
      tc.vendorConsents.add(each.id);
      tc.vendorLegitimateInterests.add(each.id);
    }
    const tcf::Vendor* vendor = options.list->find(each.id);
    if (vendor && vendor->purposes.isEmpty() && vendor->legIntPurposes.isEmpty())
      tc.vendorLegitimateInterests.add(each.id);
  }
}

}  // namespace

std::optional<bool> gdprApplies(const consent::Config& config, const consent::Decision& decision,
                                const consent::Environment& environment) {
  if (environment.jurisdiction.empty() && environment.jurisdictionSource != "fallback") return std::nullopt;
  const bool isUnknown = environment.jurisdiction.empty() &&
                         config.jurisdiction.fallback == consent::JurisdictionConfig().fallback;
  if (isUnknown) return true;
  const std::string_view row = decision.policy ? decision.policy->id : std::string_view();
  return row.starts_with("EU") || row == "UK";
}

tcf::TcString tcOf(const TcfOptions& options, const std::optional<consent::State>& state,
                   const consent::Environment& environment, const consent::Decision& decision) {
  tcf::TcString tc;
  tc.createdDs = tc.lastUpdatedDs = lastChange(state, environment, decision);
  tc.cmpId = options.cmpId;
  tc.cmpVersion = options.cmpVersion;
  tc.consentScreen = 1;
  tc.consentLanguage = languageOf(environment);
  tc.vendorListVersion = options.list->version;
  tc.policyVersion = options.list->policyVersion;
  tc.useNonStandardTexts = options.useNonStandardTexts;
  tc.purposeOneTreatment = options.purposeOneTreatment;
  tc.publisherCC = options.publisherCC;
  for (const Mapped& each : options.purposes)
    if (isGiven(each, decision)) {
      tc.purposeConsents.add(each.id);
      if (!tcf::isConsentOnly(each.id)) tc.purposeLegitimateInterests.add(each.id);
    }
  for (const Mapped& each : options.specialFeatures)
    if (isGiven(each, decision)) tc.specialFeatureOptins.add(each.id);
  addVendors(tc, options, decision);
  tc.publisherRestrictions = options.restrictions;
  return tcf::fitToList(std::move(tc), *options.list);
}

}  // namespace sayso::iab
