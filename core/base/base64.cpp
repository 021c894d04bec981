#include "core/base/base64.h"

#include <array>

#include "core/base/number.h"

namespace sayso {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> makeValues() {
  std::array<std::int8_t, 256> values{};
  for (auto& value : values) value = -1;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i)
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  return values;
}
constexpr std::array<std::int8_t, 256> kValues = makeValues();

Error badAt(std::size_t at) { return {ErrorCode::BadBase64, "not base64", "byte " + formatInteger(at)}; }

}  // namespace

std::string encodeBase64(std::span<const std::uint8_t> bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const std::size_t count = bytes.size() - at < 3 ? bytes.size() - at : 3;
    std::uint32_t group = std::uint32_t{bytes[at]} << 16;
    if (count > 1) group |= std::uint32_t{bytes[at + 1]} << 8;
    if (count > 2) group |= bytes[at + 2];
    text += kAlphabet[group >> 18];
    text += kAlphabet[group >> 12 & 63];
    text += count > 1 ? kAlphabet[group >> 6 & 63] : '=';
    text += count > 2 ? kAlphabet[group & 63] : '=';
  }
  return text;
}

std::size_t sizeOfBase64(std::string_view text) {
  std::size_t padding = 0;
  while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
  return (text.size() - padding) * 3 / 4;
}

std::optional<Error> decodeBase64(std::string_view text, std::span<std::uint8_t> bytes) {
  if (text.size() % 4 != 0) return badAt(text.size());
  std::uint8_t* next = bytes.data();
  const std::size_t end = (bytes.size() * 4 + 2) / 3;
  std::uint32_t group = 0;
  for (std::size_t at = 0; at < end; ++at) {
    const int value = kValues[static_cast<unsigned char>(text[at])];
    if (value < 0) return badAt(at);
    group = group << 6 | static_cast<std::uint32_t>(value);
    if (at % 4 == 1) *next++ = static_cast<std::uint8_t>(group >> 4);
    if (at % 4 == 2) *next++ = static_cast<std::uint8_t>(group >> 2);
    if (at % 4 == 3) *next++ = static_cast<std::uint8_t>(group);
  }
  const std::uint32_t unused = end % 4 == 3 ? group & 3 : end % 4 == 2 ? group & 15 : 0;
  if (unused) return badAt(end - 1);
  return std::nullopt;
}

Result<std::vector<std::uint8_t>> decodeBase64(std::string_view text) {
  std::vector<std::uint8_t> bytes(sizeOfBase64(text));
  if (auto error = decodeBase64(text, bytes)) return *std::move(error);
  return bytes;
}

}  // namespace sayso
