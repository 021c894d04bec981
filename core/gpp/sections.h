#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace sayso::gpp {

/// Segments are written with zero bits up to whole bytes, and then to whole characters, as live strings are.
constexpr unsigned kPadding = 8;

constexpr std::uint16_t kTcfEuV2 = 2, kHeaderSection = 3, kSignalIntegrity = 4, kUspV1 = 6, kUsNat = 7;

/// The prefix of a section ("usnat"); empty if the list of sections has no such id.
std::string_view sectionName(std::uint16_t id);
/// 0 if there is none of this name.
std::uint16_t sectionId(std::string_view name);

/// A field of a US section. `toText` gives its name in the specification.
enum class Field : std::uint8_t {
  None,
  Version,
  MspaVersion,
  SharingNotice,
  ProcessingNotice,
  SaleOptOutNotice,
  SharingOptOutNotice,
  TargetedAdvertisingOptOutNotice,
  SensitiveDataProcessingOptOutNotice,
  SensitiveDataLimitUseNotice,
  SensitiveDataOptOutNotice,
  SaleOptOut,
  SharingOptOut,
  TargetedAdvertisingOptOut,
  SensitiveDataProcessing,
  KnownChildSensitiveDataConsents,
  PersonalDataConsents,
  AdditionalDataProcessingConsent,
  MspaCoveredTransaction,
  MspaOptOutOptionMode,
  MspaServiceProviderMode,
  MspaMode,
};
std::string_view toText(Field field);

/// A field's place in a layout: its values, each as wide as `widthOf` says.
struct Slot {
  Field field = Field::None;
  std::uint8_t count = 1;
  bool isList = false;  // a list, even if it has one value
  constexpr Slot() = default;
  constexpr Slot(Field field) : field(field) {}
  constexpr Slot(Field field, std::uint8_t count) : field(field), count(count), isList(true) {}
};

/// In bits.
constexpr unsigned widthOf(Field field) {
  return field == Field::Version || field == Field::MspaVersion ? 6 : 2;
}
/// The largest value that is defined. 3 is none of a field of two bits.
constexpr unsigned maxOf(Field field) { return widthOf(field) == 2 ? 2 : 63; }
/// The smallest that may be written. Whether a transaction is covered has to be said.
constexpr unsigned minOf(Field field) { return field == Field::MspaCoveredTransaction ? 1 : 0; }

/// What may follow the core of a section.
enum class SubSection : std::uint8_t {
  None,
  Gpc,        // its type (2 bits) = 1, then Gpc (1 bit)
  Sensitive,  // SensitiveDataProcessing, without a type
};
constexpr std::size_t kSensitiveValues = 8;

constexpr std::size_t kMaxSlots = 17;
constexpr std::size_t kMaxValues = 34;

/// One version of a US section: a row of the table in sections.cpp.
struct Layout {
  std::uint16_t id;
  std::string_view name;
  std::uint8_t version;  // 0: its text is not final, and its MspaVersion is not looked at
  SubSection subSection;
  std::array<Slot, kMaxSlots> slots;  // in the specification's order; the rest is Field::None

  constexpr bool isExperimental() const { return version == 0; }
  constexpr std::size_t valueCount() const {
    std::size_t count = 0;
    for (const Slot& slot : slots)
      if (slot.field != Field::None) count += slot.count;
    return count;
  }
  /// Of the core, without padding.
  constexpr std::size_t bits() const {
    std::size_t count = 0;
    for (const Slot& slot : slots)
      if (slot.field != Field::None) count += slot.count * widthOf(slot.field);
    return count;
  }
  /// Where the values of `field` stand among all of the core; none if it has no such field.
  struct Run {
    std::size_t at = 0;
    std::size_t count = 0;
  };
  Run find(Field field) const;
};

/// All of them, by id, the version to write first.
std::span<const Layout> layouts();
/// nullptr if it is no US section, or no such version of one. Without a version: the one to write.
const Layout* layoutOf(std::uint16_t id);
const Layout* layoutOf(std::uint16_t id, unsigned version);

/// What a US section says. Its values are those of its layout, one after the other.
struct UsSection {
  const Layout* layout = nullptr;
  std::array<std::uint8_t, kMaxValues> values{};
  std::optional<bool> gpc;                                              // its sub-section, if there is one
  std::optional<std::array<std::uint8_t, kSensitiveValues>> sensitive;  // likewise

  bool operator==(const UsSection&) const = default;
  /// The values of `field`; empty if the section has none.
  std::span<const std::uint8_t> get(Field field) const {
    const Layout::Run run = layout->find(field);
    return {values.data() + run.at, run.count};
  }
  std::span<std::uint8_t> get(Field field) {
    const Layout::Run run = layout->find(field);
    return {values.data() + run.at, run.count};
  }
};

/// A section of the current version in which nothing applies and no transaction is covered.
UsSection emptySection(const Layout& layout);

}  // namespace sayso::gpp
