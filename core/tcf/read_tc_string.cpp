#include <array>

#include "core/base/number.h"
#include "core/tcf/layout.h"
#include "core/tcf/tc_string.h"

namespace sayso::tcf {
namespace {

constexpr unsigned kBitsPerCharacter = 6;
constexpr std::uint64_t kDsPerDay = 864000;

/// Reads one segment. Remembers its first failure, after which nothing more is asked of it.
class SegmentReader {
 public:
  SegmentReader(std::string_view text, std::size_t index) : bits_(text), index_(index) {}

  template <class T>
  T number(unsigned width) {
    return static_cast<T>(bits_.take(width));
  }
  bool flag() { return bits_.flag(); }
  SmallSet smallSet(unsigned width) { return SmallSet::read(bits_, width); }
  std::string letters();
  IdSet vendorSet();
  std::vector<Restriction> restrictions();

  /// Notes where the text ends if it ended too early. Call it before what was read is judged.
  bool isWhole();
  const std::optional<Error>& error() const { return error_; }
  /// After the last field: whether more than padding follows.
  bool hasTrailingBits() const { return !bits_.isRestZero(); }
  bool exceedsMaxVendorId() const { return exceedsMaxVendorId_; }

 private:
  void fail(ErrorCode code, std::string_view message, std::size_t at);
  /// Adds the ids of a list of ranges to `set`.
  void ranges(IdSet& set);

  BitReader bits_;
  std::size_t index_;
  std::optional<Error> error_;
  bool exceedsMaxVendorId_ = false;
};

std::string place(std::size_t segment, std::size_t bit) {
  return "segment " + formatInteger(segment) + " bit " + formatInteger(bit);
}

void SegmentReader::fail(ErrorCode code, std::string_view message, std::size_t at) {
  if (!error_) error_ = Error{code, std::string(message), place(index_, at)};
}

bool SegmentReader::isWhole() {
  if (bits_.ranOut()) fail(ErrorCode::Truncated, "the segment ends before its last field", bits_.size());
  return !error_;
}

std::string SegmentReader::letters() {
  const std::size_t at = bits_.position();
  const auto first = number<unsigned>(kLetter), second = number<unsigned>(kLetter);
  constexpr unsigned kLast = 'Z' - 'A';
  if (isWhole() && (first > kLast || second > kLast)) fail(ErrorCode::BadValue, "expected two letters", at);
  if (error_) return "";
  return {static_cast<char>('A' + first), static_cast<char>('A' + second)};
}

void SegmentReader::ranges(IdSet& set) {
  for (auto left = number<unsigned>(kEntryCount); left > 0; --left) {
    const std::size_t at = bits_.position();
    const bool isRange = flag();
    const auto first = number<unsigned>(kVendorId);
    const auto last = isRange ? number<unsigned>(kVendorId) : first;
    if (!isWhole()) return;
    if (first == 0) return fail(ErrorCode::BadRange, "ids begin at 1", at);
    if (last < first) return fail(ErrorCode::BadRange, "the range runs backwards", at);
    set.add(first, last);
  }
}

IdSet SegmentReader::vendorSet() {
  const auto max = number<unsigned>(kVendorId);
  if (!flag()) {
    IdSet set = IdSet::readField(bits_, max);
    isWhole();
    return set;
  }
  IdSet set;
  ranges(set);
  if (set.max() > max) exceedsMaxVendorId_ = true;
  return set;
}

std::vector<Restriction> SegmentReader::restrictions() {
  std::vector<Restriction> list;
  constexpr std::uint8_t kUnseen = 0xff;  // there are at most 63 * 3 pairs of purpose and type
  std::array<std::uint8_t, std::size_t{1} << (kPurposeId + kRestrictionType)> places;
  places.fill(kUnseen);
  for (auto left = number<unsigned>(kRestrictionCount); left > 0 && isWhole(); --left) {
    const std::size_t at = bits_.position();
    const auto purpose = number<std::uint8_t>(kPurposeId);
    const auto type = number<std::uint8_t>(kRestrictionType);
    if (!isWhole()) break;
    if (purpose == 0) fail(ErrorCode::BadValue, "purposes begin at 1", at);
    if (type > static_cast<std::uint8_t>(RestrictionType::RequireLegitimateInterest))
      fail(ErrorCode::BadValue, "a restriction of no known type", at + kPurposeId);
    if (error_) break;
    std::uint8_t& placeOf = places[static_cast<std::size_t>(purpose << kRestrictionType | type)];
    if (placeOf == kUnseen) {
      placeOf = static_cast<std::uint8_t>(list.size());
      list.push_back({purpose, static_cast<RestrictionType>(type), {}});
    }
    ranges(list[placeOf].vendors);
  }
  isWhole();
  std::erase_if(list, [](const Restriction& each) { return each.vendors.isEmpty(); });
  return list;
}

/// Reads segment after segment into one value.
class StringReader {
 public:
  explicit StringReader(std::optional<Time> now) : now_(now) {}

  /// Reads `text` into what it is; gives its failure.
  std::optional<Error> segment(std::string_view text, std::size_t index);
  TcReading finish();

 private:
  void core(SegmentReader& segment);
  PublisherTc publisher(SegmentReader& segment);
  void flag(Flag flag, bool isSet = true) { flags_ |= isSet ? 1U << static_cast<unsigned>(flag) : 0; }
  void flagDates();

  TcString tc_;
  std::optional<Time> now_;
  std::uint32_t flags_ = 0;
};

void StringReader::core(SegmentReader& segment) {
  tc_.version = segment.number<std::uint8_t>(kVersion);
  tc_.createdDs = segment.number<std::uint64_t>(kTimestamp);
  tc_.lastUpdatedDs = segment.number<std::uint64_t>(kTimestamp);
  tc_.cmpId = segment.number<std::uint16_t>(kCmpId);
  tc_.cmpVersion = segment.number<std::uint16_t>(kCmpVersion);
  tc_.consentScreen = segment.number<std::uint8_t>(kConsentScreen);
  tc_.consentLanguage = segment.letters();
  tc_.vendorListVersion = segment.number<std::uint16_t>(kVendorListVersion);
  tc_.policyVersion = segment.number<std::uint8_t>(kPolicyVersion);
  tc_.isServiceSpecific = segment.flag();
  tc_.useNonStandardTexts = segment.flag();
  tc_.specialFeatureOptins = segment.smallSet(kSpecialFeatures);
  tc_.purposeConsents = segment.smallSet(kPurposes);
  tc_.purposeLegitimateInterests = segment.smallSet(kPurposes);
  tc_.purposeOneTreatment = segment.flag();
  tc_.publisherCC = segment.letters();
  if (segment.isWhole()) tc_.vendorConsents = segment.vendorSet();
  if (segment.isWhole()) tc_.vendorLegitimateInterests = segment.vendorSet();
  if (segment.isWhole()) tc_.publisherRestrictions = segment.restrictions();
}

PublisherTc StringReader::publisher(SegmentReader& segment) {
  PublisherTc publisher;
  publisher.consents = segment.smallSet(kPurposes);
  publisher.legitimateInterests = segment.smallSet(kPurposes);
  publisher.numCustomPurposes = segment.number<std::uint8_t>(kCustomPurposeCount);
  publisher.customConsents = segment.smallSet(publisher.numCustomPurposes);
  publisher.customLegitimateInterests = segment.smallSet(publisher.numCustomPurposes);
  return publisher;
}

Error refuse(ErrorCode code, std::string_view message, std::size_t segment, std::size_t bit = 0) {
  return {code, std::string(message), place(segment, bit)};
}

/// The failure of the first segment's first character, which says what string this is.
std::optional<Error> findKindFault(std::string_view text) {
  BitReader bits(text);
  const auto version = static_cast<unsigned>(bits.take(kVersion));
  if (version == kCurrentVersion) return std::nullopt;
  const unsigned type = version >> (kVersion - kSegmentType);
  if (type >= kDisclosedVendors && type <= kPublisherTc)
    return refuse(ErrorCode::BadSegments, "the first segment is not a core segment", 0);
  return refuse(ErrorCode::UnknownVersion, "expected version 2, not " + formatInteger(version), 0);
}

std::optional<Error> StringReader::segment(std::string_view text, std::size_t index) {
  if (text.empty()) return refuse(ErrorCode::BadSegments, "an empty segment", index);
  if (const std::size_t at = findNotBase64Url(text); at != text.npos)
    return refuse(ErrorCode::BadCharacter, "expected A-Z, a-z, 0-9, - or _", index, at * kBitsPerCharacter);
  SegmentReader segment(text, index);
  const auto keep = [&](auto& place, auto read) {
    if (place)
      return std::optional(refuse(ErrorCode::BadSegments, "a segment of this type stands twice", index));
    place = read();
    return std::optional<Error>();
  };
  std::optional<Error> fault;
  if (index == 0) {
    if ((fault = findKindFault(text))) return fault;
    core(segment);
  } else {
    switch (segment.number<unsigned>(kSegmentType)) {
      case kDisclosedVendors:
        fault = keep(tc_.disclosedVendors, [&] { return segment.vendorSet(); });
        break;
      case kAllowedVendors:
        fault = keep(tc_.allowedVendors, [&] { return segment.vendorSet(); });
        break;
      case kPublisherTc:
        fault = keep(tc_.publisher, [&] { return publisher(segment); });
        break;
      case 0:
        return refuse(ErrorCode::BadSegments, "a second core segment", index);
      default:
        return refuse(ErrorCode::BadSegments, "a segment of no known type", index);
    }
  }
  if (fault) return fault;
  if (!segment.isWhole()) return segment.error();
  flag(Flag::TrailingBits, segment.hasTrailingBits());
  flag(Flag::MaxVendorIdExceeded, segment.exceedsMaxVendorId());
  return std::nullopt;
}

void StringReader::flagDates() {
  flag(Flag::DatesDiffer, tc_.createdDs != tc_.lastUpdatedDs);
  flag(Flag::TimeOfDay, tc_.createdDs % kDsPerDay != 0 || tc_.lastUpdatedDs % kDsPerDay != 0);
  if (!now_ || now_->seconds < 0) return;
  const std::uint64_t tomorrow = static_cast<std::uint64_t>(now_->seconds) * 10 + kDsPerDay;  // clocks differ
  flag(Flag::InFuture, tc_.createdDs > tomorrow || tc_.lastUpdatedDs > tomorrow);
}

TcReading StringReader::finish() {
  flag(Flag::NotServiceSpecific, !tc_.isServiceSpecific);
  flag(Flag::NoDisclosedVendors, !tc_.disclosedVendors);
  flag(Flag::AllowedVendors, tc_.allowedVendors.has_value());
  constexpr std::uint8_t kOldestPolicy = 4;
  flag(Flag::OldPolicy, tc_.policyVersion < kOldestPolicy);
  flag(Flag::UnregisteredCmp, tc_.cmpId < kFirstCmpId);
  for (unsigned purpose = 1; purpose <= kPurposes; ++purpose)
    flag(Flag::ForbiddenLegitimateInterest,
         isConsentOnly(purpose) && tc_.purposeLegitimateInterests.has(purpose));
  flagDates();
  TcReading reading{std::move(tc_), {}};
  for (unsigned each = 0; each <= static_cast<unsigned>(Flag::TrailingBits); ++each)
    if (flags_ >> each & 1) reading.flags.push_back(static_cast<Flag>(each));
  return reading;
}

}  // namespace

Result<TcReading> readTcString(std::string_view text, std::optional<Time> now) {
  if (text.size() > kMaxText) return refuse(ErrorCode::TooLarge, "larger than 64 KiB", 0);
  if (text.starts_with('D') && text.find('~') != text.npos)
    return refuse(ErrorCode::UnknownVersion, "a GPP string, not a TC string", 0);
  StringReader reader(now);
  for (std::size_t index = 0;; ++index) {
    const std::size_t dot = text.find('.');
    if (auto fault = reader.segment(text.substr(0, dot), index)) return *std::move(fault);
    if (dot == text.npos) break;
    text.remove_prefix(dot + 1);
  }
  return reader.finish();
}

}  // namespace sayso::tcf
