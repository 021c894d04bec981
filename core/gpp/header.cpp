#include "core/gpp/header.h"

#include "core/base/bits.h"
#include "core/gpp/fibonacci.h"
#include "core/gpp/place.h"
#include "core/gpp/sections.h"

namespace sayso::gpp {
namespace {

constexpr std::string_view kName = "header";
// Widths in bits; the section ids follow as a Fibonacci range.
constexpr unsigned kTypeWidth = 6;
constexpr unsigned kVersionWidth = 6;

constexpr unsigned kType = 3;
constexpr unsigned kVersion = 1;

}  // namespace

Result<std::vector<std::uint16_t>> readHeader(std::string_view text) {
  if (const auto fault = findTextFault(kName, text)) return *fault;
  BitReader bits(text);
  if (bits.take(kTypeWidth) != kType)
    return Error{ErrorCode::BadValue, "a GPP string begins with D", bitPlace(kName, 0)};
  if (bits.take(kVersionWidth) != kVersion && !bits.ranOut())
    return Error{ErrorCode::UnknownVersion, "only version 1 of the header is known",
                 bitPlace(kName, kTypeWidth)};
  auto ids = readFibonacciRange(bits);
  if (!ids) return Error{ids.error().code, ids.error().message, std::string(kName) + " " + ids.error().at};
  if (const auto fault = findEndFault(kName, bits)) return *fault;
  return ids;
}

std::string writeHeader(std::span<const std::uint16_t> ids) {
  BitWriter bits;
  bits.put(kType, kTypeWidth);
  bits.put(kVersion, kVersionWidth);
  writeFibonacciRange(bits, ids);
  return bits.text(kPadding);
}

}  // namespace sayso::gpp
