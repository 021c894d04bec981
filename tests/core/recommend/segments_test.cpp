#include "core/recommend/segments.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>

namespace sayso::recommend {
namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();

Segments corners() {
  return readSegments(R"({"kind":"kmeans","features":["x","y"],"centers":[[0,0],[4,0],[0,4]],"segments":[
    {"id":"home","label":"Homebodies","scores":{"mug":1}},{"id":"east","scores":{"map":2}},{"id":"north"}]})")
      .value();
}

constexpr std::array<std::size_t, 2> kEachItself{0, 1};

}  // namespace

TEST_CASE("segments: a row belongs to the nearest center, by the values that it has") {
  const Segments model = corners();
  const auto segmentOf = [&](std::array<double, 2> row) {
    return model.explain(row, kEachItself, 2).value().segment;
  };
  CHECK(segmentOf({1, 1}) == 0);
  CHECK(segmentOf({3, 1}) == 1);
  CHECK(segmentOf({1, 3}) == 2);
  CHECK(segmentOf({2, 0}) == 0);  // as near to the second: the first of equals
  CHECK(segmentOf({3, kMissing}) == 1);
  CHECK(segmentOf({kMissing, kMissing}) == 3);
  CHECK(model.segments[0].scores == std::vector<std::pair<std::string, double>>{{"mug", 1}});
}

TEST_CASE("segments: memberships are Shapley values by hand") {
  // Alone, x = 3 says east and y = 1 says home (a tie with east, the first wins); together they say east.
  const auto why = corners().explain(std::array<double, 2>{3, 1}, kEachItself, 2).value();
  const double third = 1.0 / 3;
  CHECK(why.weights[0][1] == doctest::Approx((1 - third) / 2 + (1 - 0.0) / 2));
  CHECK(why.weights[1][1] == doctest::Approx((0 - third) / 2 + 0));
  CHECK(why.weights[0][0] == doctest::Approx((0 - third) / 2 + (0 - 1.0) / 2));
  CHECK(why.weights[1][0] == doctest::Approx((1 - third) / 2 + 0));
}

TEST_CASE("segments: the weights of all players add up to the membership; who has no value has no weight") {
  const Segments model = corners();
  for (const std::array<double, 2> row : {std::array{3.0, 1.0}, std::array{kMissing, 3.5}}) {
    const auto why = model.explain(row, kEachItself, 2).value();
    for (std::size_t segment = 0; segment < 3; ++segment) {
      const double sum = why.weights[0][segment] + why.weights[1][segment];
      CHECK(sum == doctest::Approx((segment == why.segment ? 1 : 0) - 1.0 / 3));
      if (std::isnan(row[0])) CHECK(why.weights[0][segment] == 0);
    }
  }
}

TEST_CASE("segments: more than 16 players are refused, unless they own the features together") {
  Segments model;
  model.features.assign(20, "x");
  model.centers.assign(2, std::vector<double>(20, 1));
  model.segments.resize(2);
  const std::vector<double> row(20, 0.5);
  std::vector<std::size_t> each(20), shared(20);
  for (std::size_t i = 0; i < 20; ++i) {
    each[i] = i;
    shared[i] = i / 2;
  }
  CHECK(model.explain(row, each, 20).error().code == ErrorCode::TooLarge);
  CHECK(model.explain(row, shared, 10));
}

TEST_CASE("segments: a broken file is refused where it is broken") {
  const auto refusal = [](std::string_view text) {
    const auto read = readSegments(text);
    return read ? "" : std::string(toText(read.error().code)) + " " + read.error().at;
  };
  const std::string head = R"({"kind":"kmeans","features":["x"],"centers":)";
  CHECK(refusal(head + R"([[0],[1]],"segments":[{"id":"a"}]})") == "bad-model /segments");
  CHECK(refusal(head + R"([[0,1]],"segments":[{"id":"a"}]})") == "bad-value /centers/0");
  CHECK(refusal(head + R"([[null]],"segments":[{"id":"a"}]})") == "wrong-type /centers/0/0");
  CHECK(refusal(head + R"([[0],[1]],"segments":[{"id":"a"},{"id":"a"}]})") == "duplicate-id /segments/1/id");
  CHECK(refusal(head + R"([[0]],"segments":[{"id":"a","scores":{"mug":"x"}}]})") ==
        "wrong-type /segments/0/scores/mug");
}

}  // namespace sayso::recommend
