#include "core/tcf/tc_json.h"

#include "core/base/number.h"
#include "core/tcf/layout.h"
#include "core/tcf/vendor_list.h"

namespace sayso::tcf {
namespace {

/// Text of a JSON object whose keys and texts need no escaping. A page waits for it, and sets of vendors are
/// long: a tree of values, written afterwards, takes twice the time.
class ObjectText {
 public:
  ObjectText() { text_ += '{'; }

  void number(std::string_view key, std::uint64_t value) { start(key) += formatInteger(value); }
  void flag(std::string_view key, bool value) { start(key) += value ? "true" : "false"; }
  void text(std::string_view key, std::string_view value) {
    std::string& text = start(key);
    text += '"';
    text += value;
    text += '"';
  }
  void raw(std::string_view key, std::string_view json) { start(key) += json; }
  void ids(std::string_view key, SmallSet set) {
    std::string& text = start(key);
    char before = '[';
    for (unsigned id = 1, max = set.max(); id <= max; ++id) {
      if (!set.has(id)) continue;
      text += before;
      text += formatInteger(id);
      before = ',';
    }
    if (before == '[') text += before;
    text += ']';
  }
  std::string take() {
    text_ += '}';
    return std::move(text_);
  }

 private:
  std::string& start(std::string_view key) {
    if (text_.size() > 1) text_ += ',';
    text_ += '"';
    text_ += key;
    return text_ += "\":";
  }

  std::string text_;
};

std::string textOf(const std::vector<Restriction>& restrictions) {
  std::string list = "[";
  for (const Restriction& each : restrictions) {
    ObjectText object;
    object.number("purposeId", each.purposeId);
    object.number("type", static_cast<unsigned>(each.type));
    object.text("vendors", toText(each.vendors));
    if (list.size() > 1) list += ',';
    list += object.take();
  }
  return list += ']';
}

std::string textOf(const std::optional<PublisherTc>& publisher) {
  if (!publisher) return "null";
  ObjectText object;
  object.ids("consents", publisher->consents);
  object.ids("legitimateInterests", publisher->legitimateInterests);
  object.number("numCustomPurposes", publisher->numCustomPurposes);
  object.ids("customConsents", publisher->customConsents);
  object.ids("customLegitimateInterests", publisher->customLegitimateInterests);
  return object.take();
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
  if (reader.faults() == before && !isTwoLetters(text))
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

std::string jsonOf(const TcString& tc) {
  // Whoever accepts or refuses all has the same vendors in each set, and they are most of the work.
  const std::string consents = toText(tc.vendorConsents);
  const auto textOfVendors = [&](const IdSet& set) {
    return set == tc.vendorConsents ? consents : toText(set);
  };
  const auto textIfAny = [&](const std::optional<IdSet>& set) {
    return set ? '"' + textOfVendors(*set) + '"' : std::string("null");
  };
  ObjectText object;
  object.number("version", tc.version);
  object.number("createdDs", tc.createdDs);
  object.number("lastUpdatedDs", tc.lastUpdatedDs);
  object.number("cmpId", tc.cmpId);
  object.number("cmpVersion", tc.cmpVersion);
  object.number("consentScreen", tc.consentScreen);
  object.text("consentLanguage", tc.consentLanguage);
  object.number("vendorListVersion", tc.vendorListVersion);
  object.number("policyVersion", tc.policyVersion);
  object.flag("isServiceSpecific", tc.isServiceSpecific);
  object.flag("useNonStandardTexts", tc.useNonStandardTexts);
  object.ids("specialFeatureOptins", tc.specialFeatureOptins);
  object.ids("purposeConsents", tc.purposeConsents);
  object.ids("purposeLegitimateInterests", tc.purposeLegitimateInterests);
  object.flag("purposeOneTreatment", tc.purposeOneTreatment);
  object.text("publisherCC", tc.publisherCC);
  object.text("vendorConsents", consents);
  object.text("vendorLegitimateInterests", textOfVendors(tc.vendorLegitimateInterests));
  object.raw("publisherRestrictions", textOf(tc.publisherRestrictions));
  object.raw("disclosedVendors", textIfAny(tc.disclosedVendors));
  object.raw("allowedVendors", textIfAny(tc.allowedVendors));
  object.raw("publisher", textOf(tc.publisher));
  return object.take();
}

std::string jsonOf(const Result<TcReading>& reading) {
  if (!reading) return json::dump(json::fail(reading.error()));
  std::string flags = "[";
  for (const Flag flag : reading.value().flags) {
    if (flags.size() > 1) flags += ',';
    flags += '"';
    flags += toText(flag);
    flags += '"';
  }
  flags += ']';
  ObjectText object;
  object.flag("ok", true);
  object.raw("value", jsonOf(reading.value().value));
  object.raw("flags", flags);
  return object.take();
}

Json toJson(const TcString& tc) { return json::parse(jsonOf(tc)).value(); }

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

Result<std::string> encodeTcString(const Json& model, const VendorList* list) {
  auto tc = tcStringFromJson(model, list);
  if (!tc) return tc.error();
  return writeTcString(list ? fitToList(std::move(tc).value(), *list) : tc.value());
}

}  // namespace sayso::tcf
