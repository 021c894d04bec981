#include "core/recommend/exploration.h"

#include <doctest/doctest.h>

#include <cmath>
#include <iterator>
#include <vector>

#include "tests/core/recommend/vectors.h"

using namespace sayso;
using namespace sayso::recommend;

TEST_CASE("exploration: the posterior of the reference vectors' logs") {
  const Json vectors = recommend::testing::vectors("recommend.vectors.json");  // outlives the loop
  for (const Json& each : vectors["bandits"]) {
    std::vector<std::size_t> chosen(each["arms"].get<std::size_t>(), 0), shown(chosen);
    for (const Json& step : each["ucb1"]) {
      shown[step["arm"].get<std::size_t>()] += 1;
      chosen[step["arm"].get<std::size_t>()] += step["reward"].get<std::size_t>();
    }
    for (std::size_t arm = 0; arm < shown.size(); ++arm) {
      const Beta beta = posterior(chosen[arm], shown[arm]);
      CHECK(beta.alpha == each["beta_posterior"][arm]["alpha"].get<std::size_t>());
      CHECK(beta.beta == each["beta_posterior"][arm]["beta"].get<std::size_t>());
      CHECK(beta.mean() == doctest::Approx(each["beta_posterior"][arm]["mean"].get<double>()));
    }
  }
}

TEST_CASE("exploration: draws have the mean and the variance of the distribution, and follow from the seed") {
  for (const Beta beta : {Beta{1, 1}, Beta{2, 7}, Beta{30, 4}, Beta{1, 500}}) {
    constexpr int kDraws = 40'000;
    Random random(7);
    double sum = 0, squares = 0;
    for (int i = 0; i < kDraws; ++i) {
      const double drawn = draw(beta, random);
      sum += drawn;
      squares += drawn * drawn;
    }
    const auto alpha = static_cast<double>(beta.alpha), total = alpha + static_cast<double>(beta.beta);
    const double variance = alpha * (total - alpha) / (total * total * (total + 1)), mean = sum / kDraws;
    CHECK(std::fabs(mean - beta.mean()) < 5 * std::sqrt(variance / kDraws));
    CHECK(squares / kDraws - mean * mean == doctest::Approx(variance).epsilon(0.05));
  }
  Random one(3), same(3), other(4);
  CHECK(draw({2, 3}, one) == draw({2, 3}, same));
  CHECK(draw({2, 3}, one) != draw({2, 3}, other));
}

TEST_CASE("exploration: what is known to be chosen more is shown more, what is not known is tried") {
  const Beta known[] = {posterior(40, 400), posterior(120, 400), posterior(0, 0)};
  Random random(1);
  int shown[std::size(known)] = {};
  for (int i = 0; i < 1000; ++i) ++shown[explore(known, random)];
  CHECK(shown[0] == 0);
  CHECK(shown[1] > 200);
  CHECK(shown[2] > 500);  // its draws are uniform: above 0.3 in seven of ten
}
