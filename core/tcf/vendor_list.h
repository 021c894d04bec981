#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/tcf/tc_string.h"

namespace sayso::tcf {

/// What a vendor registered in the Global Vendor List, as far as a TC string depends on it.
struct Vendor {
  std::uint16_t id = 0;
  SmallSet purposes, legIntPurposes, flexiblePurposes;  // 1 to 24
  SmallSet specialPurposes, specialFeatures;
  bool isDeleted = false;  // has a `deletedDate`

  /// Whether a restriction of `type` changes what the vendor may do for `purpose`: it is registered for it,
  /// and for another basis flexible.
  bool isBoundBy(RestrictionType type, unsigned purpose) const;
};

/// The Global Vendor List (specification version 3).
struct VendorList {
  std::uint16_t version = 0;       // vendorListVersion; 0 if the file does not say
  std::uint8_t policyVersion = 0;  // tcfPolicyVersion; 0 if the file does not say
  std::vector<Vendor> vendors;     // ascending ids

  /// The vendor with this id; nullptr if the list has none.
  const Vendor* find(unsigned id) const;
};

constexpr std::size_t kMaxListBytes = std::size_t{1} << 24;  // today's list is about 1 MB

/// Reads the list's JSON; what a string does not depend on is not looked at. A vendor with a purpose in both
/// `purposes` and `legIntPurposes`, which the list's rules forbid, has it by consent.
Result<VendorList> readVendorList(std::string_view text);
/// The same where it is part of something larger; faults go to the reader.
VendorList readVendorList(json::Reader& reader);

/// What of `tc` may be written: no legitimate interest for purposes that rest on consent; vendors that the
/// list knows, not deleted, with the basis that they registered or that a restriction gives them (for special
/// purposes legitimate interest stays); restrictions that change something for a disclosed vendor. Restricted
/// ids may span ids that the list lacks: the string is shorter by it. What was disclosed is a fact and stays.
TcString fitToList(TcString tc, const VendorList& list);

}  // namespace sayso::tcf
