#pragma once

#include <cstdint>

namespace sayso {

/// Random numbers from a seed that the caller gives: the same seed gives the same numbers in every build.
/// The generator is xoshiro256** (Blackman and Vigna, "Scrambled linear pseudorandom number generators",
/// 2021), its state filled by SplitMix64 from the seed as they advise. For shuffles, samples and intervals;
/// never for secrets: what privacy needs comes from the platform's cryptographic source.
class Random {
 public:
  explicit Random(std::uint64_t seed);

  /// 64 random bits.
  std::uint64_t next();
  /// One of the 2^53 multiples of 2^-53 in [0, 1), each as likely.
  double uniform();
  /// 0 to `bound` - 1, each as likely (by rejection); 0 when `bound` is 0.
  std::uint64_t below(std::uint64_t bound);

 private:
  std::uint64_t state_[4];
};

}  // namespace sayso
