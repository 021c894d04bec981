#include "core/privacy/draws.h"

#include <cmath>

#include "core/base/math.h"

namespace sayso::privacy {

std::uint64_t Draws::next() {
  if (rest_.size() < kBytes) {
    ranOut_ = true;
    return 0;
  }
  std::uint64_t bits = 0;
  for (std::size_t at = kBytes; at-- > 0;) bits = bits << 8 | rest_[at];
  rest_ = rest_.subspan(kBytes);
  return bits;
}

double Draws::uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

std::uint64_t Draws::below(std::uint64_t bound) {
  const std::uint64_t rejected = (0 - bound) % bound;  // 2^64 mod bound: they would favour small results
  std::uint64_t draw = next();
  while (draw < rejected && !ranOut_) draw = next();
  return draw % bound;
}

double Draws::gaussian() {
  if (spare_) {
    const double kept = *spare_;
    spare_.reset();
    return kept;
  }
  while (!ranOut_) {
    const double x = 2 * uniform() - 1;
    const double y = 2 * uniform() - 1;
    const double square = x * x + y * y;
    if (square >= 1 || square == 0) continue;
    const double scale = std::sqrt(-2 * math::log(square) / square);
    spare_ = y * scale;
    return x * scale;
  }
  return 0;
}

std::optional<Error> Draws::error() const {
  if (!ranOut_) return std::nullopt;
  return Error{ErrorCode::Truncated, "the random bytes end before the last draw", ""};
}

}  // namespace sayso::privacy
