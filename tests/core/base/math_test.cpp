#include "core/base/math.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <initializer_list>
#include <limits>

#include "core/base/random.h"

namespace sayso {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kSmallest = 0x1p-1074;
constexpr double kAllowedUlps = 0.55;
constexpr int kDraws = 20000;

/// How far `got` is from `wanted`, in units of the last place of a double of that size.
double ulps(double got, long double wanted) {
  const double nearest = static_cast<double>(wanted);
  if (std::isinf(nearest) || nearest == 0)
    return got == nearest || std::fabs(got) <= kSmallest ? 0 : kInfinity;
  const double size = std::fabs(nearest);
  const double unit = size - std::nextafter(size, 0.0);
  return static_cast<double>(std::fabs((static_cast<long double>(got) - wanted) / unit));
}

struct Range {
  double low, high;
};

double worst(double (*ours)(double), long double (*theirs)(long double), Range range) {
  Random random(7);
  double most = 0;
  for (int draw = 0; draw < kDraws; ++draw) {
    const double x = range.low + (range.high - range.low) * random.uniform();
    most = std::max(most, ulps(ours(x), theirs(x)));
  }
  return most;
}

/// Magnitudes from 2^-40 to 1, both signs.
double worstNearZero(double (*ours)(double), long double (*theirs)(long double)) {
  Random random(8);
  double most = 0;
  for (int draw = 0; draw < kDraws; ++draw) {
    const double x = std::ldexp(random.uniform() * 2 - 1, -static_cast<int>(random.below(40)));
    most = std::max(most, ulps(ours(x), theirs(x)));
  }
  return most;
}

bool same(double a, double b) { return (a != a && b != b) || std::memcmp(&a, &b, sizeof a) == 0; }

}  // namespace

TEST_CASE("math: results are within 0.55 units of the last place") {
  CHECK(worst(math::exp, std::exp, {-708, 709.7}) < kAllowedUlps);
  CHECK(worst(math::exp, std::exp, {-1, 1}) < kAllowedUlps);
  CHECK(worst(math::log, std::log, {0, 4}) < kAllowedUlps);
  CHECK(worst(math::log, std::log, {0, 1e300}) < kAllowedUlps);
  CHECK(worst(math::log, std::log, {0.9999, 1.0001}) < kAllowedUlps);
  CHECK(worst(math::log2, std::log2, {0, 4}) < kAllowedUlps);
  CHECK(worst(math::log1p, std::log1p, {-1, 3}) < kAllowedUlps);
  CHECK(worst(math::tanh, std::tanh, {-22, 22}) < kAllowedUlps);
  CHECK(worst(math::tanh, std::tanh, {-1, 1}) < kAllowedUlps);
  CHECK(worst(math::erfc, std::erfc, {-6, 26.5}) < kAllowedUlps);
  CHECK(worstNearZero(math::log1p, std::log1p) < kAllowedUlps);
  CHECK(worstNearZero(math::tanh, std::tanh) < kAllowedUlps);
  CHECK(worstNearZero(math::erfc, std::erfc) < kAllowedUlps);
}

TEST_CASE("math: pow is within 0.55 units of the last place") {
  Random random(9);
  double most = 0;
  for (int draw = 0; draw < kDraws; ++draw) {
    const double x = random.uniform() * 10;
    const double y = (random.uniform() - 0.5) * 60;
    most = std::max(most, ulps(math::pow(x, y), std::pow(static_cast<long double>(x), y)));
  }
  CHECK(most < kAllowedUlps);
}

TEST_CASE("math: subnormal results are rounded once") {
  CHECK(worst(math::exp, std::exp, {-745, -708}) < kAllowedUlps);
  CHECK(worst(math::erfc, std::erfc, {26.5, 27.2}) < kAllowedUlps);
}

TEST_CASE("math: exact results are exact") {
  CHECK(math::exp(0) == 1);
  CHECK(math::log(1) == 0);
  CHECK(math::pow(10, 22) == 1e22);
  CHECK(math::pow(3, 33) == 5559060566555523.0);
  CHECK(math::pow(2, -1074) == kSmallest);
  CHECK(math::pow(6.25, 0.5) == 2.5);
  for (int power = -1074; power < 1024; ++power) CHECK(math::log2(std::ldexp(1.0, power)) == power);
}

TEST_CASE("math: infinities, zeros and NaN follow the C standard") {
  constexpr double kSpecials[] = {0.0,  -0.0,  1,      -1,        2,          -2,        0.5,
                                  -0.5, 3,     -3,     2.5,       -2.5,       kInfinity, -kInfinity,
                                  kNan, 1e308, -1e308, kSmallest, -kSmallest, 0x1p53,    -0x1p53};
  // pow of two specials is either special itself or exact, so the platform's own is a fair witness.
  for (double x : kSpecials)
    for (double y : kSpecials) {
      CAPTURE(x);
      CAPTURE(y);
      const double theirs = std::pow(x, y);
      if (std::isfinite(theirs) && theirs != 0)
        CHECK(ulps(math::pow(x, y), std::pow(static_cast<long double>(x), y)) < kAllowedUlps);
      else
        CHECK(same(math::pow(x, y), theirs));
    }
  CHECK(same(math::exp(-kInfinity), 0.0));
  CHECK(same(math::exp(kInfinity), kInfinity));
  CHECK(same(math::exp(710), kInfinity));
  CHECK(same(math::exp(-746), 0.0));
  CHECK(same(math::log(-1), kNan));
  CHECK(same(math::log(-0.0), -kInfinity));
  CHECK(same(math::log2(kInfinity), kInfinity));
  CHECK(same(math::log1p(-0.0), -0.0));
  CHECK(same(math::log1p(-1), -kInfinity));
  CHECK(same(math::log1p(-1.5), kNan));
  CHECK(same(math::tanh(-0.0), -0.0));
  CHECK(same(math::tanh(-kInfinity), -1.0));
  CHECK(same(math::erfc(-kInfinity), 2.0));
  CHECK(same(math::erfc(kInfinity), 0.0));
  for (auto* function : {math::exp, math::log, math::log1p, math::log2, math::tanh, math::erfc})
    CHECK(same(function(kNan), kNan));
}

TEST_CASE("random: the sequence of a seed never changes") {
  Random random(0);
  // Reference: the authors' C program with the state that SplitMix64 makes from seed 0.
  CHECK(random.next() == 0x99ec5f36cb75f2b4);
  CHECK(random.next() == 0xbf6e1f784956452a);
  CHECK(random.next() == 0x1a5f849d4933e6e0);
}

TEST_CASE("random: below gives each value as often") {
  Random random(11);
  int counts[6] = {};
  for (int draw = 0; draw < 60000; ++draw) ++counts[random.below(6)];
  for (int count : counts) CHECK(std::abs(count - 10000) < 500);  // 5 standard deviations
  CHECK(random.below(0) == 0);
  CHECK(random.below(1) == 0);
}

TEST_CASE("random: uniform stays in [0, 1) and fills it") {
  Random random(12);
  double sum = 0;
  for (int draw = 0; draw < 10000; ++draw) {
    const double x = random.uniform();
    CHECK((x >= 0 && x < 1));
    sum += x;
  }
  CHECK(std::fabs(sum / 10000 - 0.5) < 0.015);
}

}  // namespace sayso
