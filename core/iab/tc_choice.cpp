#include "core/iab/tc_choice.h"

namespace sayso::iab {
namespace {

/// `after` without what was refused of `before`, all of which is one kind of set.
template <class Set>
Set without(Set before, Set after, const Set& kept) {
  before.subtract(kept);
  after.subtract(before);
  return after;
}

Json idsOf(tcf::SmallSet set) {
  Json ids = Json::array();
  for (unsigned id = 1; id <= set.max(); ++id)
    if (set.has(id)) json::append(ids, id);
  return ids;
}

/// Adds what is in one of two sets only.
void addChanged(tcf::IdSet& changed, const tcf::IdSet& before, const tcf::IdSet& after) {
  tcf::IdSet lost = before, won = after;
  lost.subtract(after);
  won.subtract(before);
  changed.unite(lost);
  changed.unite(won);
}

}  // namespace

tcf::TcChoice carryOver(const tcf::TcString& before, tcf::TcString after, const tcf::TcChoice& kept) {
  tcf::TcChoice next;
  next.purposeConsents = without(before.purposeConsents, after.purposeConsents, kept.purposeConsents);
  next.purposeLegitimateInterests = without(
      before.purposeLegitimateInterests, after.purposeLegitimateInterests, kept.purposeLegitimateInterests);
  next.specialFeatureOptins =
      without(before.specialFeatureOptins, after.specialFeatureOptins, kept.specialFeatureOptins);
  next.vendorConsents = without(before.vendorConsents, after.vendorConsents, kept.vendorConsents);
  next.vendorLegitimateInterests = without(before.vendorLegitimateInterests, after.vendorLegitimateInterests,
                                           kept.vendorLegitimateInterests);
  return next;
}

Json recordOf(const tcf::TcString& before, const tcf::TcString& after, bool isWished) {
  Json record = json::object({{"vendorListVersion", after.vendorListVersion},
                              {"disclosedVendors", after.disclosedVendors->count()},
                              {"purposeConsents", idsOf(after.purposeConsents)}});
  json::set(record, "purposeLegitimateInterests", idsOf(after.purposeLegitimateInterests));
  json::set(record, "specialFeatureOptins", idsOf(after.specialFeatureOptins));
  json::set(record, "vendorConsents", after.vendorConsents.count());
  json::set(record, "vendorLegitimateInterests", after.vendorLegitimateInterests.count());
  if (isWished) {
    tcf::IdSet changed;
    addChanged(changed, before.vendorConsents, after.vendorConsents);
    addChanged(changed, before.vendorLegitimateInterests, after.vendorLegitimateInterests);
    json::set(record, "changedVendors", tcf::toText(changed));
  }
  return record;
}

}  // namespace sayso::iab
