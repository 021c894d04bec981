#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "core/base/result.h"

namespace sayso::privacy {

/// Random draws from bytes that the caller took from the platform's cryptographic source (the browser's
/// `crypto.getRandomValues`, the system's getentropy). It remembers that the bytes ran out; what it gives
/// from then on must not be used.
class Draws {
 public:
  /// Each draw takes 8 bytes, one by rejection now and then 8 more.
  static constexpr std::size_t kBytes = 8;

  explicit Draws(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

  /// One of the 2^53 multiples of 2^-53 in [0, 1), each as likely.
  double uniform();
  /// 0 to `bound` - 1, each as likely (by rejection). `bound` is not 0.
  std::uint64_t below(std::uint64_t bound);
  /// From the standard normal distribution, by Marsaglia's polar method: logarithm and square root alone.
  double gaussian();

  /// Set once the bytes did not suffice.
  std::optional<Error> error() const;

 private:
  std::uint64_t next();

  std::span<const std::uint8_t> rest_;
  bool ranOut_ = false;
  std::optional<double> spare_;  // the polar method gives two
};

}  // namespace sayso::privacy
