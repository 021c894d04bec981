#include "core/gpp/gpp_string.h"

#include <algorithm>
#include <optional>

#include "core/gpp/header.h"
#include "core/gpp/place.h"
#include "core/gpp/us_section.h"

namespace sayso::gpp {
namespace {

constexpr char kTcString = 'C';  // the six bits of its version, 2, which come first
constexpr std::size_t kUspV1Size = 4;

std::string nameOf(std::uint16_t id) {
  const std::string_view name = sectionName(id);
  return name.empty() ? "section " + std::to_string(id) : std::string(name);
}

Result<Section> readUspV1(std::string_view text) {
  const auto fault = [](std::size_t at) {
    return Error{ErrorCode::BadValue, "expected 1 and then three of Y, N and -",
                 "uspv1 character " + std::to_string(at)};
  };
  if (text.size() != kUspV1Size) return fault(std::min(text.size(), kUspV1Size));
  for (std::size_t i = 0; i < kUspV1Size; ++i)
    if (std::string_view(i == 0 ? "1" : "YN-").find(text[i]) == text.npos) return fault(i);
  return Section(UsPrivacy{text[1], text[2], text[3]});
}

/// Its segments are base64url, and none is empty.
std::optional<Error> findCarriedFault(const CarriedSection& carried) {
  const std::string name = nameOf(carried.id);
  const std::string_view text = carried.text;
  for (std::size_t start = 0, segment = 0; start <= text.size(); ++segment) {
    const std::size_t end = std::min(text.find('.', start), text.size());
    const std::string place = segment ? name + "." + std::to_string(segment) : name;
    if (auto fault = findTextFault(place, text.substr(start, end - start))) return fault;
    start = end + 1;
  }
  if (carried.id == kTcfEuV2 && text.front() != kTcString)
    return Error{ErrorCode::BadSegments, "expected the core of a TC string of version 2", bitPlace(name, 0)};
  return std::nullopt;
}

Result<Section> readSection(std::uint16_t id, std::string_view text, std::vector<Flag>& flags) {
  if (text.empty()) return Error{ErrorCode::BadSegments, "the section is empty", nameOf(id)};
  if (id == kUspV1) return readUspV1(text);
  if (const Layout* layout = layoutOf(id)) {
    if (layout->isExperimental()) flags.push_back({"experimental-section", nameOf(id)});
    auto section = readUsSection(id, text, flags);
    if (!section) return section.error();
    return Section(std::move(section).value());
  }
  if (id == kHeaderSection || id == kSignalIntegrity)
    flags.push_back({"reserved-section", nameOf(id)});
  else if (id != kTcfEuV2)
    flags.push_back({"unknown-section", nameOf(id)});
  CarriedSection carried{id, std::string(text)};
  if (auto fault = findCarriedFault(carried)) return *fault;
  return Section(std::move(carried));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find(separator, start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

/// The text of a section, or why it may not be written.
struct Write {
  const WriteOptions& options;

  Result<std::string> operator()(const CarriedSection& carried) const {
    if (auto fault = findCarriedFault(carried)) return *fault;
    return carried.text;
  }
  Result<std::string> operator()(const UsPrivacy& privacy) const {
    const std::string text = {'1', privacy.notice, privacy.optOutSale, privacy.lspaCovered};
    if (const auto read = readUspV1(text); !read) return read.error();
    return text;
  }
  Result<std::string> operator()(const UsSection& section) const {
    if (section.layout->isExperimental() && !options.allowExperimental)
      return Error{ErrorCode::BadValue, "its text is not final: it is written only if that is allowed",
                   std::string(section.layout->name)};
    return writeUsSection(section);
  }
};

}  // namespace

std::uint16_t idOf(const Section& section) {
  if (const auto* carried = std::get_if<CarriedSection>(&section)) return carried->id;
  if (const auto* us = std::get_if<UsSection>(&section)) return us->layout->id;
  return kUspV1;
}

const Section* GppString::section(std::uint16_t id) const {
  for (const Section& each : sections)
    if (idOf(each) == id) return &each;
  return nullptr;
}

Result<Reading> readGppString(std::string_view text) {
  if (text.size() > kMaxBytes)
    return Error{ErrorCode::TooLarge, "a GPP string has at most 65536 characters", "header"};
  Reading reading;
  if (!text.empty() && text.front() == kTcString) {
    auto section = readSection(kTcfEuV2, text, reading.flags);
    if (!section) return section.error();
    reading.gpp.sections.push_back(std::move(section).value());
    return reading;
  }

  const std::vector<std::string_view> parts = split(text, '~');
  const auto ids = readHeader(parts[0]);
  if (!ids) return ids.error();
  if (ids.value().size() != parts.size() - 1)
    return Error{ErrorCode::BadSegments,
                 "it lists " + std::to_string(ids.value().size()) + " sections, but " +
                     std::to_string(parts.size() - 1) + " follow",
                 "header"};
  for (std::size_t i = 1; i < parts.size(); ++i) {
    auto section = readSection(ids.value()[i - 1], parts[i], reading.flags);
    if (!section) return section.error();
    reading.gpp.sections.push_back(std::move(section).value());
  }
  return reading;
}

Result<std::string> writeGppString(const GppString& gpp, const WriteOptions& options) {
  std::vector<std::uint16_t> ids;
  std::string rest;
  for (const Section& section : gpp.sections) {
    const std::uint16_t id = idOf(section);
    if (id <= (ids.empty() ? 0 : ids.back()))
      return Error{ErrorCode::BadSegments, "sections stand in the order of their ids, each once", nameOf(id)};
    const auto text = std::visit(Write{options}, section);
    if (!text) return text.error();
    ids.push_back(id);
    rest += "~" + text.value();
  }
  std::string text = writeHeader(ids) + rest;
  if (text.size() > kMaxBytes)
    return Error{ErrorCode::TooLarge, "a GPP string has at most 65536 characters", "header"};
  return text;
}

}  // namespace sayso::gpp
