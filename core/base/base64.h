#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sayso {

/// Standard base64 (RFC 4648, section 4) with padding: the form in which numbers that make a file large
/// travel.
std::string encodeBase64(std::span<const std::uint8_t> bytes);

/// Strict: padding is required, white space and unused bits other than zero are refused. `at` is "byte N".
Result<std::vector<std::uint8_t>> decodeBase64(std::string_view text);

/// How many bytes such a text holds, should it be base64; and the same into as many bytes that are there.
std::size_t sizeOfBase64(std::string_view text);
std::optional<Error> decodeBase64(std::string_view text, std::span<std::uint8_t> bytes);

}  // namespace sayso
