#pragma once

#include <cstddef>

// Widths in bits, in the order of the specification's layout tables; and the bounds of what is read.
namespace sayso::tcf {

// Core segment.
constexpr unsigned kVersion = 6;
constexpr unsigned kTimestamp = 36;  // created, last updated
constexpr unsigned kCmpId = 12;
constexpr unsigned kCmpVersion = 12;
constexpr unsigned kConsentScreen = 6;
constexpr unsigned kLetter = 6;  // A = 0; two make a language or a country
constexpr unsigned kVendorListVersion = 12;
constexpr unsigned kPolicyVersion = 6;
constexpr unsigned kSpecialFeatures = 12;
constexpr unsigned kPurposes = 24;
constexpr unsigned kRestrictionCount = 12;

// Other segments begin with their type.
constexpr unsigned kSegmentType = 3;
constexpr unsigned kDisclosedVendors = 1;
constexpr unsigned kAllowedVendors = 2;
constexpr unsigned kPublisherTc = 3;
constexpr unsigned kCustomPurposeCount = 6;

// A vendor set: its highest id, then a bit field or a list of ranges.
constexpr unsigned kVendorId = 16;
constexpr unsigned kEntryCount = 12;
constexpr unsigned kSingle = 1 + kVendorId;
constexpr unsigned kRange = 1 + 2 * kVendorId;

// A publisher's restriction, before its ranges.
constexpr unsigned kPurposeId = 6;
constexpr unsigned kRestrictionType = 2;

constexpr unsigned kCurrentVersion = 2;
constexpr unsigned kFirstCmpId = 2;  // ids below were given to nobody
constexpr std::size_t kMaxText = 64 * 1024;

constexpr unsigned largest(unsigned width) { return (1U << width) - 1; }

}  // namespace sayso::tcf
