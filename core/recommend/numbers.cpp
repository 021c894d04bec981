#include "core/recommend/numbers.h"

#include <bit>
#include <cmath>
#include <cstring>

#include "core/base/base64.h"
#include "core/base/number.h"

namespace sayso::recommend {
namespace {

/// Decodes `count` numbers of `width` bytes into the memory that `allocate` gives. False and a noted error:
/// the text is none of that many.
bool readBytes(json::Reader& reader, std::string_view key, std::size_t count, std::size_t width,
               FunctionRef<std::uint8_t*()> allocate) {
  bool isRead = false;
  reader.in(key, [&](json::Reader& text) {
    if (!text.isText()) return void(text.asText());  // which notes the fault
    const std::string_view written = text.raw().get_ref<const std::string&>();
    const std::size_t wanted = (count * width + 2) / 3 * 4;
    if (written.size() != wanted)
      return text.fail(ErrorCode::BadModel, "expected " + formatInteger(wanted) +
                                                " characters of base64 for " + formatInteger(count) +
                                                " numbers, found " + formatInteger(written.size()));
    if (sizeOfBase64(written) != count * width)
      return text.fail(ErrorCode::BadModel, "expected " + formatInteger(count) + " numbers");
    const auto error = decodeBase64(written, {allocate(), count * width});
    if (error) return text.fail(error->code, error->message + " (" + error->at + ")");
    isRead = true;
  });
  return isRead;
}

/// The numbers as the processor has them: little-endian, as the file.
template <class Number>
std::vector<Number> readNumbers(json::Reader& reader, std::string_view key, std::size_t count) {
  static_assert(std::endian::native == std::endian::little);
  std::vector<Number> numbers;
  const bool isRead = readBytes(reader, key, count, sizeof(Number), [&] {
    numbers.resize(count);
    return reinterpret_cast<std::uint8_t*>(numbers.data());
  });
  if (!isRead) numbers.clear();
  return numbers;
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
  return readNumbers<std::uint8_t>(reader, key, count);
}

std::vector<std::uint16_t> readU16(json::Reader& reader, std::string_view key, std::size_t count) {
  return readNumbers<std::uint16_t>(reader, key, count);
}

std::vector<float> readF32(json::Reader& reader, std::string_view key, std::size_t count) {
  std::vector<float> numbers = readNumbers<float>(reader, key, count);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (std::isfinite(numbers[i])) continue;
    reader.fail(ErrorCode::BadNumber, "number " + formatInteger(i) + " is not finite", key);
    return {};
  }
  return numbers;
}

}  // namespace sayso::recommend
