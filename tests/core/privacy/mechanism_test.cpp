#include "core/privacy/mechanism.h"

#include <doctest/doctest.h>

#include "core/base/math.h"
#include "core/base/random.h"
#include "tests/core/privacy/vectors.h"

using namespace sayso;
using namespace sayso::privacy;
using namespace sayso::privacy::testing;

namespace {

std::vector<std::uint8_t> randomBytes(std::size_t count, std::uint64_t seed) {
  Random random(seed);
  std::vector<std::uint8_t> bytes(count);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.next() & 0xff);
  return bytes;
}

}  // namespace

TEST_CASE("randomized response: p, q and every report of the reference vectors") {
  const Json all = vectors("privacy")["krr"];
  REQUIRE(all.size() == 6);
  for (const Json& each : all) {
    const Mechanism mechanism = randomizedResponse(count(each["k"]), number(each["epsilon"]));
    CHECK(mechanism.p == doctest::Approx(each["p"].get<double>()).epsilon(1e-12));
    CHECK(mechanism.q == doctest::Approx(each["q"].get<double>()).epsilon(1e-12));
    for (std::size_t i = 0; i < each["truth"].size(); ++i)
      CHECK(respond(mechanism, count(each["truth"][i]), number(each["u"][i]), count(each["alt"][i])) ==
            each["report"][i]);
  }
}

TEST_CASE("unary encoding: p, q and every report of the reference vectors") {
  std::size_t seen = 0;
  const Json all = vectors("privacy")["unary"];
  for (const Json& each : all) {
    if (each["kind"] != "oue") continue;
    ++seen;
    const Mechanism mechanism = unaryEncoding(count(each["k"]), number(each["epsilon"]));
    CHECK(mechanism.p == 0.5);
    CHECK(mechanism.q == doctest::Approx(each["q"].get<double>()).epsilon(1e-12));
    const double odds = mechanism.p * (1 - mechanism.q) / (mechanism.q * (1 - mechanism.p));
    CHECK(math::log(odds) == doctest::Approx(each["epsilon_check"].get<double>()).epsilon(1e-12));
    for (std::size_t i = 0; i < each["truth_head"].size(); ++i) {
      std::vector<std::uint8_t> bytes;  // those from which the vectors' numbers are drawn
      for (const Json& u : each["u_head"][i]) {
        auto word = static_cast<std::uint64_t>(u.get<double>() * 0x1p53) << 11;
        for (int byte = 0; byte < 8; ++byte, word >>= 8)
          bytes.push_back(static_cast<std::uint8_t>(word & 0xff));
      }
      Draws draws(bytes);
      const auto reported = randomize(mechanism, count(each["truth_head"][i]), draws);
      REQUIRE(reported);
      Reported expected;
      for (std::uint32_t answer = 0; answer < mechanism.answers; ++answer)
        if (each["report_head"][i][answer] == 1) expected.push_back(answer);
      CHECK(reported.value() == expected);
    }
  }
  CHECK(seen == 3);
}

TEST_CASE("mechanism: the one with less variance is chosen, on every reference case") {
  const Json all = vectors("privacy")["choose"];
  REQUIRE(all.size() == 20);
  for (const Json& each : all) {
    const std::size_t answers = count(each["k"]);
    const double epsilon = number(each["epsilon"]);
    const bool isResponse = each["better"] == "krr";
    const auto chosen = chooseMechanism(answers, epsilon);
    REQUIRE(chosen);
    CHECK((chosen.value().kind == MechanismKind::RandomizedResponse) == isResponse);
    CHECK(varianceOf(randomizedResponse(answers, epsilon), 0, 1) ==
          doctest::Approx(each["krr_var"].get<double>()).epsilon(1e-10));
    CHECK(varianceOf(unaryEncoding(answers, epsilon), 0, 1) ==
          doctest::Approx(each["oue_var"].get<double>()).epsilon(1e-10));
  }
}

TEST_CASE("mechanism: no report tells two answers apart by more than e^epsilon") {
  for (const std::size_t answers : {2u, 7u, 40u})
    for (const double epsilon : {0.1, 1.0, 5.0}) {
      const Mechanism mechanism = chooseMechanism(answers, epsilon).value();
      double ratio = mechanism.p / mechanism.q;  // of the most telling report
      if (mechanism.kind == MechanismKind::UnaryEncoding) ratio *= (1 - mechanism.q) / (1 - mechanism.p);
      CHECK(ratio == doctest::Approx(math::exp(epsilon)).epsilon(1e-12));
    }
}

TEST_CASE("mechanism: reports come as often as the mechanism says") {
  for (const Mechanism& mechanism : {randomizedResponse(5, 1), unaryEncoding(5, 1)}) {
    constexpr int kTimes = 40'000;
    std::vector<double> counts(5, 0);
    for (int i = 0; i < kTimes; ++i) {
      const auto bytes = randomBytes(bytesFor(mechanism), static_cast<std::uint64_t>(i) + 1);
      Draws draws(bytes);
      const auto reported = randomize(mechanism, 3, draws);
      REQUIRE(reported);
      for (const std::uint32_t answer : reported.value()) ++counts[answer];
    }
    for (std::size_t answer = 0; answer < 5; ++answer)
      CHECK(counts[answer] / kTimes ==
            doctest::Approx(answer == 3 ? mechanism.p : mechanism.q).epsilon(0.06));
  }
}

TEST_CASE("mechanism: what cannot be answered, or kept private, is refused with its place") {
  const auto fault = [](std::size_t answers, double epsilon) {
    const auto chosen = chooseMechanism(answers, epsilon);
    return chosen ? "" : codeOf(chosen.error());
  };
  CHECK(fault(1, 1) == "out-of-range /answers");
  CHECK(fault(kMostAnswers + 1, 1) == "out-of-range /answers");
  CHECK(fault(7, 0) == "out-of-range /epsilon");
  CHECK(fault(7, kMostEpsilon + 1) == "out-of-range /epsilon");
  CHECK(fault(7, std::numeric_limits<double>::quiet_NaN()) == "out-of-range /epsilon");
  const auto bytes = randomBytes(8, 1);
  Draws draws(bytes);
  CHECK(codeOf(randomize(randomizedResponse(7, 1), 7, draws).error()) == "out-of-range /answer");
  CHECK(codeOf(randomize(randomizedResponse(7, 1), 6, draws).error()) == "truncated ");
}
