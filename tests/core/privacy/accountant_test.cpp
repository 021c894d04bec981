#include "core/privacy/accountant.h"

#include <doctest/doctest.h>

#include "tests/core/privacy/vectors.h"

using namespace sayso;
using namespace sayso::privacy;
using namespace sayso::privacy::testing;

TEST_CASE("accountant: divergences and epsilons of the reference vectors") {
  const Json all = vectors("privacy")["rdp"];
  REQUIRE(all.size() == 5);
  for (const Json& each : all) {
    const Rounds rounds{number(each["rate"]), number(each["noise_multiplier"]), number(each["steps"])};
    const double delta = number(each["delta"]);
    REQUIRE(each["orders"].size() == renyiOrders().size());
    for (std::size_t i = 0; i < renyiOrders().size(); ++i) {
      CHECK(renyiOrders()[i] == each["orders"][i]);
      CHECK(renyiDivergence(rounds, renyiOrders()[i]) ==
            doctest::Approx(each["rdp_total"][i].get<double>()).epsilon(1e-9));
    }
    const Accounted mironov = mironovEpsilon(rounds, delta), improved = improvedEpsilon(rounds, delta);
    CHECK(mironov.epsilon == doctest::Approx(each["epsilon_mironov"].get<double>()).epsilon(1e-9));
    CHECK(mironov.order == each["order_mironov"]);
    CHECK(improved.epsilon == doctest::Approx(each["epsilon_improved"].get<double>()).epsilon(1e-9));
    CHECK(improved.order == each["order_improved"]);
    if (each["rate"] == 1) {
      CHECK(zeroConcentrated(rounds) == doctest::Approx(each["zcdp_rho"].get<double>()).epsilon(1e-12));
      CHECK(zeroConcentratedEpsilon(zeroConcentrated(rounds), delta) ==
            doctest::Approx(each["epsilon_zcdp"].get<double>()).epsilon(1e-12));
    }
  }
}

TEST_CASE("accountant: composition of the reference vectors") {
  const Json all = vectors("privacy")["composition"];
  REQUIRE(all.size() == 3);
  for (const Json& each : all) {
    const Composed basic = composeBasic(number(each["eps"]), number(each["delta"]), number(each["k"]));
    const Composed advanced =
        composeAdvanced(number(each["eps"]), number(each["delta"]), number(each["k"]), number(each["slack"]));
    CHECK(basic.epsilon == doctest::Approx(each["basic_epsilon"].get<double>()).epsilon(1e-12));
    CHECK(basic.delta == doctest::Approx(each["basic_delta"].get<double>()).epsilon(1e-12));
    CHECK(advanced.epsilon == doctest::Approx(each["advanced_epsilon"].get<double>()).epsilon(1e-12));
    CHECK(advanced.delta == doctest::Approx(each["advanced_delta"].get<double>()).epsilon(1e-12));
  }
}

TEST_CASE("accountant: more noise, fewer rounds and fewer devices each cost less") {
  const double usual = improvedEpsilon({0.1, 1, 100}, 1e-5).epsilon;
  CHECK(improvedEpsilon({0.1, 2, 100}, 1e-5).epsilon < usual);
  CHECK(improvedEpsilon({0.1, 1, 50}, 1e-5).epsilon < usual);
  CHECK(improvedEpsilon({0.05, 1, 100}, 1e-5).epsilon < usual);
}
