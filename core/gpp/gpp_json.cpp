#include "core/gpp/gpp_json.h"

#include <algorithm>
#include <charconv>

namespace sayso::gpp {
namespace {

constexpr std::string_view kNameless = "section-";

std::string keyOf(std::uint16_t id) {
  const std::string_view name = sectionName(id);
  return name.empty() ? std::string(kNameless) + std::to_string(id) : std::string(name);
}

/// 0 if `key` is no section's.
std::uint16_t idOfKey(std::string_view key) {
  if (const std::uint16_t id = sectionId(key)) return id;
  if (key.substr(0, kNameless.size()) != kNameless) return 0;
  key.remove_prefix(kNameless.size());
  std::uint16_t id = 0;
  const auto [end, fault] = std::from_chars(key.data(), key.data() + key.size(), id);
  const bool isWhole = fault == std::errc() && end == key.data() + key.size() && key.front() != '0';
  return isWhole && sectionName(id).empty() ? id : std::uint16_t{0};
}

Json listOf(std::span<const std::uint8_t> values) {
  Json list = Json::array();
  for (const std::uint8_t value : values) json::append(list, value);
  return list;
}

Json sectionToJson(const UsSection& section) {
  Json core = Json::object();
  for (const Slot& slot : section.layout->slots) {
    if (slot.field == Field::None) break;
    const auto values = section.get(slot.field);
    json::set(core, toText(slot.field), slot.isList ? json::Value(listOf(values)) : json::Value(values[0]));
  }
  Json value = json::object({{"core", std::move(core)}});
  if (section.layout->subSection == SubSection::Gpc)
    json::set(value, "gpc", section.gpc ? json::Value(*section.gpc) : json::Value(nullptr));
  if (section.layout->subSection == SubSection::Sensitive) {
    Json list;
    if (section.sensitive) list = listOf(*section.sensitive);
    json::set(value, "sensitive", std::move(list));
  }
  return value;
}

Json sectionToJson(const UsPrivacy& privacy) {
  const auto letter = [](const char& of) { return std::string_view(&of, 1); };
  return json::object({{"Version", 1},
                       {"Notice", letter(privacy.notice)},
                       {"OptOutSale", letter(privacy.optOutSale)},
                       {"LspaCovered", letter(privacy.lspaCovered)}});
}

Json sectionToJson(const CarriedSection& carried) { return carried.text; }

// Reading back.

std::uint8_t readValue(json::Reader& reader, Field field) {
  return static_cast<std::uint8_t>(reader.asInteger(minOf(field), maxOf(field)));
}

void readValues(json::Reader& core, const Slot& slot, std::span<std::uint8_t> values) {
  const std::string_view name = toText(slot.field);
  if (!slot.isList)
    return core.in(name, [&](json::Reader& reader) { values[0] = readValue(reader, slot.field); });
  core.in(name, [&](json::Reader& list) {
    if (!list.expectArray()) return;
    if (list.raw().size() != values.size())
      return list.fail(ErrorCode::BadValue, "expected " + std::to_string(values.size()) + " values");
    std::size_t i = 0;
    list.elements([&](json::Reader& reader) { values[i++] = readValue(reader, slot.field); });
  });
}

/// The layout of the version that `core` names; notes a fault if there is none.
const Layout* layoutFor(std::uint16_t id, json::Reader& core) {
  const Layout* layout = layoutOf(id);
  if (layout->isExperimental()) return layout;
  layout = layoutOf(id, static_cast<unsigned>(core.integer("Version", 1, maxOf(Field::Version))));
  if (!layout) core.fail(ErrorCode::UnknownVersion, "no such version of it is known", "Version");
  return layout;
}

void readSensitive(json::Reader& list, UsSection& section) {
  if (list.isNull() || !list.expectArray()) return;
  auto& values = section.sensitive.emplace();
  if (list.raw().size() != values.size())
    return list.fail(ErrorCode::BadValue, "expected " + std::to_string(values.size()) + " values");
  std::size_t i = 0;
  list.elements(
      [&](json::Reader& reader) { values[i++] = readValue(reader, Field::SensitiveDataProcessing); });
}

std::optional<Section> readUsSection(std::uint16_t id, json::Reader& reader) {
  UsSection section;
  reader.in("core", [&](json::Reader& core) {
    if (!core.expectObject()) return;
    section.layout = layoutFor(id, core);
    if (!section.layout) return;
    for (const Slot& slot : section.layout->slots) {
      if (slot.field == Field::None) break;
      readValues(core, slot, section.get(slot.field));
    }
    core.finish();
  });
  if (!section.layout) return std::nullopt;
  if (section.layout->subSection == SubSection::Gpc)
    reader.inIf("gpc", [&](json::Reader& gpc) {
      if (!gpc.isNull()) section.gpc = gpc.asFlag();
    });
  if (section.layout->subSection == SubSection::Sensitive)
    reader.inIf("sensitive", [&](json::Reader& list) { readSensitive(list, section); });
  reader.finish();
  return section;
}

std::optional<Section> readUsPrivacy(json::Reader& reader) {
  const auto letter = [&](std::string_view key) {
    constexpr std::string_view kLetters = "YN-";
    return kLetters[reader.oneOf(key, {"Y", "N", "-"})];
  };
  reader.integer("Version", 1, 1);
  const Section privacy = UsPrivacy{letter("Notice"), letter("OptOutSale"), letter("LspaCovered")};
  reader.finish();
  return privacy;
}

std::optional<Section> readSection(std::uint16_t id, json::Reader& reader) {
  const bool isObject = id == kUspV1 || layoutOf(id);
  if (!isObject) return CarriedSection{id, reader.asText()};
  if (!reader.expectObject()) return std::nullopt;
  return id == kUspV1 ? readUsPrivacy(reader) : readUsSection(id, reader);
}

void checkIds(json::Reader& reader, const GppString& gpp) {
  if (!reader.has("sectionIds")) return;
  Json ids = Json::array();
  for (const Section& section : gpp.sections) json::append(ids, idOf(section));
  if (*reader.rawIf("sectionIds") != ids)
    reader.fail(ErrorCode::BadValue, "not the ids of the sections", "sectionIds");
}

}  // namespace

Json toJson(const GppString& gpp) {
  Json ids = Json::array();
  Json sections = Json::object();
  for (const Section& section : gpp.sections) {
    json::append(ids, idOf(section));
    json::set(sections, keyOf(idOf(section)),
              std::visit([](const auto& each) { return sectionToJson(each); }, section));
  }
  return json::object({{"sectionIds", std::move(ids)}, {"sections", std::move(sections)}});
}

Json toJson(const std::vector<Flag>& flags) {
  Json list = Json::array();
  for (const Flag& flag : flags) json::append(list, json::object({{"code", flag.code}, {"at", flag.at}}));
  return list;
}

Result<GppString> fromJson(const Json& value) {
  std::vector<Error> errors;
  json::Reader reader(value, errors);
  GppString gpp;
  if (!reader.expectObject()) return errors.front();
  reader.in("sections", [&](json::Reader& sections) {
    if (!sections.expectObject()) return;
    sections.members([&](std::string_view key, json::Reader& member) {
      const std::uint16_t id = idOfKey(key);
      if (!id) return member.fail(ErrorCode::UnknownKey, "no section has this name");
      if (auto section = readSection(id, member)) gpp.sections.push_back(*std::move(section));
    });
  });
  std::sort(gpp.sections.begin(), gpp.sections.end(),
            [](const Section& a, const Section& b) { return idOf(a) < idOf(b); });
  if (errors.empty()) checkIds(reader, gpp);
  reader.finish();
  if (!errors.empty()) return errors.front();
  return gpp;
}

}  // namespace sayso::gpp
