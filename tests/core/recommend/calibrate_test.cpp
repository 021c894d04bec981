#include "core/recommend/calibrate.h"

#include <doctest/doctest.h>

#include "core/base/math.h"
#include "tests/core/recommend/vectors.h"

using namespace sayso;
using namespace sayso::recommend;
using sayso::recommend::testing::vectors;

namespace {

std::vector<std::vector<Share>> sharesOf(const Json& genres) {
  std::vector<std::vector<Share>> shares;
  for (const Json& row : genres) {
    auto& own = shares.emplace_back();
    for (std::uint32_t genre = 0; genre < row.size(); ++genre)
      if (row[genre].get<double>() > 0) own.push_back({genre, row[genre].get<double>()});
  }
  return shares;
}

double discount(std::size_t place) { return 1 / math::log2(static_cast<double>(place) + 2); }

}  // namespace

TEST_CASE("calibrate: the reference vectors' orders and objectives; greedy is within its bound of the best") {
  const Json file = vectors("calibrated.vectors.json");
  for (const Json& each : file["cases"]) {
    const auto relevance = each["relevance"].get<std::vector<double>>();
    const auto shares = sharesOf(each["genres"]);
    const bool isFlat = each["rank_weights"][1] == 1;
    REQUIRE(each["alpha"] == Calibration::kAlpha);
    for (const Json& run : each["runs"]) {
      const auto lambda = run["lambda"].get<double>();
      CAPTURE(lambda);
      const Calibration calibration{each["target"].get<std::vector<double>>(), lambda,
                                    isFlat ? nullptr : discount};
      const auto picks = calibration.pick(
          relevance, [&](std::size_t at) { return std::span<const Share>(shares[at]); },
          each["k"].get<std::size_t>());
      REQUIRE(picks.size() == run["order"].size());
      std::vector<std::vector<Share>> picked;
      for (std::size_t place = 0; place < picks.size(); ++place) {
        CHECK(picks[place].candidate == run["order"][place].get<std::size_t>());
        CHECK(picks[place].worth == doctest::Approx(run["objective"][place].get<double>()).epsilon(1e-12));
        picked.push_back(shares[picks[place].candidate]);
      }
      if (isFlat)
        CHECK(miscalibration(calibration.target, picked) ==
              doctest::Approx(run["kl"].get<double>()).epsilon(1e-12));
      if (!each.contains("exhaustive_optimum")) continue;
      for (const auto& [at, best] : each["exhaustive_optimum"].get_ref<const Json::object_t&>())
        if (std::stod(at) == lambda) CHECK(picks.back().worth <= best["objective"].get<double>() + 1e-12);
    }
  }
}

TEST_CASE("calibrate: a genre that the target wants gets its place, a list without one is the farther") {
  const std::vector<double> relevance = {1, 0.9, 0.8, 0.1};
  const std::vector<std::vector<Share>> shares = {{{0, 1}}, {{0, 1}}, {{0, 1}}, {{1, 1}}};
  const Calibration half{{0.5, 0.5}, 0.9, nullptr};
  const auto picks = half.pick(
      relevance, [&](std::size_t at) { return std::span<const Share>(shares[at]); }, 2);
  CHECK(picks[0].candidate == 0);
  CHECK(picks[1].candidate == 3);
  const std::vector<std::vector<Share>> both = {shares[0], shares[3]}, one = {shares[0], shares[1]};
  CHECK(miscalibration(half.target, both) == doctest::Approx(0).epsilon(1e-12));
  CHECK(miscalibration(half.target, one) > 1);
}
