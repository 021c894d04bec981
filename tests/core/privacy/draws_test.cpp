#include "core/privacy/draws.h"

#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "core/base/random.h"

using namespace sayso;
using privacy::Draws;

namespace {

std::vector<std::uint8_t> bytesOf(std::initializer_list<std::uint64_t> words) {
  std::vector<std::uint8_t> bytes;
  for (std::uint64_t word : words)
    for (int i = 0; i < 8; ++i, word >>= 8) bytes.push_back(static_cast<std::uint8_t>(word & 0xff));
  return bytes;
}

}  // namespace

TEST_CASE("draws: a uniform number has 53 bits, and never reaches 1") {
  const auto bytes = bytesOf({0, ~std::uint64_t{0}, std::uint64_t{1} << 63, 0x7ff});
  Draws draws(bytes);
  CHECK(draws.uniform() == 0);
  CHECK(draws.uniform() == 1 - 0x1p-53);
  CHECK(draws.uniform() == 0.5);
  CHECK(draws.uniform() == 0);  // what is below the 53 bits does not count
  CHECK_FALSE(draws.error());
}

TEST_CASE("draws: what would favour small integers is drawn again") {
  // 2^64 mod 3 is 1: of three numbers 0 would come once more often, so that one draw is refused.
  const auto bytes = bytesOf({0, 4, 2});
  Draws draws(bytes);
  CHECK(draws.below(3) == 1);
  CHECK(draws.below(3) == 2);
  CHECK_FALSE(draws.error());
}

TEST_CASE("draws: bytes that run out are an error, not a number") {
  const auto bytes = bytesOf({7});
  Draws draws(bytes);
  draws.below(5);
  CHECK_FALSE(draws.error());
  draws.uniform();
  REQUIRE(draws.error());
  CHECK(draws.error()->code == ErrorCode::Truncated);
  draws.gaussian();  // and it ends
  CHECK(draws.error());
}

TEST_CASE("draws: a Gaussian number has mean 0, deviation 1, and tails as the normal distribution") {
  Random random(5);
  std::vector<std::uint8_t> bytes;
  for (int i = 0; i < 8 * 300'000; ++i) bytes.push_back(static_cast<std::uint8_t>(random.next() & 0xff));
  Draws draws(bytes);
  constexpr int kCount = 100'000;
  double sum = 0, squares = 0, beyond = 0;
  for (int i = 0; i < kCount; ++i) {
    const double x = draws.gaussian();
    sum += x;
    squares += x * x;
    beyond += std::fabs(x) > 1.959964 ? 1 : 0;
  }
  REQUIRE_FALSE(draws.error());
  CHECK(std::fabs(sum / kCount) < 0.015);
  CHECK(std::fabs(squares / kCount - 1) < 0.02);
  CHECK(std::fabs(beyond / kCount - 0.05) < 0.003);
}
