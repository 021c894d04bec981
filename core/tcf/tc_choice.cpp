#include "core/tcf/tc_choice.h"

#include "core/base/bits.h"
#include "core/tcf/layout.h"

namespace sayso::tcf {
namespace {

/// A vendor set in either form. What runs out, or is no range, leaves the reader past its end.
IdSet readVendorSet(BitReader& bits) {
  const auto max = static_cast<unsigned>(bits.take(kVendorId));
  if (!bits.flag()) return IdSet::readField(bits, max);
  IdSet set;
  for (auto left = bits.take(kEntryCount); left > 0 && !bits.ranOut(); --left) {
    const bool isRange = bits.flag();
    const auto first = static_cast<unsigned>(bits.take(kVendorId));
    const auto last = isRange ? static_cast<unsigned>(bits.take(kVendorId)) : first;
    if (first >= 1 && first <= last) set.add(first, last);
  }
  return set;
}

}  // namespace

std::optional<TcChoice> parseTcChoice(std::string_view text) {
  constexpr unsigned kSmall[] = {kPurposes, kPurposes, kSpecialFeatures};
  TcChoice choice;
  SmallSet* small[] = {&choice.purposeConsents, &choice.purposeLegitimateInterests,
                       &choice.specialFeatureOptins};
  IdSet* large[] = {&choice.vendorConsents, &choice.vendorLegitimateInterests};
  for (std::size_t part = 0; part < 5; ++part) {
    const std::size_t end = text.find(';');
    auto ids = parseIdSet(text.substr(0, end));
    if (!ids || (end == text.npos) != (part == 4)) return std::nullopt;
    text.remove_prefix(end + 1);
    if (part >= 3) {
      *large[part - 3] = std::move(ids).value();
      continue;
    }
    if (ids.value().max() > kSmall[part]) return std::nullopt;
    for (unsigned id = 1; id <= ids.value().max(); ++id)
      if (ids.value().has(id)) small[part]->add(id);
  }
  return choice;
}

std::optional<KeptChoice> readKeptChoice(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (text.size() > kMaxText || dot == text.npos) return std::nullopt;
  const std::string_view first = text.substr(0, dot);
  std::string_view second = text.substr(dot + 1);
  second = second.substr(0, second.find('.'));
  if (findNotBase64Url(first) != first.npos || findNotBase64Url(second) != second.npos) return std::nullopt;

  KeptChoice kept;
  BitReader core(first);
  const bool isCurrent = core.take(kVersion) == kCurrentVersion;
  kept.createdDs = core.take(kTimestamp);
  core.take(kTimestamp);
  core.take(kCmpId + kCmpVersion + kConsentScreen);
  core.take(2 * kLetter);
  kept.vendorListVersion = static_cast<std::uint16_t>(core.take(kVendorListVersion));
  core.take(kPolicyVersion + 2);  // and whether it is the service's own, with texts of its own
  kept.specialFeatureOptins = SmallSet::read(core, kSpecialFeatures);
  kept.purposeConsents = SmallSet::read(core, kPurposes);
  kept.purposeLegitimateInterests = SmallSet::read(core, kPurposes);
  core.take(1 + 2 * kLetter);  // purpose one, and the publisher's country
  kept.vendorConsents = readVendorSet(core);
  kept.vendorLegitimateInterests = readVendorSet(core);

  BitReader shown(second);
  const bool isShown = shown.take(kSegmentType) == kDisclosedVendors;
  kept.disclosedVendors = readVendorSet(shown);
  if (!isCurrent || !isShown || core.ranOut() || shown.ranOut()) return std::nullopt;
  return kept;
}

}  // namespace sayso::tcf
