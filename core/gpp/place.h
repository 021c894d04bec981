#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/bits.h"
#include "core/base/result.h"

namespace sayso::gpp {

/// "usnat bit 12": where in a string an error or a flag is, counted from the start of the segment.
inline std::string bitPlace(std::string_view segment, std::size_t bit) {
  return std::string(segment) + " bit " + std::to_string(bit);
}

constexpr unsigned kBitsPerCharacter = 6;

/// The fault of a segment before it is read: it is empty, or not base64url.
std::optional<Error> findTextFault(std::string_view segment, std::string_view text);
/// The fault of a segment whose last field was read: it ended before, or something other than zero follows
/// (zero bits are padding, however many).
std::optional<Error> findEndFault(std::string_view segment, const BitReader& bits);

}  // namespace sayso::gpp
