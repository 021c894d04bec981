#include "core/audit/trial.h"

#include <doctest/doctest.h>

using namespace sayso;
using namespace sayso::audit;

namespace {

Json answered(const char* question) { return answerTrial(json::parse(question).value()).value(); }
std::string placeOf(const char* question) { return answerTrial(json::parse(question).value()).error().at; }

}  // namespace

TEST_CASE("trial: sizes and power are those of the examples of R's power.prop.test") {
  CHECK(visitorsNeeded(0.5, 0.75, {0.95, 0.9}) == doctest::Approx(76.7).epsilon(0.001));
  CHECK(powerOf(0.5, 0.75, 50, 0.95) == doctest::Approx(0.740).epsilon(0.001));
  CHECK(leastNoticed(0.5, 76.653, {0.95, 0.9}) == doctest::Approx(0.75).epsilon(0.0001));
}

TEST_CASE("trial: a plan says visitors and days") {
  const Json plan = answered(R"({"base": 0.1, "lift": 0.2, "visitorsPerDay": 1000, "share": 0.5})");
  CHECK(plan["treated"].get<double>() == doctest::Approx(0.12));
  CHECK(plan["visitors"] == 3841.0);
  CHECK(plan["total"] == 7682.0);
  CHECK(plan["days"] == 16.0);
  CHECK_FALSE(answered(R"({"base": 0.1, "lift": -0.2})").contains("days"));
}

TEST_CASE("trial: the interval of a difference is Newcombe's") {
  // Newcombe (1998), Statistics in Medicine 17, 873-890, table II, example (a), method 10.
  const Json result =
      answered(R"({"control": {"visitors": 80, "bought": 48}, "treated": {"visitors": 70, "bought": 56}})");
  CHECK(result["difference"]["value"].get<double>() == doctest::Approx(0.2));
  CHECK(result["difference"]["interval"][0].get<double>() == doctest::Approx(0.0524).epsilon(0.001));
  CHECK(result["difference"]["interval"][1].get<double>() == doctest::Approx(0.3339).epsilon(0.001));
  CHECK(result["lift"].get<double>() == doctest::Approx(1.0 / 3));
  CHECK(result["p"].get<double>() == doctest::Approx(0.008045).epsilon(0.001));
}

TEST_CASE("trial: of nothing bought there is no lift, and of no difference no doubt") {
  const Json result =
      answered(R"({"control": {"visitors": 10, "bought": 0}, "treated": {"visitors": 10, "bought": 0}})");
  CHECK(result["lift"].is_null());
  CHECK(result["p"].is_null());
  CHECK(result["difference"]["interval"][1].get<double>() > 0.2);
}

TEST_CASE("trial: what cannot be is refused with its place") {
  CHECK(placeOf(R"({"base": 0, "lift": 0.1})") == "/base");
  CHECK(placeOf(R"({"base": 0.5, "lift": 2})") == "/lift");
  CHECK(placeOf(R"({"base": 0.5, "lift": 0})") == "/lift");
  CHECK(placeOf(R"({"base": 0.5, "lift": 0.1, "power": 1})") == "/power");
  CHECK(placeOf(R"({"control": {"visitors": 1, "bought": 2}, "treated": {"visitors": 1, "bought": 0}})") ==
        "/control/bought");
  CHECK(answerTrial(Json::array()).error().code == ErrorCode::WrongType);
}
