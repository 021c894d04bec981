#include "core/privacy/gaussian.h"

#include <doctest/doctest.h>

#include "tests/core/privacy/vectors.h"

using namespace sayso;
using namespace sayso::privacy;
using namespace sayso::privacy::testing;

TEST_CASE("gaussian: the classic and the smallest noise of the reference vectors") {
  const Json all = vectors("privacy")["gaussian_sigma"];
  REQUIRE(all.size() == 10);
  for (const Json& each : all) {
    const double epsilon = number(each["epsilon"]), delta = number(each["delta"]);
    const double sensitivity = number(each["sensitivity"]);
    const double sigma = analyticSigma(epsilon, delta, sensitivity);
    CHECK(sigma == doctest::Approx(each["sigma_analytic"].get<double>()).epsilon(1e-9));
    CHECK(deltaOf(sigma, epsilon, sensitivity) <= delta);
    CHECK(deltaOf(sigma * 0.999, epsilon, sensitivity) > delta);
    const auto classic = classicSigma(epsilon, delta, sensitivity);
    REQUIRE(classic.has_value() == !each["sigma_classic"].is_null());
    if (classic) CHECK(*classic == doctest::Approx(each["sigma_classic"].get<double>()).epsilon(1e-12));
  }
}

TEST_CASE("gaussian: what moves a sum twice as far needs twice the noise") {
  CHECK(analyticSigma(2, 1e-6, 2) == doctest::Approx(2 * analyticSigma(2, 1e-6, 1)).epsilon(1e-12));
}
