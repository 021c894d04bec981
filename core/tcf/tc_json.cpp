#include "core/tcf/tc_json.h"

#include "core/tcf/layout.h"
#include "core/tcf/vendor_list.h"

namespace sayso::tcf {
namespace {

Json toJson(SmallSet set) {
  Json list = Json::array();
  for (unsigned id = 1, max = set.max(); id <= max; ++id)
    if (set.has(id)) json::append(list, id);
  return list;
}
Json toJson(const std::optional<IdSet>& set) { return set ? Json(toText(*set)) : Json(nullptr); }
Json toJson(const std::vector<Restriction>& restrictions) {
  Json list = Json::array();
  for (const Restriction& each : restrictions)
    json::append(list, json::object({{"purposeId", each.purposeId},
                                     {"type", static_cast<unsigned>(each.type)},
                                     {"vendors", toText(each.vendors)}}));
  return list;
}
Json toJson(const std::optional<PublisherTc>& publisher) {
  if (!publisher) return nullptr;
  return json::object({{"consents", toJson(publisher->consents)},
                       {"legitimateInterests", toJson(publisher->legitimateInterests)},
                       {"numCustomPurposes", publisher->numCustomPurposes},
                       {"customConsents", toJson(publisher->customConsents)},
                       {"customLegitimateInterests", toJson(publisher->customLegitimateInterests)}});
}

template <class T>
T number(json::Reader& reader, std::string_view key, std::uint64_t max, std::uint64_t min = 0) {
  return static_cast<T>(reader.integer(key, static_cast<std::int64_t>(min), static_cast<std::int64_t>(max)));
}

SmallSet smallSet(json::Reader& reader, std::string_view key, unsigned max) {
  SmallSet set;
  reader.each(key, [&](json::Reader& element) {
    if (max == 0) return element.fail(ErrorCode::OutOfRange, "there are no such purposes");
    set.add(static_cast<unsigned>(element.asInteger(1, max)));
  });
  return set;
}

IdSet asIdSet(json::Reader& reader) {
  const std::size_t before = reader.faults();
  const auto set = parseIdSet(reader.asText());
  if (set) return set.value();
  if (reader.faults() == before)
    reader.fail(ErrorCode::BadValue, set.error().message + ", " + set.error().at);
  return {};
}
IdSet idSet(json::Reader& reader, std::string_view key) {
  IdSet set;
  reader.in(key, [&](json::Reader& member) { set = asIdSet(member); });
  return set;
}
std::optional<IdSet> idSetIf(json::Reader& reader, std::string_view key) {
  std::optional<IdSet> set;
  reader.inIf(key, [&](json::Reader& member) {
    if (!member.isNull()) set = asIdSet(member);
  });
  return set;
}

std::string letters(json::Reader& reader, std::string_view key) {
  const std::size_t before = reader.faults();
  std::string text = reader.text(key);
  const auto isLetter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (reader.faults() == before && !(text.size() == 2 && isLetter(text[0]) && isLetter(text[1])))
    reader.fail(ErrorCode::BadValue, "expected two letters A-Z", key);
  return text;
}

std::vector<Restriction> restrictions(json::Reader& reader) {
  std::vector<Restriction> list;
  reader.each("publisherRestrictions", [&](json::Reader& element) {
    Restriction each;
    each.purposeId = number<std::uint8_t>(element, "purposeId", largest(kPurposeId), 1);
    each.type = number<RestrictionType>(element, "type",
                                        static_cast<unsigned>(RestrictionType::RequireLegitimateInterest));
    each.vendors = idSet(element, "vendors");
    element.finish();
    list.push_back(std::move(each));
  });
  return list;
}

std::optional<PublisherTc> publisher(json::Reader& reader) {
  std::optional<PublisherTc> publisher;
  reader.inIf("publisher", [&](json::Reader& member) {
    if (member.isNull()) return;
    PublisherTc& own = publisher.emplace();
    own.consents = smallSet(member, "consents", kPurposes);
    own.legitimateInterests = smallSet(member, "legitimateInterests", kPurposes);
    own.numCustomPurposes = number<std::uint8_t>(member, "numCustomPurposes", largest(kCustomPurposeCount));
    own.customConsents = smallSet(member, "customConsents", own.numCustomPurposes);
    own.customLegitimateInterests = smallSet(member, "customLegitimateInterests", own.numCustomPurposes);
    member.finish();
  });
  return publisher;
}

}  // namespace

Json toJson(const TcString& tc) {
  return json::object({{"version", tc.version},
                       {"createdDs", tc.createdDs},
                       {"lastUpdatedDs", tc.lastUpdatedDs},
                       {"cmpId", tc.cmpId},
                       {"cmpVersion", tc.cmpVersion},
                       {"consentScreen", tc.consentScreen},
                       {"consentLanguage", tc.consentLanguage},
                       {"vendorListVersion", tc.vendorListVersion},
                       {"policyVersion", tc.policyVersion},
                       {"isServiceSpecific", tc.isServiceSpecific},
                       {"useNonStandardTexts", tc.useNonStandardTexts},
                       {"specialFeatureOptins", toJson(tc.specialFeatureOptins)},
                       {"purposeConsents", toJson(tc.purposeConsents)},
                       {"purposeLegitimateInterests", toJson(tc.purposeLegitimateInterests)},
                       {"purposeOneTreatment", tc.purposeOneTreatment},
                       {"publisherCC", tc.publisherCC},
                       {"vendorConsents", toText(tc.vendorConsents)},
                       {"vendorLegitimateInterests", toText(tc.vendorLegitimateInterests)},
                       {"publisherRestrictions", toJson(tc.publisherRestrictions)},
                       {"disclosedVendors", toJson(tc.disclosedVendors)},
                       {"allowedVendors", toJson(tc.allowedVendors)},
                       {"publisher", toJson(tc.publisher)}});
}

Json toJson(const Result<TcReading>& reading) {
  if (!reading) return json::fail(reading.error());
  Json flags = Json::array();
  for (const Flag flag : reading.value().flags) json::append(flags, toText(flag));
  return json::object({{"ok", true}, {"value", toJson(reading.value().value)}, {"flags", std::move(flags)}});
}

Result<TcString> tcStringFromJson(const Json& json, const VendorList* list) {
  std::vector<Error> errors;
  json::Reader reader(json, errors);
  constexpr std::uint64_t kLastTime = (std::uint64_t{1} << kTimestamp) - 1;
  TcString tc;
  tc.version = static_cast<std::uint8_t>(reader.integerIf("version", kCurrentVersion, 0, largest(kVersion)));
  tc.createdDs = number<std::uint64_t>(reader, "createdDs", kLastTime);
  tc.lastUpdatedDs = number<std::uint64_t>(reader, "lastUpdatedDs", kLastTime);
  tc.cmpId = number<std::uint16_t>(reader, "cmpId", largest(kCmpId));
  tc.cmpVersion = number<std::uint16_t>(reader, "cmpVersion", largest(kCmpVersion));
  tc.consentScreen = number<std::uint8_t>(reader, "consentScreen", largest(kConsentScreen));
  tc.consentLanguage = letters(reader, "consentLanguage");
  tc.vendorListVersion =
      list && !reader.has("vendorListVersion")
          ? list->version
          : number<std::uint16_t>(reader, "vendorListVersion", largest(kVendorListVersion));
  tc.policyVersion = list && !reader.has("policyVersion")
                         ? list->policyVersion
                         : number<std::uint8_t>(reader, "policyVersion", largest(kPolicyVersion));
  tc.isServiceSpecific = reader.flagIf("isServiceSpecific", true);
  tc.useNonStandardTexts = reader.flag("useNonStandardTexts");
  tc.specialFeatureOptins = smallSet(reader, "specialFeatureOptins", kSpecialFeatures);
  tc.purposeConsents = smallSet(reader, "purposeConsents", kPurposes);
  tc.purposeLegitimateInterests = smallSet(reader, "purposeLegitimateInterests", kPurposes);
  tc.purposeOneTreatment = reader.flag("purposeOneTreatment");
  tc.publisherCC = letters(reader, "publisherCC");
  tc.vendorConsents = idSet(reader, "vendorConsents");
  tc.vendorLegitimateInterests = idSet(reader, "vendorLegitimateInterests");
  tc.publisherRestrictions = restrictions(reader);
  tc.disclosedVendors = idSetIf(reader, "disclosedVendors");
  tc.allowedVendors = idSetIf(reader, "allowedVendors");
  tc.publisher = publisher(reader);
  reader.finish();
  if (!errors.empty()) return errors.front();
  return tc;
}

}  // namespace sayso::tcf
