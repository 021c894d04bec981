#pragma once

#include <cstdint>
#include <string_view>

#include "core/tcf/tc_string.h"
#include "core/tcf/vendor_list.h"

namespace sayso::tcf {

/// Why a vendor may or may not. The first that applies, from the string to its bits.
enum class PermissionReason : std::uint8_t {
  Consent,             // may: purpose and vendor have consent
  LegitimateInterest,  // may: no objection to purpose and vendor
  SpecialPurpose,      // may: no choice is offered
  OptIn,               // may: the special feature was opted in to
  InvalidString,       // no string of today: global scope, a void policy, or no disclosed vendors
  UnknownVendor,       // not in the list
  DeletedVendor,
  NotDisclosed,           // the visitor was not shown this vendor
  NotRegistered,          // the vendor did not register for it
  RestrictedByPublisher,  // the publisher does not allow it
  NotFlexible,            // the publisher asks for a basis that the vendor does not offer
  ConsentOnly,            // legitimate interest is no basis for this purpose
  NoPurposeConsent,
  NoVendorConsent,
  PurposeObjection,  // no legitimate interest for the purpose
  VendorObjection,   // none for the vendor
  NoOptIn,
};
/// The public name, e.g. "not-disclosed".
std::string_view toText(PermissionReason reason);

struct Permission {
  bool isAllowed = false;
  PermissionReason reason = PermissionReason::InvalidString;
  bool operator==(const Permission&) const = default;
};

/// May the vendor process for the purpose (1 to 24)? Restrictions switch the basis that the vendor registered
/// or forbid it. A string older than the disclosed-vendors segment is judged without it.
Permission mayProcess(const TcString& tc, const VendorList& list, unsigned vendorId, unsigned purposeId);
/// For a special purpose (security, delivery, privacy choices), which needs no choice but disclosure?
Permission mayProcessSpecially(const TcString& tc, const VendorList& list, unsigned vendorId,
                               unsigned specialPurposeId);
/// And use a special feature (precise geolocation, active scanning)?
Permission mayUseFeature(const TcString& tc, const VendorList& list, unsigned vendorId,
                         unsigned specialFeatureId);

}  // namespace sayso::tcf
