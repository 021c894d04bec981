#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/bits.h"
#include "core/base/result.h"

namespace sayso::gpp {

/// Appends the Fibonacci code of `n` >= 1: a bit for each part of its Zeckendorf sum over 1, 2, 3, 5, 8 …,
/// lowest first, and a closing 1. Zero has no code.
void writeFibonacci(BitWriter& bits, std::uint32_t n);

/// The number whose code comes next. 0 if it is larger than `max`, or if the text ends before the code does
/// (then `bits.ranOut()`).
std::uint32_t readFibonacci(BitReader& bits, std::uint32_t max);

constexpr std::uint16_t kMaxId = 65535;

/// Appends ascending ids, each greater than 0, as a Fibonacci range: how many items (12 bits); of each a bit
/// that says whether it is a group, its distance from the id before it, and of a group the distance to its
/// end.
void writeFibonacciRange(BitWriter& bits, std::span<const std::uint16_t> ids);

/// Ascending ids, at most `kMaxId` each. `truncated` or `out-of-range`, at the bit after the last one read.
Result<std::vector<std::uint16_t>> readFibonacciRange(BitReader& bits);

}  // namespace sayso::gpp
