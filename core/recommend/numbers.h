#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/json.h"

/// Typed arrays as base64 text, little-endian: the form in which numbers that make a file large travel.
namespace sayso::recommend {

std::string encodeU8(std::span<const std::uint8_t> numbers);
std::string encodeU16(std::span<const std::uint16_t> numbers);
std::string encodeF32(std::span<const float> numbers);

/// Reads the array `key` of exactly `count` numbers. A fault is noted at `key` and gives an empty array: text
/// of another length is refused before anything is decoded, so a small file cannot ask for much memory.
std::vector<std::uint8_t> readU8(json::Reader& reader, std::string_view key, std::size_t count);
std::vector<std::uint16_t> readU16(json::Reader& reader, std::string_view key, std::size_t count);
/// Also refuses infinities and NaN.
std::vector<float> readF32(json::Reader& reader, std::string_view key, std::size_t count);

}  // namespace sayso::recommend
