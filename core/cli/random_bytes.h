#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/random.h"
#include "core/cli/args.h"

namespace sayso::cli {

/// Random bytes: of the system's cryptographic source, or with `--seed` of a generator that gives the same
/// ones each time (for tests and simulations, never for what somebody answered).
class RandomBytes {
 public:
  RandomBytes() = default;
  explicit RandomBytes(std::uint64_t seed) : seeded_(seed) {}
  /// By the option `--seed`, if it is given.
  static Result<RandomBytes> of(const Args& args);

  /// `cannot-read` if the system gives none.
  Result<std::vector<std::uint8_t>> take(std::size_t count);

 private:
  std::optional<Random> seeded_;
};

}  // namespace sayso::cli
