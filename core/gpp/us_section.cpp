#include "core/gpp/us_section.h"

#include "core/base/bits.h"
#include "core/gpp/place.h"

namespace sayso::gpp {
namespace {

// Of the GPC sub-section; widths in bits.
constexpr unsigned kTypeWidth = 2;
constexpr unsigned kGpcType = 1;

constexpr unsigned kSensitiveWidth = widthOf(Field::SensitiveDataProcessing);

/// The first version of usnat is shorter, and both lengths that its padding gives are met under a wrong
/// version.
constexpr std::size_t kUsNat1Bits[] = {60, 66};

Error badValue(Field field, std::string at) {
  return {ErrorCode::BadValue, std::string(toText(field)) + " has a value that is not defined",
          std::move(at)};
}

/// Whether the core of a usnat section is as long as that of version 1.
bool isAsLongAsVersion1(const BitReader& bits) {
  return bits.size() == kUsNat1Bits[0] || bits.size() == kUsNat1Bits[1];
}

/// The layout that fits what the section says of itself, or why there is none.
Result<const Layout*> chooseLayout(std::uint16_t id, std::string_view core, std::vector<Flag>& flags) {
  const Layout& usual = *layoutOf(id);
  BitReader bits(core);
  const auto version = static_cast<unsigned>(bits.take(widthOf(Field::Version)));
  const Layout* layout = layoutOf(id, version);
  if (!layout)
    return Error{ErrorCode::UnknownVersion, "version " + std::to_string(version) + " of it is not known",
                 bitPlace(usual.name, 0)};
  if (id != kUsNat || isAsLongAsVersion1(bits) == (version == 1)) return layout;
  if (bits.size() >= kUsNat1Bits[0]) flags.push_back({"length-not-of-version", std::string(usual.name)});
  return isAsLongAsVersion1(bits) ? layoutOf(id, 1) : layout;
}

std::optional<Error> readCore(UsSection& section, std::string_view text, std::vector<Flag>& flags) {
  const Layout& layout = *section.layout;
  BitReader bits(text);
  std::size_t at = 0;
  for (const Slot& slot : layout.slots) {
    if (slot.field == Field::None) break;
    for (unsigned i = 0; i < slot.count; ++i) {
      const std::size_t start = bits.position();
      const auto value = static_cast<std::uint8_t>(bits.take(widthOf(slot.field)));
      if (bits.ranOut()) return findEndFault(layout.name, bits);
      if (value > maxOf(slot.field)) return badValue(slot.field, bitPlace(layout.name, start));
      if (value < minOf(slot.field)) flags.push_back({"coverage-missing", bitPlace(layout.name, start)});
      section.values[at++] = value;
    }
  }
  return findEndFault(layout.name, bits);
}

std::optional<Error> readSubSection(UsSection& section, std::string_view text) {
  const bool isGpc = section.layout->subSection == SubSection::Gpc;
  const std::string name = std::string(section.layout->name) + (isGpc ? ".gpc" : ".sensitive");
  if (const auto fault = findTextFault(name, text)) return fault;
  BitReader bits(text);
  if (isGpc) {
    if (bits.take(kTypeWidth) != kGpcType)
      return Error{ErrorCode::BadSegments, "expected a sub-section of type 1", bitPlace(name, 0)};
    section.gpc = bits.flag();
    return findEndFault(name, bits);
  }
  auto& values = section.sensitive.emplace();
  for (std::uint8_t& value : values) {
    const std::size_t start = bits.position();
    value = static_cast<std::uint8_t>(bits.take(kSensitiveWidth));
    if (value > maxOf(Field::SensitiveDataProcessing))
      return badValue(Field::SensitiveDataProcessing, bitPlace(name, start));
  }
  return findEndFault(name, bits);
}

}  // namespace

Result<UsSection> readUsSection(std::uint16_t id, std::string_view text, std::vector<Flag>& flags) {
  const std::string_view name = layoutOf(id)->name;
  const std::size_t dot = text.find('.');
  const std::string_view core = text.substr(0, dot);
  if (const auto fault = findTextFault(name, core)) return *fault;
  const auto layout = chooseLayout(id, core, flags);
  if (!layout) return layout.error();

  UsSection section;
  section.layout = layout.value();
  if (const auto fault = readCore(section, core, flags)) return *fault;
  if (dot == text.npos) return section;
  const std::string_view rest = text.substr(dot + 1);
  if (section.layout->subSection == SubSection::None || rest.find('.') != rest.npos)
    return Error{ErrorCode::BadSegments, "it has more sub-sections than it may", std::string(name)};
  if (const auto fault = readSubSection(section, rest)) return *fault;
  return section;
}

Result<std::string> writeUsSection(const UsSection& section) {
  const Layout& layout = *section.layout;
  BitWriter core;
  std::size_t at = 0;
  for (const Slot& slot : layout.slots) {
    if (slot.field == Field::None) break;
    for (unsigned i = 0; i < slot.count; ++i) {
      const std::uint8_t value = section.values[at++];
      if (value < minOf(slot.field) || value > maxOf(slot.field))
        return badValue(slot.field, bitPlace(layout.name, core.size()));
      core.put(value, widthOf(slot.field));
    }
  }
  if (!layout.isExperimental() && section.values[0] != layout.version)
    return badValue(Field::Version, bitPlace(layout.name, 0));

  std::string text = core.text(kPadding);
  BitWriter sub;
  if (section.gpc && layout.subSection == SubSection::Gpc) {
    sub.put(kGpcType, kTypeWidth);
    sub.flag(*section.gpc);
  }
  if (section.sensitive && layout.subSection == SubSection::Sensitive)
    for (const std::uint8_t value : *section.sensitive) {
      if (value > maxOf(Field::SensitiveDataProcessing))
        return badValue(Field::SensitiveDataProcessing, std::string(layout.name) + ".sensitive");
      sub.put(value, kSensitiveWidth);
    }
  if (sub.size() > 0) text += "." + sub.text(kPadding);
  return text;
}

}  // namespace sayso::gpp
