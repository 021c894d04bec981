#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/gpp/sections.h"

namespace sayso::gpp {

constexpr std::size_t kMaxBytes = std::size_t{1} << 16;  // of a GPP string

/// uspv1, the US Privacy string: "1YNN". Deprecated.
struct UsPrivacy {
  char notice = '-';  // each 'Y', 'N' or '-'
  char optOutSale = '-';
  char lspaCovered = '-';
  bool operator==(const UsPrivacy&) const = default;
};

/// A section that is carried as it stands: a TC string (tcfeuv2), which `core/tcf` reads, or one that is not
/// known here. Looked at only as far as its characters go, and that a TC string begins with its core.
struct CarriedSection {
  std::uint16_t id = 0;
  std::string text;
  bool operator==(const CarriedSection&) const = default;
};

using Section = std::variant<CarriedSection, UsPrivacy, UsSection>;
std::uint16_t idOf(const Section& section);

/// What a GPP string says: its sections, by id.
struct GppString {
  std::vector<Section> sections;
  bool operator==(const GppString&) const = default;
  /// nullptr if it is not there.
  const Section* section(std::uint16_t id) const;
};

/// Something that is read, but doubtful. `code` is one of
/// - "reserved-section": an id that no section can have,
/// - "unknown-section": an id that is not known here; the section is carried along,
/// - "experimental-section": its text is not final (usmd, usin, usky, usri),
/// - "length-not-of-version": a usnat section of the length of another version than it says. Shorter: read as
///   version 1, whose values it has,
/// - "coverage-missing": MspaCoveredTransaction is 0, which nobody may write.
struct Flag {
  std::string_view code;
  std::string at;
  bool operator==(const Flag&) const = default;
};

struct Reading {
  GppString gpp;
  std::vector<Flag> flags;
};

/// Reads a GPP string, strictly: IAB Global Privacy Platform 1.1. Segments padded to whole characters, to
/// whole bytes or further are the same. A TC string alone is read as its one section, tcfeuv2. Errors:
/// `too-large`, `bad-character`, `truncated`, `trailing-bits`, `bad-segments` (a section or sub-section is
/// missing, empty, of the wrong type, or one too many), `unknown-version`, `out-of-range`, `bad-value`. `at`
/// is the section and the bit in its segment: "usnat bit 12", "usnat.gpc bit 0", "header bit 6".
Result<Reading> readGppString(std::string_view text);

struct WriteOptions {
  bool allowExperimental = false;  // usmd, usin, usky, usri
};

/// The string, each segment padded to bytes and then to characters. `bad-value` if it says what may not be
/// written, `bad-segments` if its sections are not ascending by id.
Result<std::string> writeGppString(const GppString& gpp, const WriteOptions& options = {});

}  // namespace sayso::gpp
