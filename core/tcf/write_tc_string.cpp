#include "core/base/number.h"
#include "core/tcf/layout.h"
#include "core/tcf/tc_string.h"

namespace sayso::tcf {
namespace {

constexpr unsigned kPadding = 24;  // as live strings have it

Error refuse(ErrorCode code, std::string_view message, std::string at) {
  return {code, std::string(message), std::move(at)};
}

std::size_t bitsOf(IdSet::Runs runs) { return runs.count * kRange - runs.singles * (kRange - kSingle); }

void putRanges(BitWriter& bits, const IdSet& set, std::size_t entries) {
  bits.put(entries, kEntryCount);
  set.eachRun([&](unsigned first, unsigned last) {
    bits.flag(first != last);
    bits.put(first, kVendorId);
    if (first != last) bits.put(last, kVendorId);
  });
}

void putVendorSet(BitWriter& bits, const IdSet& set) {
  bits.put(set.max(), kVendorId);
  const IdSet::Runs runs = set.runs();
  const bool asRanges = kEntryCount + bitsOf(runs) < set.max();
  static_assert((largest(kEntryCount) + 1) * kSingle > kMaxId, "what takes too many entries is no shorter");
  bits.flag(asRanges);
  if (asRanges)
    putRanges(bits, set, runs.count);
  else
    set.writeField(bits);
}

void putLetters(BitWriter& bits, std::string_view letters) {
  for (const char letter : letters) bits.put(static_cast<unsigned>(letter - 'A'), kLetter);
}

void putRestrictions(BitWriter& bits, const std::vector<Restriction>& restrictions) {
  unsigned count = 0;
  for (const Restriction& each : restrictions) count += each.vendors.isEmpty() ? 0 : 1;
  bits.put(count, kRestrictionCount);
  for (const Restriction& each : restrictions) {
    if (each.vendors.isEmpty()) continue;
    bits.put(each.purposeId, kPurposeId);
    bits.put(static_cast<unsigned>(each.type), kRestrictionType);
    putRanges(bits, each.vendors, each.vendors.runs().count);
  }
}

std::string core(const TcString& tc) {
  BitWriter bits;
  bits.put(tc.version, kVersion);
  bits.put(tc.createdDs, kTimestamp);
  bits.put(tc.lastUpdatedDs, kTimestamp);
  bits.put(tc.cmpId, kCmpId);
  bits.put(tc.cmpVersion, kCmpVersion);
  bits.put(tc.consentScreen, kConsentScreen);
  putLetters(bits, tc.consentLanguage);
  bits.put(tc.vendorListVersion, kVendorListVersion);
  bits.put(tc.policyVersion, kPolicyVersion);
  bits.flag(tc.isServiceSpecific);
  bits.flag(tc.useNonStandardTexts);
  tc.specialFeatureOptins.write(bits, kSpecialFeatures);
  tc.purposeConsents.write(bits, kPurposes);
  tc.purposeLegitimateInterests.write(bits, kPurposes);
  bits.flag(tc.purposeOneTreatment);
  putLetters(bits, tc.publisherCC);
  putVendorSet(bits, tc.vendorConsents);
  putVendorSet(bits, tc.vendorLegitimateInterests);
  putRestrictions(bits, tc.publisherRestrictions);
  return bits.text(kPadding);
}

std::string disclosed(const IdSet& vendors) {
  BitWriter bits;
  bits.put(kDisclosedVendors, kSegmentType);
  putVendorSet(bits, vendors);
  return bits.text(kPadding);
}

std::string publisher(const PublisherTc& publisher) {
  BitWriter bits;
  bits.put(kPublisherTc, kSegmentType);
  publisher.consents.write(bits, kPurposes);
  publisher.legitimateInterests.write(bits, kPurposes);
  bits.put(publisher.numCustomPurposes, kCustomPurposeCount);
  publisher.customConsents.write(bits, publisher.numCustomPurposes);
  publisher.customLegitimateInterests.write(bits, publisher.numCustomPurposes);
  return bits.text(kPadding);
}

/// A number or a set that is wider than its field.
std::optional<Error> findWidthFault(const TcString& tc) {
  struct Field {
    std::string_view name;
    std::uint64_t value, max;
  };
  constexpr std::uint64_t kLastTime = (std::uint64_t{1} << kTimestamp) - 1;
  const PublisherTc none;
  const PublisherTc& own = tc.publisher ? *tc.publisher : none;
  const Field fields[] = {
      {"createdDs", tc.createdDs, kLastTime},
      {"lastUpdatedDs", tc.lastUpdatedDs, kLastTime},
      {"cmpId", tc.cmpId, largest(kCmpId)},
      {"cmpVersion", tc.cmpVersion, largest(kCmpVersion)},
      {"consentScreen", tc.consentScreen, largest(kConsentScreen)},
      {"vendorListVersion", tc.vendorListVersion, largest(kVendorListVersion)},
      {"policyVersion", tc.policyVersion, largest(kPolicyVersion)},
      {"specialFeatureOptins", tc.specialFeatureOptins.max(), kSpecialFeatures},
      {"purposeConsents", tc.purposeConsents.max(), kPurposes},
      {"purposeLegitimateInterests", tc.purposeLegitimateInterests.max(), kPurposes},
      {"publisher/consents", own.consents.max(), kPurposes},
      {"publisher/legitimateInterests", own.legitimateInterests.max(), kPurposes},
      {"publisher/numCustomPurposes", own.numCustomPurposes, largest(kCustomPurposeCount)},
      {"publisher/customConsents", own.customConsents.max(), own.numCustomPurposes},
      {"publisher/customLegitimateInterests", own.customLegitimateInterests.max(), own.numCustomPurposes},
  };
  for (const Field& field : fields)
    if (field.value > field.max)
      return refuse(ErrorCode::OutOfRange, "expected at most " + formatInteger(field.max),
                    "/" + std::string(field.name));
  return std::nullopt;
}

std::optional<Error> findRestrictionFault(const std::vector<Restriction>& restrictions) {
  const std::string at = "/publisherRestrictions";
  if (restrictions.size() > largest(kRestrictionCount))
    return refuse(ErrorCode::TooLarge, "more restrictions than a string counts", at);
  for (std::size_t i = 0; i < restrictions.size(); ++i) {
    const Restriction& each = restrictions[i];
    const std::string here = at + "/" + formatInteger(i);
    if (each.purposeId == 0 || each.purposeId > largest(kPurposeId))
      return refuse(ErrorCode::OutOfRange, "expected 1 to " + formatInteger(largest(kPurposeId)),
                    here + "/purposeId");
    if (each.type > RestrictionType::RequireLegitimateInterest)
      return refuse(ErrorCode::OutOfRange, "expected 0 to 2", here + "/type");
    if (each.vendors.runs().count > largest(kEntryCount))
      return refuse(ErrorCode::TooLarge, "more ranges than a restriction counts", here + "/vendors");
  }
  return std::nullopt;
}

/// What a string could hold but may not, today.
std::optional<Error> findRuleFault(const TcString& tc) {
  if (tc.version != kCurrentVersion)
    return refuse(ErrorCode::UnknownVersion, "only version 2 is written", "/version");
  if (tc.cmpId < kFirstCmpId) return refuse(ErrorCode::BadValue, "not the id of a registered CMP", "/cmpId");
  if (!isTwoLetters(tc.consentLanguage))
    return refuse(ErrorCode::BadValue, "expected two letters A-Z", "/consentLanguage");
  if (!isTwoLetters(tc.publisherCC))
    return refuse(ErrorCode::BadValue, "expected two letters A-Z", "/publisherCC");
  if (!tc.isServiceSpecific)
    return refuse(ErrorCode::BadValue, "global scope ended in 2021", "/isServiceSpecific");
  for (unsigned purpose = 1; purpose <= kPurposes; ++purpose)
    if (isConsentOnly(purpose) && tc.purposeLegitimateInterests.has(purpose))
      return refuse(ErrorCode::BadValue, "purposes 1 and 3 to 6 rest on consent only",
                    "/purposeLegitimateInterests");
  if (!tc.disclosedVendors)
    return refuse(ErrorCode::MissingKey, "a string names the vendors that were shown", "/disclosedVendors");
  if (tc.allowedVendors)
    return refuse(ErrorCode::BadValue, "this segment left the format", "/allowedVendors");
  return std::nullopt;
}

}  // namespace

Result<std::string> writeTcString(const TcString& tc) {
  if (auto fault = findRuleFault(tc)) return *std::move(fault);
  if (auto fault = findWidthFault(tc)) return *std::move(fault);
  if (auto fault = findRestrictionFault(tc.publisherRestrictions)) return *std::move(fault);
  std::string text = core(tc) + "." + disclosed(*tc.disclosedVendors);
  if (tc.publisher) text += "." + publisher(*tc.publisher);
  if (text.size() > kMaxText) return refuse(ErrorCode::TooLarge, "larger than 64 KiB", "");
  return text;
}

}  // namespace sayso::tcf
