#include "core/iab/page_data.h"

#include "core/base/number.h"
#include "core/gpp/gpp_json.h"
#include "core/gpp/sections.h"

namespace sayso::iab {
namespace {

Json flagsOf(tcf::SmallSet set) {
  Json flags = Json::object();
  for (unsigned id = 1, max = set.max(); id <= max; ++id) json::set(flags, formatInteger(id), set.has(id));
  return flags;
}

/// By runs: a set of vendors has long ones of either kind.
Json flagsOf(const tcf::IdSet& set) {
  Json flags = Json::object();
  unsigned next = 1;
  const auto fill = [&](unsigned last, bool value) {
    for (; next <= last; ++next) json::set(flags, formatInteger(next), value);
  };
  set.eachRun([&](unsigned first, unsigned last) {
    fill(first - 1, false);
    fill(last, true);
  });
  return flags;
}

Json restrictionsOf(const tcf::TcString& tc) {
  Json all = Json::object();
  for (const tcf::Restriction& each : tc.publisherRestrictions) {
    const std::string purpose = formatInteger(each.purposeId);
    Json& ofPurpose = all.contains(purpose) ? all[purpose] : json::set(all, purpose, Json::object());
    each.vendors.eachRun([&](unsigned first, unsigned last) {
      for (unsigned id = first; id <= last; ++id) {
        const std::string key = formatInteger(id);
        // Where two meet, the lower number wins.
        const auto type = static_cast<unsigned>(each.type);
        const auto found = ofPurpose.find(key);
        if (found == ofPurpose.end() || found->get<unsigned>() > type) json::set(ofPurpose, key, type);
      }
    });
  }
  return all;
}

Json publisherOf(const tcf::TcString& tc) {
  const tcf::PublisherTc own = tc.publisher.value_or(tcf::PublisherTc{});
  Json custom = json::object({{"consents", flagsOf(own.customConsents)},
                              {"legitimateInterests", flagsOf(own.customLegitimateInterests)}});
  return json::object({{"consents", flagsOf(own.consents)},
                       {"legitimateInterests", flagsOf(own.legitimateInterests)},
                       {"customPurpose", std::move(custom)},
                       {"restrictions", restrictionsOf(tc)}});
}

}  // namespace

Json tcData(const tcf::TcString& tc, std::string_view text) {
  Json purpose = json::object({{"consents", flagsOf(tc.purposeConsents)},
                               {"legitimateInterests", flagsOf(tc.purposeLegitimateInterests)}});
  Json vendor = json::object({{"consents", flagsOf(tc.vendorConsents)},
                              {"legitimateInterests", flagsOf(tc.vendorLegitimateInterests)},
                              {"disclosedVendors", flagsOf(tc.disclosedVendors.value_or(tcf::IdSet{}))}});
  return json::object({{"tcString", text},
                       {"tcfPolicyVersion", tc.policyVersion},
                       {"cmpId", tc.cmpId},
                       {"cmpVersion", tc.cmpVersion},
                       {"gvlVersion", tc.vendorListVersion},
                       {"isServiceSpecific", tc.isServiceSpecific},
                       {"useNonStandardTexts", tc.useNonStandardTexts},
                       {"publisherCC", tc.publisherCC},
                       {"purposeOneTreatment", tc.purposeOneTreatment},
                       {"purpose", std::move(purpose)},
                       {"vendor", std::move(vendor)},
                       {"specialFeatureOptins", flagsOf(tc.specialFeatureOptins)},
                       {"publisher", publisherOf(tc)}});
}

Json gppData(const gpp::GppString& gpp) {
  Json all = Json::object();
  const Json read = gpp::toJson(gpp);
  for (const auto& [name, section] : read["sections"].items()) {
    if (!section.is_object()) continue;
    Json parts = Json::array();
    if (!section.contains("core")) {
      json::append(parts, section);
    } else {
      json::append(parts, section["core"]);
      if (section.contains("gpc") && !section["gpc"].is_null())
        json::append(parts, json::object({{"SubsectionType", 1}, {"Gpc", section["gpc"]}}));
      if (section.contains("sensitive") && !section["sensitive"].is_null())
        json::append(parts, json::object({{"SensitiveDataProcessing", section["sensitive"]}}));
    }
    json::set(all, name, std::move(parts));
  }
  return json::object({{"sectionList", read["sectionIds"]}, {"parsedSections", std::move(all)}});
}

}  // namespace sayso::iab
