#include "core/gpp/place.h"

namespace sayso::gpp {

std::optional<Error> findTextFault(std::string_view segment, std::string_view text) {
  if (text.empty()) return Error{ErrorCode::BadSegments, "nothing stands here", std::string(segment)};
  const std::size_t at = findNotBase64Url(text);
  if (at == text.npos) return std::nullopt;
  return Error{ErrorCode::BadCharacter, "expected A-Z, a-z, 0-9, - or _",
               bitPlace(segment, at * kBitsPerCharacter)};
}

std::optional<Error> findEndFault(std::string_view segment, const BitReader& bits) {
  if (bits.ranOut())
    return Error{ErrorCode::Truncated, "the text ends before its last field", bitPlace(segment, bits.size())};
  if (!bits.isRestZero())
    return Error{ErrorCode::TrailingBits, "expected only zero bits after the last field",
                 bitPlace(segment, bits.position())};
  return std::nullopt;
}

}  // namespace sayso::gpp
