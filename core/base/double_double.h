#pragma once

#include <cmath>

/// A number as an unevaluated sum of two doubles, about 106 bits: what math.cpp computes with, so that the
/// last rounding is the only one that shows. After Dekker (1971) and Knuth, TAOCP 2, 4.2.2; no fused
/// multiply-add.
namespace sayso::math {

struct DoubleDouble {
  double high = 0;
  double low = 0;
};

/// a + b exactly, when |a| >= |b| or a is zero.
constexpr DoubleDouble quickTwoSum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b exactly.
constexpr DoubleDouble twoSum(double a, double b) {
  const double sum = a + b;
  const double fromB = sum - a;
  return {sum, (a - (sum - fromB)) + (b - fromB)};
}

/// a * b exactly, for magnitudes below 2^996 whose product is far from the subnormal range.
constexpr DoubleDouble twoProduct(double a, double b) {
  constexpr double kSplitter = 134217729.0;  // 2^27 + 1 cuts a double into two halves of 26 bits
  const double product = a * b;
  const double aScaled = kSplitter * a;
  const double aHigh = aScaled - (aScaled - a);
  const double aLow = a - aHigh;
  const double bScaled = kSplitter * b;
  const double bHigh = bScaled - (bScaled - b);
  const double bLow = b - bHigh;
  return {product, ((aHigh * bHigh - product) + aHigh * bLow + aLow * bHigh) + aLow * bLow};
}

constexpr DoubleDouble add(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble high = twoSum(a.high, b.high);
  const DoubleDouble low = twoSum(a.low, b.low);
  const DoubleDouble middle = quickTwoSum(high.high, high.low + low.high);
  return quickTwoSum(middle.high, middle.low + low.low);
}

constexpr DoubleDouble add(DoubleDouble a, double b) {
  const DoubleDouble high = twoSum(a.high, b);
  return quickTwoSum(high.high, high.low + a.low);
}

constexpr DoubleDouble multiply(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = twoProduct(a.high, b.high);
  return quickTwoSum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

constexpr DoubleDouble multiply(DoubleDouble a, double b) {
  const DoubleDouble product = twoProduct(a.high, b);
  return quickTwoSum(product.high, product.low + a.low * b);
}

constexpr DoubleDouble divide(DoubleDouble a, DoubleDouble b) {
  const double first = a.high / b.high;
  const DoubleDouble product = multiply(b, first);
  const DoubleDouble rest = add(a, DoubleDouble{-product.high, -product.low});
  return quickTwoSum(first, (rest.high + rest.low) / b.high);
}

constexpr DoubleDouble negate(DoubleDouble a) { return {-a.high, -a.low}; }

constexpr DoubleDouble scale(DoubleDouble a, double powerOfTwo) {
  return {a.high * powerOfTwo, a.low * powerOfTwo};
}

}  // namespace sayso::math
