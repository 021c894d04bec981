#include "core/gpp/sections.h"

#include <algorithm>

namespace sayso::gpp {
namespace {

using enum Field;

// Of section 1 on.
constexpr std::string_view kSectionNames[] = {"tcfeuv1", "tcfeuv2", "header", "signalintegrity",
                                              "tcfcav1", "uspv1",   "usnat",  "usca",
                                              "usva",    "usco",    "usut",   "usct",
                                              "usfl",    "usmt",    "usor",   "ustx",
                                              "usde",    "usia",    "usne",   "usnh",
                                              "usnj",    "ustn",    "usmn",   "usmd",
                                              "usin",    "usky",    "usri"};

constexpr Slot sensitive(std::uint8_t count) { return {SensitiveDataProcessing, count}; }
constexpr Slot children(std::uint8_t count) { return {KnownChildSensitiveDataConsents, count}; }
constexpr Slot kChildren = KnownChildSensitiveDataConsents;

// The layouts of the US sections, fields in the order of the specification. Width of a value: `widthOf`.
constexpr Layout kLayouts[] = {
    {7,
     "usnat",
     2,
     SubSection::Gpc,
     {Version, SharingNotice, SaleOptOutNotice, SharingOptOutNotice, TargetedAdvertisingOptOutNotice,
      SensitiveDataProcessingOptOutNotice, SensitiveDataLimitUseNotice, SaleOptOut, SharingOptOut,
      TargetedAdvertisingOptOut, sensitive(16), children(3), PersonalDataConsents, MspaCoveredTransaction,
      MspaOptOutOptionMode, MspaServiceProviderMode}},
    {7,
     "usnat",
     1,
     SubSection::Gpc,
     {Version, SharingNotice, SaleOptOutNotice, SharingOptOutNotice, TargetedAdvertisingOptOutNotice,
      SensitiveDataProcessingOptOutNotice, SensitiveDataLimitUseNotice, SaleOptOut, SharingOptOut,
      TargetedAdvertisingOptOut, sensitive(12), children(2), PersonalDataConsents, MspaCoveredTransaction,
      MspaOptOutOptionMode, MspaServiceProviderMode}},
    {8,
     "usca",
     1,
     SubSection::Gpc,
     {Version, SaleOptOutNotice, SharingOptOutNotice, SensitiveDataLimitUseNotice, SaleOptOut, SharingOptOut,
      sensitive(9), children(2), PersonalDataConsents, MspaCoveredTransaction, MspaOptOutOptionMode,
      MspaServiceProviderMode}},
    {9,
     "usva",
     1,
     SubSection::None,
     {Version, SharingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(8), kChildren, MspaCoveredTransaction, MspaOptOutOptionMode,
      MspaServiceProviderMode}},
    {10,
     "usco",
     1,
     SubSection::Gpc,
     {Version, SharingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(7), kChildren, MspaCoveredTransaction, MspaOptOutOptionMode,
      MspaServiceProviderMode}},
    {11,
     "usut",
     1,
     SubSection::None,
     {Version, SharingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice,
      SensitiveDataProcessingOptOutNotice, SaleOptOut, TargetedAdvertisingOptOut, sensitive(8), kChildren,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    {12,
     "usct",
     1,
     SubSection::Gpc,
     {Version, SharingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(8), children(3), MspaCoveredTransaction, MspaOptOutOptionMode,
      MspaServiceProviderMode}},
    {13,
     "usfl",
     1,
     SubSection::None,
     {Version, ProcessingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(8), children(3), AdditionalDataProcessingConsent,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    {14,
     "usmt",
     1,
     SubSection::Gpc,
     {Version, SharingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(8), children(3), AdditionalDataProcessingConsent,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    {15,
     "usor",
     1,
     SubSection::Gpc,
     {Version, ProcessingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(11), children(3), AdditionalDataProcessingConsent,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    {16,
     "ustx",
     1,
     SubSection::Gpc,
     {Version, ProcessingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(8), kChildren, AdditionalDataProcessingConsent,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    {17,
     "usde",
     1,
     SubSection::Gpc,
     {Version, ProcessingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(9), children(5), AdditionalDataProcessingConsent,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    {18,
     "usia",
     1,
     SubSection::Gpc,
     {Version, ProcessingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SensitiveDataOptOutNotice,
      SaleOptOut, TargetedAdvertisingOptOut, sensitive(8), kChildren, MspaCoveredTransaction,
      MspaOptOutOptionMode, MspaServiceProviderMode}},
    {19,
     "usne",
     1,
     SubSection::Gpc,
     {Version, ProcessingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(8), kChildren, AdditionalDataProcessingConsent,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    {20,
     "usnh",
     1,
     SubSection::Gpc,
     {Version, ProcessingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(8), children(3), AdditionalDataProcessingConsent,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    {21,
     "usnj",
     1,
     SubSection::Gpc,
     {Version, ProcessingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(10), children(5), AdditionalDataProcessingConsent,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    {22,
     "ustn",
     1,
     SubSection::Gpc,
     {Version, ProcessingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(8), kChildren, AdditionalDataProcessingConsent,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    {23,
     "usmn",
     1,
     SubSection::Gpc,
     {Version, ProcessingNotice, SaleOptOutNotice, TargetedAdvertisingOptOutNotice, SaleOptOut,
      TargetedAdvertisingOptOut, sensitive(8), kChildren, AdditionalDataProcessingConsent,
      MspaCoveredTransaction, MspaOptOutOptionMode, MspaServiceProviderMode}},
    // Texts of public comment: as they are written in the wild, without the header they speak of.
    {24,
     "usmd",
     0,
     SubSection::Gpc,
     {MspaVersion, MspaCoveredTransaction, MspaMode, ProcessingNotice, SaleOptOutNotice,
      TargetedAdvertisingOptOutNotice, SaleOptOut, TargetedAdvertisingOptOut,
      AdditionalDataProcessingConsent}},
    {25,
     "usin",
     0,
     SubSection::Sensitive,
     {MspaVersion, MspaCoveredTransaction, MspaMode, ProcessingNotice, SaleOptOutNotice,
      TargetedAdvertisingOptOutNotice, SaleOptOut, TargetedAdvertisingOptOut, kChildren,
      AdditionalDataProcessingConsent}},
    {26,
     "usky",
     0,
     SubSection::Sensitive,
     {MspaVersion, MspaCoveredTransaction, MspaMode, ProcessingNotice, SaleOptOutNotice,
      TargetedAdvertisingOptOutNotice, SaleOptOut, TargetedAdvertisingOptOut, kChildren,
      AdditionalDataProcessingConsent}},
    {27,
     "usri",
     0,
     SubSection::Sensitive,
     {MspaVersion, MspaCoveredTransaction, MspaMode, ProcessingNotice, SaleOptOutNotice,
      TargetedAdvertisingOptOutNotice, SaleOptOut, TargetedAdvertisingOptOut, kChildren,
      AdditionalDataProcessingConsent}},
};

// The widths that the specification's tables add up to.
static_assert(kLayouts[0].bits() == 70 && kLayouts[1].bits() == 60 && kLayouts[2].bits() == 46);
static_assert(std::all_of(std::begin(kLayouts), std::end(kLayouts),
                          [](const Layout& layout) { return layout.valueCount() <= kMaxValues; }));

}  // namespace

std::string_view sectionName(std::uint16_t id) {
  return id >= 1 && id <= std::size(kSectionNames) ? kSectionNames[id - 1] : std::string_view();
}

std::uint16_t sectionId(std::string_view name) {
  const auto found = std::find(std::begin(kSectionNames), std::end(kSectionNames), name);
  return found == std::end(kSectionNames) ? std::uint16_t{0}
                                          : static_cast<std::uint16_t>(found - std::begin(kSectionNames) + 1);
}

std::string_view toText(Field field) {
  constexpr std::string_view kNames[] = {"",
                                         "Version",
                                         "MspaVersion",
                                         "SharingNotice",
                                         "ProcessingNotice",
                                         "SaleOptOutNotice",
                                         "SharingOptOutNotice",
                                         "TargetedAdvertisingOptOutNotice",
                                         "SensitiveDataProcessingOptOutNotice",
                                         "SensitiveDataLimitUseNotice",
                                         "SensitiveDataOptOutNotice",
                                         "SaleOptOut",
                                         "SharingOptOut",
                                         "TargetedAdvertisingOptOut",
                                         "SensitiveDataProcessing",
                                         "KnownChildSensitiveDataConsents",
                                         "PersonalDataConsents",
                                         "AdditionalDataProcessingConsent",
                                         "MspaCoveredTransaction",
                                         "MspaOptOutOptionMode",
                                         "MspaServiceProviderMode",
                                         "MspaMode"};
  return kNames[static_cast<std::size_t>(field)];
}

std::span<const Layout> layouts() { return kLayouts; }

const Layout* layoutOf(std::uint16_t id) {
  for (const Layout& layout : kLayouts)
    if (layout.id == id) return &layout;
  return nullptr;
}

const Layout* layoutOf(std::uint16_t id, unsigned version) {
  for (const Layout& layout : kLayouts)
    if (layout.id == id && (layout.isExperimental() || layout.version == version)) return &layout;
  return nullptr;
}

Layout::Run Layout::find(Field field) const {
  std::size_t at = 0;
  for (const Slot& slot : slots) {
    if (slot.field == Field::None) break;
    if (slot.field == field) return {at, slot.count};
    at += slot.count;
  }
  return {};
}

UsSection emptySection(const Layout& layout) {
  UsSection section;
  section.layout = &layout;
  section.values[0] = layout.isExperimental() ? std::uint8_t{1} : layout.version;
  section.get(MspaCoveredTransaction)[0] = 2;
  return section;
}

}  // namespace sayso::gpp
