#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/tcf/id_set.h"

// The IAB's TC string, version 2 ("Transparency and Consent String with Global Vendor & CMP List Formats",
// TCF 2.3). Names are the specification's, as the conformance vectors spell them.
namespace sayso::tcf {

/// What the publisher asks of vendors for a purpose. Where two meet, the lower number wins.
enum class RestrictionType : std::uint8_t { NotAllowed, RequireConsent, RequireLegitimateInterest };

struct Restriction {
  std::uint8_t purposeId = 1;  // 1 to 63
  RestrictionType type = RestrictionType::NotAllowed;
  IdSet vendors;
  bool operator==(const Restriction&) const = default;
};

/// What the publisher itself may do; the third segment.
struct PublisherTc {
  SmallSet consents, legitimateInterests;  // of purposes 1 to 24
  std::uint8_t numCustomPurposes = 0;      // at most 63
  SmallSet customConsents, customLegitimateInterests;
  bool operator==(const PublisherTc&) const = default;
};

struct TcString {
  std::uint8_t version = 2;
  std::uint64_t createdDs = 0, lastUpdatedDs = 0;  // tenths of a second since 1970
  std::uint16_t cmpId = 0, cmpVersion = 0;
  std::uint8_t consentScreen = 0;
  std::string consentLanguage = "EN";
  std::uint16_t vendorListVersion = 0;
  std::uint8_t policyVersion = 0;
  bool isServiceSpecific = true;
  bool useNonStandardTexts = false;
  SmallSet specialFeatureOptins;                         // 1 to 12
  SmallSet purposeConsents, purposeLegitimateInterests;  // 1 to 24
  bool purposeOneTreatment = false;
  std::string publisherCC = "AA";
  IdSet vendorConsents, vendorLegitimateInterests;
  std::vector<Restriction> publisherRestrictions;  // in the string's order
  std::optional<IdSet> disclosedVendors;           // none: no such segment
  std::optional<IdSet> allowedVendors;             // of old strings; never written
  std::optional<PublisherTc> publisher;            // none: no such segment
  bool operator==(const TcString&) const = default;
};

/// What a string may say although the policies forbid it or it is past use. It is read, and reported.
enum class Flag : std::uint8_t {
  NotServiceSpecific,           // global scope ended in 2021
  NoDisclosedVendors,           // TCF 2.3 demands the segment; older strings lack it
  AllowedVendors,               // a segment that left the format
  OldPolicy,                    // below 4: void since 2023-09-30
  UnregisteredCmp,              // ids 0 and 1 are nobody's
  ForbiddenLegitimateInterest,  // purpose 1 or 3 to 6
  DatesDiffer,                  // created and last updated are to be the same
  TimeOfDay,                    // and whole days
  InFuture,
  MaxVendorIdExceeded,  // a list of ranges names a vendor above its own maximum
  TrailingBits,         // after the last field something other than zero bits
};
/// The public name, e.g. "no-disclosed-vendors".
std::string_view toText(Flag flag);

struct TcReading {
  TcString value;
  std::vector<Flag> flags;  // in the order of `Flag`, each once
};

/// Whether `text` is what a string can say as a language or a country: two letters A-Z.
constexpr bool isTwoLetters(std::string_view text) {
  const auto isLetter = [](char c) { return c >= 'A' && c <= 'Z'; };
  return text.size() == 2 && isLetter(text[0]) && isLetter(text[1]);
}

/// Purposes that may only rest on consent.
constexpr bool isConsentOnly(unsigned purposeId) {
  return purposeId == 1 || (purposeId >= 3 && purposeId <= 6);
}

/// Whether the string has to name the vendors that were shown: from policy 5 or 1 March 2026 on.
bool needsDisclosedVendors(const TcString& tc);

/// Reads a TC string. Refuses what is doubtful in structure; `at` is like "segment 0 bit 213", counted from 0
/// on. Segments after the core may stand in any order. `now`, where it is known, tells what lies in the
/// future.
Result<TcReading> readTcString(std::string_view text, std::optional<Time> now = std::nullopt);

/// Writes core, disclosed vendors and, if there is one, the publisher's segment. Each vendor set takes the
/// shorter of its two forms, the bit field where they tie; segments fill up to 24 bits. Refuses what no
/// string may hold today; `at` is a JSON Pointer.
Result<std::string> writeTcString(const TcString& tc);

}  // namespace sayso::tcf
