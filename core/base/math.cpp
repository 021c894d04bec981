#include "core/base/math.h"

#include <cstdint>
#include <cstring>
#include <limits>

#include "core/base/double_double.h"

namespace sayso::math {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// ln 2 in three pieces; the first two have 41 bits, so that their products with an exponent are exact.
constexpr double kLn2First = 0x1.62e42fefa3p-1;
constexpr double kLn2Second = 0x1.3de6af278ep-42;
constexpr double kLn2Third = 0x1.9cc01f97b57a0p-83;
constexpr DoubleDouble kOneOverLn2 = {0x1.71547652b82fep+0, 0x1.777d0ffda0d24p-56};
constexpr DoubleDouble kTwoOverSqrtPi = {0x1.20dd750429b6dp+0, 0x1.1ae3a914fed80p-56};
constexpr DoubleDouble kOneOverSqrtPi = {0x1.20dd750429b6dp-1, 0x1.1ae3a914fed80p-57};

bool isNan(double x) { return x != x; }

std::uint64_t bitsOf(double x) {
  std::uint64_t bits;
  std::memcpy(&bits, &x, sizeof bits);
  return bits;
}

double fromBits(std::uint64_t bits) {
  double x;
  std::memcpy(&x, &bits, sizeof x);
  return x;
}

double magnitude(double x) { return fromBits(bitsOf(x) & ~(std::uint64_t{1} << 63)); }

bool isNegative(double x) { return (bitsOf(x) >> 63) != 0; }

/// 2^exponent, for the exponents of normal numbers.
double powerOfTwo(int exponent) { return fromBits(static_cast<std::uint64_t>(exponent + 1023) << 52); }

/// A value times 2^exponent: a result before its last rounding.
struct Scaled {
  DoubleDouble value;
  int exponent = 0;
};

/// Rounds once, also when the result is subnormal. For values within [2^-60, 2^60] and exponents above -1200.
double roundScaled(const Scaled& scaled) {
  const auto [value, exponent] = scaled;
  const double nearest = value.high + value.low;
  if (exponent > 1023) return nearest * powerOfTwo(1023) * powerOfTwo(exponent - 1023);
  if (exponent >= -900) return nearest * powerOfTwo(exponent);

  const double unit = powerOfTwo(-1074 - exponent);  // the smallest subnormal, seen from before the scaling
  const double anchor = 0x1p52 * unit;               // at its size a double holds multiples of `unit` only
  double rounded = nearest;
  if (nearest < anchor) {
    const double coarse = anchor + value.high;
    rounded = (coarse + ((value.high - (coarse - anchor)) + value.low)) - anchor;
  }
  return rounded * powerOfTwo(-600) * powerOfTwo(exponent + 600);
}

/// exp(r) - 1 for |r| <= 0.36. From the cubic term on, doubles suffice: their error is below 0.02 units of 1
/// + r.
DoubleDouble expm1Series(DoubleDouble r) {
  constexpr int kLastPower = 17;
  double tail = 0;
  for (int power = kLastPower; power >= 3; --power) tail = (tail * r.high + 1.0) / power;
  const DoubleDouble halfSquare = scale(multiply(r, r), 0.5);
  // tail holds (1/3)(1 + r/4 (1 + r/5 (…))), so that r^2/2 * r * tail is the rest of the series.
  const double rest = halfSquare.high * r.high * tail;
  return add(r, add(halfSquare, rest));
}

/// exp(x) for |x| < 760, as (1 + expm1Series(r)) * 2^k with x = k ln 2 + r.
struct Reduced {
  DoubleDouble rest;
  int exponent = 0;
};

Reduced reduceByLn2(DoubleDouble x) {
  const double nearest = x.high * kOneOverLn2.high;
  const int k = static_cast<int>(nearest + (nearest < 0 ? -0.5 : 0.5));
  DoubleDouble rest = twoSum(x.high - k * kLn2First, -k * kLn2Second);
  rest.low += x.low - k * kLn2Third;
  return {quickTwoSum(rest.high, rest.low), k};
}

Scaled expScaled(DoubleDouble x) {
  const Reduced reduced = reduceByLn2(x);
  return {add(expm1Series(reduced.rest), 1.0), reduced.exponent};
}

/// exp(x) - 1 for 0 <= x < 50.
DoubleDouble expm1(double x) {
  const Reduced reduced = reduceByLn2({x, 0});
  const DoubleDouble series = expm1Series(reduced.rest);
  const double power = powerOfTwo(reduced.exponent);
  return reduced.exponent == 0 ? series : add(scale(series, power), power - 1.0);
}

constexpr int kLogTerms = 22;

struct OddReciprocals {
  DoubleDouble of[kLogTerms];  // 1 / (2n + 1)
};

constexpr OddReciprocals makeOddReciprocals() {
  OddReciprocals table;
  for (int n = 0; n < kLogTerms; ++n) table.of[n] = divide({1.0, 0}, {2.0 * n + 1.0, 0});
  return table;
}

constexpr OddReciprocals kOddReciprocals = makeOddReciprocals();

/// A logarithm to base e as k ln 2 + rest, kept apart for log2.
struct LogParts {
  int exponent = 0;
  DoubleDouble rest;
};

/// The logarithm of a positive finite value: 2 atanh(s), s = (m - 1) / (m + 1), for the mantissa m in
/// [sqrt(1/2), sqrt(2)], where |s| < 0.172. Good to about 2^-100 relative, which pow needs.
LogParts logParts(DoubleDouble value) {
  int exponent = 0;
  if (value.high < 0x1p-1022) {
    value = scale(value, 0x1p54);
    exponent = -54;
  }
  constexpr std::uint64_t kMantissa = (std::uint64_t{1} << 52) - 1;
  const std::uint64_t bits = bitsOf(value.high);
  exponent += static_cast<int>(bits >> 52) - 1023;
  double mantissa = fromBits((bits & kMantissa) | (std::uint64_t{1023} << 52));
  double low = value.low == 0 ? 0 : value.low * (mantissa / value.high);  // the quotient is a power of two
  if (mantissa > 0x1.6a09e667f3bcdp+0) {
    mantissa *= 0.5;
    low *= 0.5;
    exponent += 1;
  }
  const DoubleDouble difference = twoSum(mantissa - 1.0, low);
  const DoubleDouble s = divide(difference, add(DoubleDouble{2.0, 0}, difference));
  const DoubleDouble square = multiply(s, s);
  DoubleDouble sum = kOddReciprocals.of[kLogTerms - 1];
  for (int n = kLogTerms - 2; n >= 0; --n) sum = add(multiply(sum, square), kOddReciprocals.of[n]);
  return {exponent, scale(multiply(s, sum), 2.0)};
}

DoubleDouble joinLog(const LogParts& parts) {
  if (parts.exponent == 0) return parts.rest;
  const double k = parts.exponent;
  const DoubleDouble ln2 = add(DoubleDouble{k * kLn2First, k * kLn2Second}, k * kLn2Third);
  return add(ln2, parts.rest);
}

double sum(DoubleDouble x) { return x.high + x.low; }

enum class Whole { None, Even, Odd };

Whole wholeKind(double y) {
  const double size = magnitude(y);
  if (size >= 0x1p53) return Whole::Even;
  const auto whole = static_cast<std::int64_t>(size);
  if (static_cast<double>(whole) != size) return Whole::None;
  return (whole & 1) != 0 ? Whole::Odd : Whole::Even;
}

/// pow where an argument is zero or infinite, by the list in C17 F.10.4.4. NaN and y = 0 are done.
double powOfExtremes(double size, double y, double sign) {
  if (magnitude(y) == kInfinity) {
    if (size == 1) return 1;
    return (size > 1) == (y > 0) ? kInfinity : 0.0;
  }
  return (size == 0) == (y < 0) ? sign * kInfinity : sign * 0.0;
}

/// erf(x) by its Maclaurin series, |x| < 2.5. The terms alternate and reach e^(x^2): 10 bits of 106 are lost.
DoubleDouble erfSeries(double x) {
  constexpr int kTerms = 60;
  const DoubleDouble square = twoProduct(x, x);
  DoubleDouble power = {x, 0};
  DoubleDouble total = power;
  for (int n = 1; n < kTerms; ++n) {
    power = divide(negate(multiply(power, square)), {static_cast<double>(n), 0});
    total = add(total, divide(power, {2.0 * n + 1.0, 0}));
  }
  return multiply(total, kTwoOverSqrtPi);
}

/// erfc(x) for x >= 2.5 by Laplace's continued fraction x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …))), which
/// divides exp(-x^2)/sqrt(pi). At 2.5 the level chosen leaves 2^-66.
Scaled erfcFraction(double x) {
  constexpr int kLevels = 80;
  DoubleDouble fraction = {x, 0};
  for (int level = kLevels; level >= 1; --level) fraction = add(divide({0.5 * level, 0}, fraction), x);
  Scaled result = expScaled(negate(twoProduct(x, x)));
  result.value = multiply(divide(result.value, fraction), kOneOverSqrtPi);
  return result;
}

}  // namespace

double exp(double x) {
  if (isNan(x)) return x;
  if (x > 709.79) return kInfinity;
  if (x < -745.2) return 0;
  return roundScaled(expScaled({x, 0}));
}

double log(double x) {
  if (isNan(x)) return x;
  if (x == 0) return -kInfinity;
  if (x < 0) return kNan;
  if (x == kInfinity) return x;
  return sum(joinLog(logParts({x, 0})));
}

double log1p(double x) {
  if (isNan(x) || x == kInfinity) return x;
  if (x == -1) return -kInfinity;
  if (x < -1) return kNan;
  if (magnitude(x) < 0x1p-54) return x;  // also keeps the sign of zero
  return sum(joinLog(logParts(twoSum(1.0, x))));
}

double log2(double x) {
  if (isNan(x)) return x;
  if (x == 0) return -kInfinity;
  if (x < 0) return kNan;
  if (x == kInfinity) return x;
  const LogParts parts = logParts({x, 0});
  if (parts.rest.high == 0) return parts.exponent;
  return sum(add(multiply(parts.rest, kOneOverLn2), parts.exponent));
}

double pow(double x, double y) {
  if (y == 0 || x == 1) return 1;
  if (isNan(x) || isNan(y)) return kNan;
  const double size = magnitude(x);
  const Whole whole = wholeKind(y);
  const double sign = isNegative(x) && whole == Whole::Odd ? -1.0 : 1.0;
  if (size == 0 || size == kInfinity || magnitude(y) == kInfinity) return powOfExtremes(size, y, sign);
  if (x < 0 && whole == Whole::None) return kNan;
  if (size == 1) return sign;

  const DoubleDouble logarithm = joinLog(logParts({size, 0}));
  const double product = y * logarithm.high;
  if (product > 710) return sign * kInfinity;
  if (product < -746) return sign * 0.0;
  if (magnitude(product) < 0x1p-60) return sign;
  return sign * roundScaled(expScaled(multiply(logarithm, y)));
}

double tanh(double x) {
  if (isNan(x)) return x;
  const double size = magnitude(x);
  if (size < 0x1p-28) return x;
  if (size > 22) return isNegative(x) ? -1 : 1;
  const DoubleDouble grown = expm1(2 * size);
  const double result = sum(divide(grown, add(grown, 2.0)));
  return isNegative(x) ? -result : result;
}

double erfc(double x) {
  if (isNan(x)) return x;
  if (x > 27.3) return 0;
  if (x < -6) return 2;
  if (magnitude(x) < 2.5) return sum(add(negate(erfSeries(x)), 1.0));
  if (x > 0) return roundScaled(erfcFraction(x));
  const Scaled rest = erfcFraction(-x);
  return sum(add(negate(scale(rest.value, powerOfTwo(rest.exponent))), 2.0));
}

}  // namespace sayso::math
