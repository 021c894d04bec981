#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace sayso {

/// SHA-256 (FIPS 180-4) of `bytes`.
std::array<std::uint8_t, 32> sha256(std::string_view bytes);

/// The form in which hashes are written everywhere: "sha256:" and 64 lower-case hex digits.
std::string hashText(std::string_view bytes);

/// Whether `text` has the form that `hashText` writes.
bool isHashText(std::string_view text);

}  // namespace sayso
