#include <algorithm>

#include "core/tcf/layout.h"
#include "core/tcf/tc_json.h"
#include "tests/core/cases.h"
#include "tests/core/tcf/iab.h"

using namespace sayso;
using namespace sayso::tcf;

namespace {

// Policy 5, English, Germany; vendors by bit field; one restriction; publisher segment.
const std::string kCore = "CQqBGQAQqBGQAEsACBENB4FoAPLAAELAAAYgAeOBgABAAABAQAcICAACACEgBAAKAA4A";
const std::string kDisclosed = "IAeOBgABAAABAQAA";
const std::string kPublisher = "cEAAABAAAdQA";
const std::string kWhole = kCore + "." + kDisclosed + "." + kPublisher;

Error errorOf(std::string_view text) {
  const auto reading = readTcString(text);
  REQUIRE_MESSAGE(!reading, text);
  return reading.error();
}
void checkRefusal(std::string_view text, ErrorCode code, std::string_view at) {
  CAPTURE(text);
  const Error error = errorOf(text);
  CHECK(toText(error.code) == toText(code));
  CHECK(error.at == at);
}
std::vector<Flag> flagsOf(std::string_view text, std::optional<Time> now = std::nullopt) {
  const auto reading = readTcString(text, now);
  REQUIRE_MESSAGE(reading, text);
  return reading.value().flags;
}

/// A core segment whose head is fine, with what `rest` writes from the vendor consents on.
template <class Rest>
std::string coreWith(Rest rest, unsigned policy = 5) {
  BitWriter bits;
  bits.put(2, kVersion);
  bits.put(17884800000, kTimestamp);
  bits.put(17884800000, kTimestamp);
  bits.put(300, kCmpId);
  bits.put(2, kCmpVersion);
  bits.put(1, kConsentScreen);
  bits.put(4, kLetter);
  bits.put(13, kLetter);
  bits.put(120, kVendorListVersion);
  bits.put(policy, kPolicyVersion);
  bits.put(0b10, 2);  // service specific, standard texts
  bits.put(0, kSpecialFeatures);
  bits.put(0, kPurposes);
  bits.put(0, kPurposes);
  bits.put(0, 1 + 2 * kLetter);
  REQUIRE(bits.size() == 213);
  rest(bits);
  return bits.text(24);
}
void putEmptySet(BitWriter& bits) { bits.put(0, kVendorId + 1); }

std::uint64_t draw(std::uint64_t& state) {
  std::uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

}  // namespace

TEST_CASE("reading: segments after the core stand in any order, each once") {
  const auto value = readTcString(kWhole);
  REQUIRE(value);
  CHECK(value.value().flags.empty());
  const auto turned = readTcString(kCore + "." + kPublisher + "." + kDisclosed);
  REQUIRE(turned);
  CHECK(turned.value().value == value.value().value);
  checkRefusal(kWhole + "." + kDisclosed, ErrorCode::BadSegments, "segment 3 bit 0");
  checkRefusal(kWhole + "." + kPublisher, ErrorCode::BadSegments, "segment 3 bit 0");
  checkRefusal(kWhole + "." + kCore, ErrorCode::BadSegments, "segment 3 bit 0");
}

TEST_CASE("reading: what is wrong is named with its segment and bit") {
  checkRefusal("", ErrorCode::BadSegments, "segment 0 bit 0");
  checkRefusal(kCore + "..", ErrorCode::BadSegments, "segment 1 bit 0");
  checkRefusal(kWhole + ".", ErrorCode::BadSegments, "segment 3 bit 0");
  checkRefusal(kCore + "." + kDisclosed + " ", ErrorCode::BadCharacter, "segment 1 bit 96");
  checkRefusal(kCore + "=", ErrorCode::BadCharacter, "segment 0 bit 408");
  checkRefusal(kDisclosed, ErrorCode::BadSegments, "segment 0 bit 0");
  checkRefusal("D" + kCore.substr(1), ErrorCode::UnknownVersion, "segment 0 bit 0");
  checkRefusal(kCore.substr(0, 35), ErrorCode::Truncated, "segment 0 bit 210");
  checkRefusal(kCore + ".oABM", ErrorCode::BadSegments, "segment 1 bit 0");
  CHECK(errorOf("DBABM~" + kCore).message.find("GPP") != std::string::npos);
  checkRefusal(std::string(64 * 1024 + 1, 'A'), ErrorCode::TooLarge, "segment 0 bit 0");
}

TEST_CASE("reading: ranges that run backwards or hold 0 are refused at their entry") {
  const auto withRange = [](unsigned first, unsigned last) {
    return coreWith([&](BitWriter& bits) {
      bits.put(10, kVendorId);
      bits.flag(true);
      bits.put(2, kEntryCount);
      bits.put(4, kSingle);
      bits.flag(true);
      bits.put(first, kVendorId);
      bits.put(last, kVendorId);
      putEmptySet(bits);
      bits.put(0, kRestrictionCount);
    });
  };
  CHECK(toText(readTcString(withRange(6, 9)).value().value.vendorConsents) == "4,6-9");
  checkRefusal(withRange(9, 6), ErrorCode::BadRange, "segment 0 bit 259");
  checkRefusal(withRange(0, 6), ErrorCode::BadRange, "segment 0 bit 259");
  checkRefusal(withRange(0, 0), ErrorCode::BadRange, "segment 0 bit 259");
  CHECK(flagsOf(withRange(6, 11)) == std::vector{Flag::NoDisclosedVendors, Flag::MaxVendorIdExceeded});
}

TEST_CASE("reading: restrictions need a purpose and a known type; those for nobody are left out") {
  const auto withRestriction = [](unsigned purpose, unsigned type, unsigned entries) {
    return coreWith([&](BitWriter& bits) {
      putEmptySet(bits);
      putEmptySet(bits);
      bits.put(1, kRestrictionCount);
      bits.put(purpose, kPurposeId);
      bits.put(type, kRestrictionType);
      bits.put(entries, kEntryCount);
      for (unsigned i = 0; i < entries; ++i) bits.put(i + 1, kSingle);
    });
  };
  const auto one = readTcString(withRestriction(2, 1, 3));
  REQUIRE(one);
  REQUIRE(one.value().value.publisherRestrictions.size() == 1);
  CHECK(toText(one.value().value.publisherRestrictions[0].vendors) == "1-3");
  CHECK(readTcString(withRestriction(2, 1, 0)).value().value.publisherRestrictions.empty());
  checkRefusal(withRestriction(0, 1, 1), ErrorCode::BadValue, "segment 0 bit 259");
  checkRefusal(withRestriction(2, 3, 1), ErrorCode::BadValue, "segment 0 bit 265");
}

TEST_CASE("reading: doubtful policy is flagged") {
  const auto withPolicy = [](unsigned policy) {
    return coreWith([](BitWriter& bits) { bits.put(0, 2 * (kVendorId + 1) + kRestrictionCount); }, policy) +
           "." + kDisclosed;
  };
  CHECK(flagsOf(withPolicy(5)).empty());
  CHECK(flagsOf(withPolicy(4)).empty());
  CHECK(flagsOf(withPolicy(3)) == std::vector{Flag::OldPolicy});
  CHECK(flagsOf(kWhole + ".QAeOBgABAAABAQAA") == std::vector{Flag::AllowedVendors});
  CHECK(flagsOf(kWhole, Time{1788480000 - 2 * kSecondsPerDay}) == std::vector{Flag::InFuture});
  CHECK(flagsOf(kWhole, Time{1788480000}).empty());
}

TEST_CASE("reading: the longest text there may be is read, whatever it asks for") {
  std::string text = coreWith([](BitWriter& bits) {
    putEmptySet(bits);
    putEmptySet(bits);
    bits.put(4095, kRestrictionCount);
    for (unsigned i = 0; i < 4095; ++i) {
      bits.put(i % 63 + 1, kPurposeId);
      bits.put(i % 3, kRestrictionType);
      bits.put(1, kEntryCount);
      bits.flag(true);
      bits.put(1, kVendorId);
      bits.put(65535, kVendorId);
    }
  });
  REQUIRE(text.size() < kMaxText);
  text.resize(kMaxText, 'A');
  const auto reading = readTcString(text);
  REQUIRE(reading);
  CHECK(reading.value().value.publisherRestrictions.size() == 63);
  CHECK(reading.value().value.publisherRestrictions[0].vendors.count() == 65535);
}

TEST_CASE("reading: a prefix is refused unless only padding or whole segments are missing") {
  const Json file = readIab("tcf_roundtrip.json");
  for (const Json& each : file.at("cases")) {
    const std::string text = textOf(each, "string");
    const TcString whole = readTcString(text).value().value;
    CAPTURE(textOf(each, "id"));
    for (std::size_t length = 0; length < text.size(); ++length) {
      const std::string_view cut = std::string_view(text).substr(0, length);
      const auto reading = readTcString(cut);
      if (!reading) continue;
      // What is left out is zero bits or segments: what is there says the same.
      TcString same = whole;
      if (!reading.value().value.publisher) same.publisher.reset();
      if (!reading.value().value.disclosedVendors) same.disclosedVendors.reset();
      const std::size_t end = std::min(text.find('.', length), text.size());
      const std::string_view rest = std::string_view(text).substr(length, end - length);
      REQUIRE(rest.find_first_not_of('A') == rest.npos);
      REQUIRE(reading.value().value == same);
    }
  }
}

TEST_CASE("reading: strings with flipped bits are refused, or are what they say") {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const Json file = readIab("tcf_roundtrip.json");
  const auto& cases = file.at("cases");
  std::uint64_t state = 11;
  int accepted = 0;
  for (int round = 0, count = caseCount(4000); round < count; ++round) {
    std::string text = textOf(cases.at(draw(state) % cases.size()), "string");
    for (std::uint64_t flips = 1 + draw(state) % 4; flips > 0; --flips) {
      char& character = text[draw(state) % text.size()];
      if (character == '.') continue;
      character = kAlphabet[kAlphabet.find(character) ^ (1U << draw(state) % 6)];
    }
    CAPTURE(text);
    const auto reading = readTcString(text);
    if (!reading) {
      REQUIRE(!reading.error().message.empty());
      REQUIRE(reading.error().at.starts_with("segment "));
      continue;
    }
    ++accepted;
    const TcString& value = reading.value().value;
    REQUIRE(value.version == 2);
    for (const Restriction& each : value.publisherRestrictions) {
      REQUIRE(each.purposeId >= 1);
      REQUIRE(each.type <= RestrictionType::RequireLegitimateInterest);
      REQUIRE(!each.vendors.isEmpty());
    }
    const auto back = tcStringFromJson(toJson(value));
    REQUIRE(back);
    REQUIRE(back.value() == value);
    const auto written = writeTcString(value);
    if (written) REQUIRE(readTcString(written.value()).value().value == value);
    if (reading.value().flags.empty()) REQUIRE(written);
  }
  CHECK(accepted > 100);
}
