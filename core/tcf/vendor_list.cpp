#include "core/tcf/vendor_list.h"

#include <algorithm>

#include "core/base/json.h"
#include "core/base/number.h"
#include "core/base/sort.h"
#include "core/tcf/layout.h"

namespace sayso::tcf {
namespace {

SmallSet idsIf(json::Reader& reader, std::string_view key, unsigned max) {
  SmallSet set;
  reader.eachIf(key,
                [&](json::Reader& element) { set.add(static_cast<unsigned>(element.asInteger(1, max))); });
  return set;
}

Vendor readVendor(std::string_view key, json::Reader& reader) {
  Vendor vendor;
  const auto ids = parseIdSet(key);
  if (!ids || ids.value().count() != 1 || key != formatInteger(ids.value().max())) {
    reader.fail(ErrorCode::BadValue, "expected an id, 1 to 65535, as the key");
    return vendor;
  }
  vendor.id = static_cast<std::uint16_t>(ids.value().max());
  if (reader.integerIf("id", vendor.id, 1, kMaxId) != vendor.id)
    reader.fail(ErrorCode::BadValue, "the id is not that of the key", "id");
  vendor.purposes = idsIf(reader, "purposes", kPurposes);
  vendor.legIntPurposes = idsIf(reader, "legIntPurposes", kPurposes);
  vendor.flexiblePurposes = idsIf(reader, "flexiblePurposes", kPurposes);
  vendor.specialPurposes = idsIf(reader, "specialPurposes", SmallSet::kMax);
  vendor.specialFeatures = idsIf(reader, "specialFeatures", kSpecialFeatures);
  const Json* deleted = reader.rawIf("deletedDate");
  vendor.isDeleted = deleted && !deleted->is_null();
  return vendor;
}

/// Adds to `set` what lies between two of its ids if the list has no vendor there.
void spanGaps(IdSet& set, const VendorList& list) {
  const IdSet runs = set;
  unsigned before = 0;
  runs.eachRun([&](unsigned first, unsigned last) {
    if (before != 0) {
      const auto next = std::upper_bound(list.vendors.begin(), list.vendors.end(), before,
                                         [](unsigned id, const Vendor& vendor) { return id < vendor.id; });
      if (next != list.vendors.end() && next->id == first) set.add(before, first);
    }
    before = last;
  });
}

/// The restrictions that change something, each (purpose, type) once, in the order of purpose and type.
std::vector<Restriction> effective(const TcString& tc, const VendorList& list) {
  std::vector<Restriction> kept;
  for (std::uint8_t purpose = 1; purpose <= kPurposes; ++purpose) {
    IdSet bound;  // by a type with a lower number, which wins
    for (const RestrictionType type : {RestrictionType::NotAllowed, RestrictionType::RequireConsent,
                                       RestrictionType::RequireLegitimateInterest}) {
      Restriction one{purpose, type, {}};
      for (const Restriction& each : tc.publisherRestrictions)
        if (each.purposeId == purpose && each.type == type) one.vendors.unite(each.vendors);
      if (one.vendors.isEmpty()) continue;
      one.vendors.subtract(bound);
      if (tc.disclosedVendors) one.vendors.intersect(*tc.disclosedVendors);
      IdSet meant;
      for (const Vendor& vendor : list.vendors)
        if (one.vendors.has(vendor.id) && vendor.isBoundBy(type, purpose)) meant.add(vendor.id);
      one.vendors = std::move(meant);
      bound.unite(one.vendors);
      if (!one.vendors.isEmpty()) kept.push_back(std::move(one));
    }
  }
  return kept;
}

}  // namespace

bool Vendor::isBoundBy(RestrictionType type, unsigned purpose) const {
  if (isDeleted) return false;
  switch (type) {
    case RestrictionType::NotAllowed:
      return purposes.has(purpose) || legIntPurposes.has(purpose);
    case RestrictionType::RequireConsent:
      return flexiblePurposes.has(purpose) && legIntPurposes.has(purpose) && !purposes.has(purpose);
    case RestrictionType::RequireLegitimateInterest:
      return flexiblePurposes.has(purpose) && purposes.has(purpose) && !isConsentOnly(purpose);
  }
  return false;
}

const Vendor* VendorList::find(unsigned id) const {
  const auto found =
      std::lower_bound(vendors.begin(), vendors.end(), id,
                       [](const Vendor& vendor, unsigned sought) { return vendor.id < sought; });
  return found != vendors.end() && found->id == id ? &*found : nullptr;
}

VendorList readVendorList(json::Reader& reader) {
  VendorList list;
  constexpr std::int64_t kSpecification = 3;
  reader.integerIf("gvlSpecificationVersion", kSpecification, kSpecification, kSpecification);
  list.version =
      static_cast<std::uint16_t>(reader.integerIf("vendorListVersion", 0, 0, largest(kVendorListVersion)));
  list.policyVersion =
      static_cast<std::uint8_t>(reader.integerIf("tcfPolicyVersion", 0, 0, largest(kPolicyVersion)));
  reader.in("vendors", [&](json::Reader& vendors) {
    vendors.members(
        [&](std::string_view key, json::Reader& vendor) { list.vendors.push_back(readVendor(key, vendor)); });
  });
  std::vector<Vendor> sorted;
  sorted.reserve(list.vendors.size());
  for (const std::size_t at : sortedOrder(list.vendors.size(), [&](std::size_t a, std::size_t b) {
         return list.vendors[a].id < list.vendors[b].id;
       }))
    sorted.push_back(list.vendors[at]);
  list.vendors = std::move(sorted);
  return list;
}

Result<VendorList> readVendorList(std::string_view text) {
  const auto json = json::parse(text, kMaxListBytes);
  if (!json) return json.error();
  std::vector<Error> errors;
  json::Reader reader(json.value(), errors);
  VendorList list = readVendorList(reader);
  if (!errors.empty()) return errors.front();
  return list;
}

TcString fitToList(TcString tc, const VendorList& list) {
  for (unsigned purpose = 1; purpose <= kPurposes; ++purpose)
    if (isConsentOnly(purpose)) tc.purposeLegitimateInterests.remove(purpose);
  tc.publisherRestrictions = effective(tc, list);

  IdSet byConsent, byLegitimateInterest;
  for (const Vendor& vendor : list.vendors) {
    if (vendor.isDeleted) continue;
    if (!vendor.purposes.isEmpty()) byConsent.add(vendor.id);
    if (!vendor.legIntPurposes.isEmpty() || !vendor.specialPurposes.isEmpty())
      byLegitimateInterest.add(vendor.id);
  }
  for (Restriction& each : tc.publisherRestrictions) {
    if (each.type == RestrictionType::RequireConsent) byConsent.unite(each.vendors);
    if (each.type == RestrictionType::RequireLegitimateInterest) byLegitimateInterest.unite(each.vendors);
    spanGaps(each.vendors, list);
  }
  tc.vendorConsents.intersect(byConsent);
  tc.vendorLegitimateInterests.intersect(byLegitimateInterest);
  return tc;
}

}  // namespace sayso::tcf
