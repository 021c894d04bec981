#include "core/tcf/tc_string.h"

namespace sayso::tcf {

std::string_view toText(Flag flag) {
  switch (flag) {
    case Flag::NotServiceSpecific:
      return "not-service-specific";
    case Flag::NoDisclosedVendors:
      return "no-disclosed-vendors";
    case Flag::AllowedVendors:
      return "allowed-vendors";
    case Flag::OldPolicy:
      return "old-policy";
    case Flag::UnregisteredCmp:
      return "unregistered-cmp";
    case Flag::ForbiddenLegitimateInterest:
      return "forbidden-legitimate-interest";
    case Flag::DatesDiffer:
      return "dates-differ";
    case Flag::TimeOfDay:
      return "time-of-day";
    case Flag::InFuture:
      return "in-future";
    case Flag::MaxVendorIdExceeded:
      return "max-vendor-id-exceeded";
    case Flag::TrailingBits:
      return "trailing-bits";
  }
  return "unknown";
}

bool needsDisclosedVendors(const TcString& tc) {
  constexpr std::uint64_t kFirstOfMarch2026 = 17723232000;
  constexpr std::uint8_t kFirstPolicy = 5;
  return tc.policyVersion >= kFirstPolicy || tc.createdDs >= kFirstOfMarch2026;
}

}  // namespace sayso::tcf
