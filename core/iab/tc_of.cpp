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
  return dayOf(last);
}

/// "EN" of "en-GB"; what is no language of two letters is English.
std::string languageOf(const consent::Environment& environment) {
  std::string language = environment.language.substr(0, environment.language.find('-'));
  for (char& c : language)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return tcf::isTwoLetters(language) ? language : "EN";
}

/// The vendors that were shown: those of services, and of the list what the site shows besides.
tcf::IdSet disclosedBy(const TcfOptions& options) {
  tcf::IdSet disclosed;
  for (const tcf::Vendor& vendor : options.list->vendors)
    if (!vendor.isDeleted && options.disclosedVendors.has(vendor.id)) disclosed.add(vendor.id);
  for (const MappedVendor& each : options.vendors) disclosed.add(each.id);
  return disclosed;
}

/// Leaves of `tc` what was chosen of the framework itself. Vendors that are no services are chosen there
/// alone, and hold as long as a purpose does or nothing is asked.
void narrow(tcf::TcString& tc, const TcfOptions& options, const tcf::TcChoice& kept, bool isAsked) {
  tcf::IdSet listed = *tc.disclosedVendors;
  for (const MappedVendor& each : options.vendors) listed.remove(each.id);
  const auto narrowVendors = [&](tcf::IdSet& vendors, const tcf::IdSet& chosen, bool isOpen) {
    if (isOpen) vendors.unite(listed);
    vendors.intersect(chosen);
  };
  narrowVendors(tc.vendorConsents, kept.vendorConsents, !isAsked || !tc.purposeConsents.isEmpty());
  narrowVendors(tc.vendorLegitimateInterests, kept.vendorLegitimateInterests,
                !isAsked || !tc.purposeLegitimateInterests.isEmpty());
  tc.purposeConsents.intersect(kept.purposeConsents);
  tc.purposeLegitimateInterests.intersect(kept.purposeLegitimateInterests);
  tc.specialFeatureOptins.intersect(kept.specialFeatureOptins);
}

/// Vendors with nothing but special purposes need no more than to be disclosed.
void addSpecialVendors(tcf::TcString& tc, const tcf::VendorList& list) {
  for (const tcf::Vendor& vendor : list.vendors)
    if (vendor.purposes.isEmpty() && vendor.legIntPurposes.isEmpty() && tc.disclosedVendors->has(vendor.id))
      tc.vendorLegitimateInterests.add(vendor.id);
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

std::uint64_t dayOf(Time time) {
  return static_cast<std::uint64_t>(startOfDay(time).seconds) * kDecisecondsPerSecond;
}

tcf::TcString givenBy(const TcfOptions& options, const consent::Decision& decision) {
  tcf::TcString tc;
  for (const Mapped& each : options.purposes)
    if (isGiven(each, decision)) {
      tc.purposeConsents.add(each.id);
      if (!tcf::isConsentOnly(each.id)) tc.purposeLegitimateInterests.add(each.id);
    }
  for (const Mapped& each : options.specialFeatures)
    if (isGiven(each, decision)) tc.specialFeatureOptins.add(each.id);
  tc.disclosedVendors = disclosedBy(options);
  if (!tc.purposeConsents.isEmpty()) tc.vendorConsents = *tc.disclosedVendors;
  if (!tc.purposeLegitimateInterests.isEmpty()) tc.vendorLegitimateInterests = *tc.disclosedVendors;
  for (const MappedVendor& each : options.vendors) {
    tc.vendorConsents.remove(each.id);
    tc.vendorLegitimateInterests.remove(each.id);
    const consent::Outcome* service = decision.service(each.service);
    if (service && service->granted && service->basis == consent::Basis::Choice) {
      tc.vendorConsents.add(each.id);
      tc.vendorLegitimateInterests.add(each.id);
    }
  }
  return tc;
}

tcf::TcString tcOf(const TcfOptions& options, const std::optional<consent::State>& state,
                   const consent::Environment& environment, const consent::Decision& decision,
                   const std::optional<tcf::KeptChoice>& kept) {
  tcf::TcString tc = givenBy(options, decision);
  tc.createdDs = lastChange(state, environment, decision);
  tc.cmpId = options.cmpId;
  tc.cmpVersion = options.cmpVersion;
  tc.consentScreen = 1;
  tc.consentLanguage = languageOf(environment);
  tc.vendorListVersion = options.list->version;
  tc.policyVersion = options.list->policyVersion;
  tc.useNonStandardTexts = options.useNonStandardTexts;
  tc.purposeOneTreatment = options.purposeOneTreatment;
  tc.publisherCC = options.publisherCC;
  if (options.offersChoices()) {
    const bool isAsked = decision.prompt == consent::Prompt::Ask;
    narrow(tc, options, kept ? *kept : tcf::KeptChoice(), isAsked);
    if (kept && !isAsked) {
      tc.disclosedVendors->intersect(kept->disclosedVendors);
      tc.createdDs = std::max(tc.createdDs, kept->createdDs);
      tc.vendorListVersion = kept->vendorListVersion;
    }
  }
  tc.lastUpdatedDs = tc.createdDs;
  addSpecialVendors(tc, *options.list);
  tc.publisherRestrictions = options.restrictions;
  return tcf::fitToList(std::move(tc), *options.list);
}

}  // namespace sayso::iab
