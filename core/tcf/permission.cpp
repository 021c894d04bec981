#include "core/tcf/permission.h"

#include <optional>

namespace sayso::tcf {
namespace {

constexpr std::uint8_t kOldestPolicy = 4;

Permission may(PermissionReason reason) { return {true, reason}; }
Permission mayNot(PermissionReason reason) { return {false, reason}; }

/// What keeps the vendor from everything; nothing if it may be looked at. `vendor` is then set.
std::optional<Permission> findHindrance(const TcString& tc, const VendorList& list, unsigned vendorId,
                                        const Vendor*& vendor) {
  const bool lacksDisclosed = !tc.disclosedVendors && needsDisclosedVendors(tc);
  if (!tc.isServiceSpecific || tc.policyVersion < kOldestPolicy || lacksDisclosed)
    return mayNot(PermissionReason::InvalidString);
  vendor = list.find(vendorId);
  if (!vendor) return mayNot(PermissionReason::UnknownVendor);
  if (vendor->isDeleted) return mayNot(PermissionReason::DeletedVendor);
  if (tc.disclosedVendors && !tc.disclosedVendors->has(vendorId))
    return mayNot(PermissionReason::NotDisclosed);
  return std::nullopt;
}

/// The strictest restriction on this vendor and purpose.
std::optional<RestrictionType> restrictionOn(const TcString& tc, unsigned vendorId, unsigned purposeId) {
  std::optional<RestrictionType> strictest;
  for (const Restriction& each : tc.publisherRestrictions)
    if (each.purposeId == purposeId && each.vendors.has(vendorId) && (!strictest || each.type < *strictest))
      strictest = each.type;
  return strictest;
}

Permission byConsent(const TcString& tc, unsigned vendorId, unsigned purposeId) {
  if (!tc.purposeConsents.has(purposeId)) return mayNot(PermissionReason::NoPurposeConsent);
  if (!tc.vendorConsents.has(vendorId)) return mayNot(PermissionReason::NoVendorConsent);
  return may(PermissionReason::Consent);
}

Permission byLegitimateInterest(const TcString& tc, unsigned vendorId, unsigned purposeId) {
  if (isConsentOnly(purposeId)) return mayNot(PermissionReason::ConsentOnly);
  if (!tc.purposeLegitimateInterests.has(purposeId)) return mayNot(PermissionReason::PurposeObjection);
  if (!tc.vendorLegitimateInterests.has(vendorId)) return mayNot(PermissionReason::VendorObjection);
  return may(PermissionReason::LegitimateInterest);
}

}  // namespace

std::string_view toText(PermissionReason reason) {
  switch (reason) {
    using enum PermissionReason;
    case Consent:
      return "consent";
    case LegitimateInterest:
      return "legitimate-interest";
    case SpecialPurpose:
      return "special-purpose";
    case OptIn:
      return "opt-in";
    case InvalidString:
      return "invalid-string";
    case UnknownVendor:
      return "unknown-vendor";
    case DeletedVendor:
      return "deleted-vendor";
    case NotDisclosed:
      return "not-disclosed";
    case NotRegistered:
      return "not-registered";
    case RestrictedByPublisher:
      return "restricted-by-publisher";
    case NotFlexible:
      return "not-flexible";
    case ConsentOnly:
      return "consent-only";
    case NoPurposeConsent:
      return "no-purpose-consent";
    case NoVendorConsent:
      return "no-vendor-consent";
    case PurposeObjection:
      return "purpose-objection";
    case VendorObjection:
      return "vendor-objection";
    case NoOptIn:
      return "no-opt-in";
  }
  return "unknown";
}

Permission mayProcess(const TcString& tc, const VendorList& list, unsigned vendorId, unsigned purposeId) {
  const Vendor* vendor = nullptr;
  if (const auto hindrance = findHindrance(tc, list, vendorId, vendor)) return *hindrance;
  const auto restriction = restrictionOn(tc, vendorId, purposeId);
  if (restriction == RestrictionType::NotAllowed) return mayNot(PermissionReason::RestrictedByPublisher);
  bool isConsent = vendor->purposes.has(purposeId);
  if (!isConsent && !vendor->legIntPurposes.has(purposeId)) return mayNot(PermissionReason::NotRegistered);
  if (restriction && isConsent != (*restriction == RestrictionType::RequireConsent)) {
    if (!vendor->flexiblePurposes.has(purposeId)) return mayNot(PermissionReason::NotFlexible);
    isConsent = !isConsent;
  }
  return isConsent ? byConsent(tc, vendorId, purposeId) : byLegitimateInterest(tc, vendorId, purposeId);
}

Permission mayProcessSpecially(const TcString& tc, const VendorList& list, unsigned vendorId,
                               unsigned specialPurposeId) {
  const Vendor* vendor = nullptr;
  if (const auto hindrance = findHindrance(tc, list, vendorId, vendor)) return *hindrance;
  if (!vendor->specialPurposes.has(specialPurposeId)) return mayNot(PermissionReason::NotRegistered);
  // Older strings say of a vendor with special purposes alone that it was shown by its legitimate interest.
  const bool wasShown =
      tc.disclosedVendors || tc.vendorLegitimateInterests.has(vendorId) || tc.vendorConsents.has(vendorId);
  return wasShown ? may(PermissionReason::SpecialPurpose) : mayNot(PermissionReason::NotDisclosed);
}

Permission mayUseFeature(const TcString& tc, const VendorList& list, unsigned vendorId,
                         unsigned specialFeatureId) {
  const Vendor* vendor = nullptr;
  if (const auto hindrance = findHindrance(tc, list, vendorId, vendor)) return *hindrance;
  if (!vendor->specialFeatures.has(specialFeatureId)) return mayNot(PermissionReason::NotRegistered);
  return tc.specialFeatureOptins.has(specialFeatureId) ? may(PermissionReason::OptIn)
                                                       : mayNot(PermissionReason::NoOptIn);
}

}  // namespace sayso::tcf
