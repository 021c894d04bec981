#include "core/base/normal.h"

#include <doctest/doctest.h>

using namespace sayso;

TEST_CASE("normal: quantiles are those of the tables") {
  CHECK(normalQuantile(0.95) == doctest::Approx(kNormal95).epsilon(1e-12));
  CHECK(normalQuantile(0.9) == doctest::Approx(1.6448536269514722).epsilon(1e-12));
  CHECK(normalQuantile(0.99) == doctest::Approx(2.5758293035489004).epsilon(1e-12));
  CHECK(normalQuantileBelow(0.975) == doctest::Approx(kNormal95).epsilon(1e-12));
  CHECK(normalQuantileBelow(0.8) == doctest::Approx(0.8416212335729143).epsilon(1e-12));
  CHECK(normalQuantileBelow(0.2) == doctest::Approx(-0.8416212335729143).epsilon(1e-12));
  CHECK(normalQuantileBelow(0.5) == doctest::Approx(0).epsilon(1e-12));
}

TEST_CASE("normal: the share below a quantile is the one it was asked for") {
  for (const double p : {1e-6, 0.025, 0.3, 0.5, 0.9, 0.9999})
    CHECK(normalBelow(normalQuantileBelow(p)) == doctest::Approx(p).epsilon(1e-9));
}
