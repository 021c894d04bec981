#include "core/recommend/numbers.h"

#include <cmath>
#include <cstring>

#include "core/base/base64.h"
#include "core/base/number.h"

namespace sayso::recommend {
namespace {

/// The bytes of `count` numbers of `width` bytes, or none and a noted error.
std::vector<std::uint8_t> readBytes(json::Reader& reader, std::string_view key, std::size_t count,
                                    std::size_t width) {
  const std::size_t before = reader.faults();
  const std::string text = reader.text(key);
  if (reader.faults() != before) return {};
  const std::size_t wanted = (count * width + 2) / 3 * 4;
  if (text.size() != wanted) {
    reader.fail(ErrorCode::BadModel,
                "expected " + formatInteger(wanted) + " characters of base64 for " + formatInteger(count) +
                    " numbers, found " + formatInteger(text.size()),
                key);
    return {};
  }
  auto bytes = decodeBase64(text);
  if (!bytes) {
    reader.fail(bytes.error().code, bytes.error().message + " (" + bytes.error().at + ")", key);
    return {};
  }
  if (bytes.value().size() != count * width) {
    reader.fail(ErrorCode::BadModel, "expected " + formatInteger(count) + " numbers", key);
    return {};
  }
  return std::move(bytes).value();
}

}  // namespace

std::string encodeU8(std::span<const std::uint8_t> numbers) { return encodeBase64(numbers); }

std::string encodeU16(std::span<const std::uint16_t> numbers) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(numbers.size() * 2);
  for (std::uint16_t number : numbers) {
    bytes.push_back(static_cast<std::uint8_t>(number & 255));
    bytes.push_back(static_cast<std::uint8_t>(number >> 8));
  }
  return encodeBase64(bytes);
}

std::string encodeF32(std::span<const float> numbers) {
  std::vector<std::uint8_t> bytes;
  bytes.reserve(numbers.size() * 4);
  for (float number : numbers) {
    std::uint32_t bits;
    std::memcpy(&bits, &number, sizeof bits);
    for (int shift = 0; shift < 32; shift += 8)
      bytes.push_back(static_cast<std::uint8_t>(bits >> shift & 255));
  }
  return encodeBase64(bytes);
}

std::vector<std::uint8_t> readU8(json::Reader& reader, std::string_view key, std::size_t count) {
  return readBytes(reader, key, count, 1);
}

std::vector<std::uint16_t> readU16(json::Reader& reader, std::string_view key, std::size_t count) {
  const std::vector<std::uint8_t> bytes = readBytes(reader, key, count, 2);
  std::vector<std::uint16_t> numbers(bytes.size() / 2);
  for (std::size_t i = 0; i < numbers.size(); ++i)
    numbers[i] = static_cast<std::uint16_t>(bytes[2 * i] | bytes[2 * i + 1] << 8);
  return numbers;
}

std::vector<float> readF32(json::Reader& reader, std::string_view key, std::size_t count) {
  const std::vector<std::uint8_t> bytes = readBytes(reader, key, count, 4);
  std::vector<float> numbers(bytes.size() / 4);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    std::uint32_t bits = 0;
    for (unsigned byte = 0; byte < 4; ++byte) bits |= std::uint32_t{bytes[4 * i + byte]} << (8 * byte);
    std::memcpy(&numbers[i], &bits, sizeof bits);
    if (std::isfinite(numbers[i])) continue;
    reader.fail(ErrorCode::BadNumber, "number " + formatInteger(i) + " is not finite", key);
    return {};
  }
  return numbers;
}

}  // namespace sayso::recommend
