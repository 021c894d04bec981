#include "core/audit/regret.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace sayso::audit {
namespace {

const Tally kRecorded[] = {{"poor", 1000, 100}, {"best", 1000, 300}, {"fair", 1000, 200}};

constexpr auto kInTurn = [](std::span<const Tally> learned, Random&) {
  std::size_t least = 0;
  for (std::size_t at = 1; at < learned.size(); ++at)
    if (learned[at].shown < learned[least].shown) least = at;
  return least;
};

}  // namespace

TEST_CASE("regret: showing each as often misses what its rates say") {
  CHECK(evenRegret(kRecorded, 300) == doctest::Approx(100 * 0.2 + 100 * 0.1));
  const Regret regret = replayRegret(kRecorded, 300, 2, 1, kInTurn);
  CHECK(regret.mean == doctest::Approx(evenRegret(kRecorded, 300)));
  CHECK(regret.least == doctest::Approx(regret.most));
  for (const double share : regret.shares) CHECK(share == doctest::Approx(1.0 / 3));
}

TEST_CASE("regret: always the best misses nothing, always the poorest most") {
  const auto always = [](std::size_t at) { return [at](std::span<const Tally>, Random&) { return at; }; };
  CHECK(replayRegret(kRecorded, 100, 1, 1, always(1)).mean == 0);
  CHECK(replayRegret(kRecorded, 100, 1, 1, always(0)).mean == doctest::Approx(20));
}

TEST_CASE("regret: outcomes come at the rate that was recorded, and follow from the seed") {
  const auto lastOf = [](std::uint64_t seed) {
    std::size_t chosen = 0;
    replayRegret(kRecorded, 10'000, 1, seed, [&](std::span<const Tally> learned, Random&) {
      chosen = learned[1].chosen;
      return 1;
    });
    return chosen;
  };
  CHECK(lastOf(1) == doctest::Approx(3000).epsilon(0.05));
  CHECK(lastOf(1) == lastOf(1));
  CHECK(lastOf(1) != lastOf(2));
}

}  // namespace sayso::audit
