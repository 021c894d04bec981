#include "core/privacy/estimate.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/base/random.h"
#include "tests/core/privacy/vectors.h"

using namespace sayso;
using namespace sayso::privacy;
using namespace sayso::privacy::testing;

namespace {

Mechanism mechanismOf(const Json& each) {
  const bool isUnary = each.contains("kind");
  return isUnary ? unaryEncoding(count(each["k"]), number(each["epsilon"]))
                 : randomizedResponse(count(each["k"]), number(each["epsilon"]));
}

std::vector<Json> cases() {
  const Json all = vectors("privacy");
  std::vector<Json> list(all["krr"].begin(), all["krr"].end());
  for (const Json& each : all["unary"])
    if (each["kind"] == "oue") list.push_back(each);
  return list;
}

}  // namespace

TEST_CASE("estimate: frequencies, variances and the simplex of the reference vectors") {
  REQUIRE(cases().size() == 9);
  for (const Json& each : cases()) {
    const Mechanism mechanism = mechanismOf(each);
    const double reports = number(each["n"]);
    const auto counts = each["counts"].get<std::vector<std::uint64_t>>();
    const auto found = estimate(mechanism, counts, count(each["n"]));
    REQUIRE(found.size() == counts.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      CHECK(found[i].estimate == doctest::Approx(each["estimate"][i].get<double>()).epsilon(1e-10));
      CHECK(found[i].onSimplex ==
            doctest::Approx(each["estimate_on_simplex"][i].get<double>()).epsilon(1e-10));
      CHECK(varianceOf(mechanism, number(each["true_frequency"][i]), reports) ==
            doctest::Approx(each["variance_at_true"][i].get<double>()).epsilon(1e-10));
      CHECK(found[i].low <= std::max(0.0, found[i].estimate));
      CHECK(found[i].high >= std::min(1.0, found[i].estimate));
    }
    CHECK(varianceOf(mechanism, 0, reports) ==
          doctest::Approx(each["variance_f0"].get<double>()).epsilon(1e-10));
  }
}

TEST_CASE("estimate: on the simplex nothing is negative and all is 1, and a point of it stays") {
  Random random(3);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> raw(1 + trial % 12);
    for (double& each : raw) each = 4 * random.uniform() - 2;
    double sum = 0;
    for (const double each : projectOnSimplex(raw)) {
      CHECK(each >= 0);
      sum += each;
    }
    CHECK(sum == doctest::Approx(1).epsilon(1e-12));
  }
  CHECK(projectOnSimplex(std::vector<double>{0.25, 0.75}) == std::vector<double>{0.25, 0.75});
}

TEST_CASE("estimate: of many intervals nineteen in twenty hold the truth") {
  for (const Mechanism& mechanism : {randomizedResponse(4, 1), unaryEncoding(4, 0.5)}) {
    const std::vector<int> truth = {300, 150, 45, 5};
    Random random(11);
    double held = 0, all = 0;
    for (int trial = 0; trial < 400; ++trial) {
      std::vector<std::uint64_t> counts(4, 0);
      for (std::size_t answer = 0; answer < 4; ++answer)
        for (int one = 0; one < truth[answer]; ++one) {
          std::vector<std::uint8_t> bytes(bytesFor(mechanism));
          for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.next() & 0xff);
          Draws draws(bytes);
          const Reported reported = randomize(mechanism, answer, draws).value();
          for (const std::uint32_t each : reported) ++counts[each];
        }
      const auto found = estimate(mechanism, counts, 500);
      for (std::size_t answer = 0; answer < 4; ++answer, ++all)
        held += found[answer].low <= truth[answer] / 500.0 && truth[answer] / 500.0 <= found[answer].high;
    }
    CHECK(held / all > 0.935);
    CHECK(held / all < 0.985);  // those that the ends 0 and 1 cut hold it more often
  }
}
