#include "core/gpp/fibonacci.h"

#include <array>

namespace sayso::gpp {
namespace {

constexpr unsigned kItemCount = 12;  // bits

/// 1, 2, 3, 5 … as far as 32 bits go.
constexpr auto kFibonacci = [] {
  std::array<std::uint32_t, 46> numbers{1, 2};
  for (std::size_t i = 2; i < numbers.size(); ++i) numbers[i] = numbers[i - 1] + numbers[i - 2];
  return numbers;
}();

/// The index after the last id of the run that begins at `from`.
std::size_t endOfRun(std::span<const std::uint16_t> ids, std::size_t from) {
  std::size_t end = from + 1;
  while (end < ids.size() && ids[end] == ids[end - 1] + 1) ++end;
  return end;
}

}  // namespace

void writeFibonacci(BitWriter& bits, std::uint32_t n) {
  std::size_t last = kFibonacci.size() - 1;
  while (last > 0 && kFibonacci[last] > n) --last;
  std::uint64_t parts = 0;  // bit i: the sum has kFibonacci[i]
  for (std::size_t i = last + 1; i-- > 0;) {
    if (kFibonacci[i] > n) continue;
    n -= kFibonacci[i];
    parts |= std::uint64_t{1} << i;
  }
  for (std::size_t i = 0; i <= last; ++i) bits.flag(parts >> i & 1);
  bits.flag(true);
}

std::uint32_t readFibonacci(BitReader& bits, std::uint32_t max) {
  std::uint64_t sum = 0;
  bool wasOne = false;
  for (const std::uint32_t part : kFibonacci) {
    const bool isOne = bits.flag();
    if (bits.ranOut()) return 0;
    if (isOne && wasOne) return static_cast<std::uint32_t>(sum);
    if (isOne) sum += part;
    if (sum > max) return 0;
    wasOne = isOne;
  }
  return wasOne && bits.flag() && !bits.ranOut() ? static_cast<std::uint32_t>(sum) : 0;
}

void writeFibonacciRange(BitWriter& bits, std::span<const std::uint16_t> ids) {
  unsigned items = 0;
  for (std::size_t i = 0; i < ids.size(); i = endOfRun(ids, i)) ++items;
  bits.put(items, kItemCount);

  std::uint32_t last = 0;
  for (std::size_t i = 0; i < ids.size();) {
    const std::size_t end = endOfRun(ids, i);
    const std::uint32_t first = ids[i];
    bits.flag(end - i > 1);
    writeFibonacci(bits, first - last);
    last = ids[end - 1];
    if (end - i > 1) writeFibonacci(bits, last - first);
    i = end;
  }
}

Result<std::vector<std::uint16_t>> readFibonacciRange(BitReader& bits) {
  std::vector<std::uint16_t> ids;
  std::uint32_t last = 0;
  const auto step = [&] {
    const std::uint32_t distance = readFibonacci(bits, kMaxId - last);
    last += distance;
    return distance > 0;
  };
  const auto items = static_cast<unsigned>(bits.take(kItemCount));
  for (unsigned item = 0; item < items; ++item) {
    const bool isGroup = bits.flag();
    bool isRead = step();
    const std::uint32_t first = last;
    if (isRead && isGroup) isRead = step();
    if (bits.ranOut()) break;
    if (!isRead)
      return Error{ErrorCode::OutOfRange, "expected ids up to 65535",
                   "bit " + std::to_string(bits.position())};
    for (std::uint32_t id = first; id <= last; ++id) ids.push_back(static_cast<std::uint16_t>(id));
  }
  if (bits.ranOut())
    return Error{ErrorCode::Truncated, "the text ends before its last id",
                 "bit " + std::to_string(bits.size())};
  return ids;
}

}  // namespace sayso::gpp
