#include "core/base/number.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace sayso {
namespace {

// A double, and the middle of two neighbours, has at most 767 significant digits. Of what follows only
// matters whether it is all zeros.
constexpr int kMostDigits = 800;
constexpr std::uint32_t kFiveTo13 = 1220703125;  // the largest power of five in 32 bits

/// A natural number, as large as the numbers below need.
class Natural {
 public:
  bool isZero() const { return size_ == 0; }
  std::size_t size() const { return size_; }
  int width() const {
    return isZero() ? 0 : 32 * static_cast<int>(size_) - std::countl_zero(limbs_[size_ - 1]);
  }
  bool bit(int at) const {
    const auto limb = static_cast<std::size_t>(at) / 32;
    return limb < size_ && (limbs_[limb] >> (at % 32) & 1) != 0;
  }
  bool hasBitBelow(int end) const {
    for (int at = 0; at < end && at < width(); ++at)
      if (bit(at)) return true;
    return false;
  }
  /// The bits from `first` on; there must be at most 64.
  std::uint64_t from(int first) const {
    std::uint64_t bits = 0;
    for (int at = width(); at-- > first;) bits = bits << 1 | static_cast<std::uint64_t>(bit(at));
    return bits;
  }

  void multiplyAdd(std::uint32_t factor, std::uint32_t carried) {
    std::uint64_t carry = carried;
    for (std::size_t i = 0; i < size_; ++i) {
      carry += std::uint64_t{limbs_[i]} * factor;
      limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry) limbs_[size_++] = static_cast<std::uint32_t>(carry);
  }
  /// Gives the rest.
  std::uint32_t divide(std::uint32_t divisor) {
    std::uint64_t rest = 0;
    for (std::size_t i = size_; i-- > 0;) {
      rest = rest << 32 | limbs_[i];
      limbs_[i] = static_cast<std::uint32_t>(rest / divisor);
      rest %= divisor;
    }
    while (size_ > 0 && limbs_[size_ - 1] == 0) --size_;
    return static_cast<std::uint32_t>(rest);
  }
  void shift(int bits) {
    for (; bits > 0; bits -= 16) multiplyAdd(std::uint32_t{1} << std::min(bits, 16), 0);
  }
  void multiplyByTen(int times) {
    for (int i = 0; i < times; ++i) multiplyAdd(10, 0);
  }
  void add(const Natural& other) { combine(other, false); }
  /// `other` is not larger.
  void subtract(const Natural& other) { combine(other, true); }
  /// Negative, zero or positive.
  int compare(const Natural& other) const {
    if (size_ != other.size_) return size_ < other.size_ ? -1 : 1;
    for (std::size_t i = size_; i-- > 0;)
      if (limbs_[i] != other.limbs_[i]) return limbs_[i] < other.limbs_[i] ? -1 : 1;
    return 0;
  }

  /// Grows to `size` limbs by zeros at the low end; gives how many.
  int padTo(std::size_t size) {
    if (size <= size_) return 0;
    const std::size_t added = size - size_;
    for (std::size_t i = size_; i-- > 0;) limbs_[i + added] = limbs_[i];
    for (std::size_t i = 0; i < added; ++i) limbs_[i] = 0;
    size_ = size;
    return static_cast<int>(added);
  }

 private:
  void combine(const Natural& other, bool isDifference) {
    std::int64_t carry = 0;
    for (std::size_t i = 0; i < other.size_ || carry != 0; ++i) {
      if (i == size_) limbs_[size_++] = 0;
      const std::int64_t limb = i < other.size_ ? other.limbs_[i] : 0;
      carry += std::int64_t{limbs_[i]} + (isDifference ? -limb : limb);
      limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    while (size_ > 0 && limbs_[size_ - 1] == 0) --size_;
  }

  std::array<std::uint32_t, 96> limbs_;
  std::size_t size_ = 0;
};

/// A number as written: digits * 10^exponent, and a little more if `isMore`.
struct Decimal {
  Natural digits;
  int count = 0;  // significant digits in `digits`
  int exponent = 0;
  bool isMore = false;
};

Decimal readDecimal(std::string_view text) {
  Decimal number;
  bool isFraction = false;
  std::size_t at = 0;
  for (; at < text.size() && (text[at] | 32) != 'e'; ++at) {
    if (text[at] == '.') {
      isFraction = true;
      continue;
    }
    const auto digit = static_cast<std::uint32_t>(text[at] - '0');
    const bool kept = number.count < kMostDigits;
    if (kept) {
      number.digits.multiplyAdd(10, digit);
      if (!number.digits.isZero()) ++number.count;
    } else {
      number.isMore = number.isMore || digit != 0;
    }
    number.exponent += (kept ? 0 : 1) - (isFraction ? 1 : 0);
  }
  if (at == text.size()) return number;
  const bool isNegative = text[++at] == '-';
  if (text[at] == '-' || text[at] == '+') ++at;
  constexpr int kEnough = std::numeric_limits<int>::max() / 20;  // more digits than any text holds
  int exponent = 0;
  for (; at < text.size(); ++at)
    if (exponent < kEnough) exponent = exponent * 10 + (text[at] - '0');
  number.exponent += isNegative ? -exponent : exponent;
  return number;
}

/// The double with these bits of mantissa above 2^exponent, the lowest place it keeps.
double compose(std::uint64_t mantissa, int exponent) {
  const std::uint64_t bits = (static_cast<std::uint64_t>(exponent + 1074) << 52) + mantissa;
  constexpr std::uint64_t kInfinity = std::uint64_t{0x7FF} << 52;
  const std::uint64_t bounded = exponent + 1074 > 0x7FF || bits > kInfinity ? kInfinity : bits;
  double number;  // Emscripten's library has no std::bit_cast yet
  std::memcpy(&number, &bounded, sizeof number);
  return number;
}

/// By whole numbers alone: digits * 5^exponent * 2^exponent, where a negative power of five divides. A rest
/// of the division only matters as more than nothing.
double roundExactly(Decimal& number) {
  Natural& digits = number.digits;
  int scale = number.exponent;
  int fives = number.exponent;
  if (fives < 0)  // so many limbs that at least 65 bits stay: 5^n has less than 2.33 n bits
    scale -= 32 * digits.padTo(static_cast<std::size_t>(-fives * 75 / 1024 + 5));
  while (fives != 0) {
    const int step = std::min(std::abs(fives), 13);
    std::uint32_t factor = kFiveTo13;
    for (int i = step; i < 13; ++i) factor /= 5;
    if (fives > 0) {
      digits.multiplyAdd(factor, 0);
      fives -= step;
    } else {
      number.isMore = digits.divide(factor) != 0 || number.isMore;
      fives += step;
    }
  }
  const int lowest = std::max(digits.width() - 53 + scale, -1074);
  const int dropped = lowest - scale;
  if (dropped <= 0) return compose(digits.from(0) << -dropped, lowest);
  std::uint64_t mantissa = digits.from(dropped);
  const bool isAboveHalf = number.isMore || digits.hasBitBelow(dropped - 1);
  if (digits.bit(dropped - 1) && (isAboveHalf || mantissa % 2 == 1)) ++mantissa;
  return compose(mantissa, lowest);
}

double magnitude(std::string_view text) {
  Decimal number = readDecimal(text);
  if (number.digits.isZero()) return 0;
  const int size = number.count + number.exponent;  // from 10^(size - 1) to 10^size
  if (size > 310) return std::numeric_limits<double>::infinity();
  if (size < -330) return 0;
  // Both exact, so that one operation rounds once (Clinger 1990).
  if (number.digits.width() <= 53 && !number.isMore && std::abs(number.exponent) <= 22) {
    double power = 1;
    for (int i = std::abs(number.exponent); i > 0; --i) power *= 10;
    const auto whole = static_cast<double>(number.digits.from(0));
    return number.exponent < 0 ? whole / power : whole * power;
  }
  return roundExactly(number);
}

/// A positive double's digits: 0.d1 d2 d3 … * 10^point.
struct Digits {
  std::string text;
  int point;
};

/// Steele and White's (FPP)², as Burger and Dybvig (1996) scale it: `rest`/`unit` is what is still to be
/// written, and whatever is within `margin`/`unit` of the number reads back as it.
Digits shortestDigits(double number) {
  std::uint64_t bits;
  std::memcpy(&bits, &number, sizeof bits);
  const auto biased = static_cast<int>(bits >> 52);
  const std::uint64_t fraction = bits & ((std::uint64_t{1} << 52) - 1);
  const std::uint64_t mantissa = biased == 0 ? fraction : fraction | std::uint64_t{1} << 52;
  const int exponent = std::max(biased, 1) - 1075;
  // Below a power of two the next double is half as far.
  const int wider = fraction == 0 && biased > 1 ? 1 : 0;
  const bool ownsEnds = mantissa % 2 == 0;  // reading rounds the ends to even

  Natural rest, unit, margin;
  rest.multiplyAdd(0, static_cast<std::uint32_t>(mantissa >> 32));
  rest.shift(32);
  Natural low;
  low.multiplyAdd(0, static_cast<std::uint32_t>(mantissa));
  rest.add(low);
  unit.multiplyAdd(0, 1);
  margin.multiplyAdd(0, 1);
  const int binary = rest.width() - 1 + exponent;  // 2^binary <= number
  rest.shift(std::max(exponent, 0) + 1 + wider);
  unit.shift(std::max(-exponent, 0) + 1 + wider);
  margin.shift(std::max(exponent, 0));
  int point = static_cast<int>((std::int64_t{binary} * 78913) >> 18);  // not above log10(number)
  unit.multiplyByTen(point);
  rest.multiplyByTen(-point);
  margin.multiplyByTen(-point);

  const auto reachesUnit = [&] {
    Natural sum = rest;
    for (int i = 0; i <= wider; ++i) sum.add(margin);
    return sum.compare(unit) >= (ownsEnds ? 0 : 1);
  };
  for (; reachesUnit(); ++point) unit.multiplyAdd(10, 0);
  std::string text;
  for (;;) {
    rest.multiplyAdd(10, 0);
    margin.multiplyAdd(10, 0);
    char digit = '0';
    for (; rest.compare(unit) >= 0; ++digit) rest.subtract(unit);
    const bool isLow = rest.compare(margin) < (ownsEnds ? 1 : 0);
    const bool isHigh = reachesUnit();
    if (isLow || isHigh) {
      rest.shift(1);
      const int half = rest.compare(unit);
      const bool isNearerAbove = half > 0 || (half == 0 && digit % 2 == 1);
      if (isHigh && (!isLow || isNearerAbove)) ++digit;
      return {text + digit, point};
    }
    text += digit;
  }
}

}  // namespace

std::string formatDouble(double number) {
  const std::string sign = std::signbit(number) ? "-" : "";
  if (number == 0) return sign + "0.0";
  auto [text, point] = shortestDigits(std::abs(number));
  const auto size = static_cast<int>(text.size());
  if (0 < point && point <= 15) {
    if (size <= point)
      text.append(static_cast<std::size_t>(point - size), '0').append(".0");
    else
      text.insert(static_cast<std::size_t>(point), 1, '.');
  } else if (-4 < point && point <= 0) {
    text.insert(0, "0." + std::string(static_cast<std::size_t>(-point), '0'));
  } else {
    if (size > 1) text.insert(1, 1, '.');
    const std::string power = formatInteger(std::abs(point - 1));
    text += point > 0 ? "e+" : "e-";
    if (power.size() < 2) text += '0';
    text += power;
  }
  return sign + text;
}

std::string formatInteger(std::uint64_t number) {
  std::array<char, 20> digits;
  std::size_t first = digits.size();
  do digits[--first] = static_cast<char>('0' + number % 10);
  while ((number /= 10) != 0);
  return std::string(digits.begin() + first, digits.end());
}

std::string formatInteger(std::int64_t number) {
  if (number >= 0) return formatInteger(static_cast<std::uint64_t>(number));
  return "-" + formatInteger(-static_cast<std::uint64_t>(number));
}

double parseDouble(std::string_view text) {
  if (!text.starts_with('-')) return magnitude(text);
  return -magnitude(text.substr(1));
}

}  // namespace sayso
