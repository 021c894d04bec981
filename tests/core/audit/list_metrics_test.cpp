#include "core/audit/list_metrics.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/core/recommend/vectors.h"

using namespace sayso;
using namespace sayso::audit;
using sayso::recommend::testing::cosine;

namespace {

using Indices = std::vector<std::uint32_t>;

/// null in the vectors is no value.
void checkIs(const std::optional<double>& value, const Json& expected) {
  CHECK(value.has_value() == !expected.is_null());
  if (value && !expected.is_null()) CHECK(*value == doctest::Approx(expected.get<double>()).epsilon(1e-12));
}

}  // namespace

TEST_CASE("list metrics: the reference vectors' values, user by user and over all lists") {
  const Json file = recommend::testing::vectors("list-metrics.vectors.json");
  REQUIRE(file["cases"].size() == 6);
  for (const Json& each : file["cases"]) {
    const auto k = each["k"].get<std::size_t>();
    const auto features = each["features"].get<std::vector<std::vector<double>>>();
    const auto lists = each["lists"].get<std::vector<Indices>>();
    const auto counts = each["popularity"].get<std::vector<double>>();
    const auto baseline = each["baseline_list"].get<Indices>();
    const auto alike = [&](std::uint32_t a, std::uint32_t b) { return cosine(features[a], features[b]); };
    for (std::size_t user = 0; user < lists.size(); ++user) {
      CAPTURE(user);
      const Json& expected = each["per_user"][user];
      std::vector<Relevant> hits, graded;
      for (const Json& item : each["relevant"][user]) hits.push_back({item.get<std::uint32_t>(), 1});
      for (const auto& [item, gain] : each["gain"][user].get_ref<const Json::object_t&>())
        graded.push_back({static_cast<std::uint32_t>(std::stoul(item)), gain.get<double>()});
      checkIs(ndcg(lists[user], hits, k), expected["ndcg"]);
      checkIs(ndcg(lists[user], graded, k), expected["ndcg_graded"]);
      checkIs(recall(lists[user], hits), expected["recall"]);
      checkIs(averagePrecision(lists[user], hits, k), expected["ap"]);
      checkIs(intraListDiversity(lists[user], alike), expected["ild"]);
      checkIs(novelty(lists[user], counts, each["total"].get<double>()), expected["novelty"]);
      checkIs(serendipity(lists[user], hits, baseline), expected["serendipity"]);
    }
    const auto shown = exposures(lists, each["n_items"].get<std::size_t>());
    checkIs(coverage(shown), each["catalogue_coverage"]);
    checkIs(gini(shown), each["gini"]);
    checkIs(entropyBits(shown), each["entropy_bits"]);
  }
}

TEST_CASE("list metrics: what has no value is told apart from nothing good") {
  const Indices list = {0, 1}, one = {0};
  const std::vector<Relevant> none, wrong = {{5, 1}};
  CHECK_FALSE(ndcg(list, none, 2));
  CHECK_FALSE(recall(list, none));
  CHECK_FALSE(averagePrecision(list, none, 2));
  CHECK(ndcg(list, wrong, 2) == 0.0);
  CHECK(recall(list, wrong) == 0.0);
  CHECK_FALSE(intraListDiversity(one, [](std::uint32_t, std::uint32_t) { return 0.0; }));
  CHECK_FALSE(serendipity({}, wrong, {}));
  CHECK_FALSE(novelty(list, std::vector<double>{0, 0}, 10));
  CHECK_FALSE(gini(std::vector<std::size_t>{0, 0}));
  CHECK_FALSE(entropyBits(std::vector<std::size_t>{0, 0}));
  CHECK_FALSE(coverage({}));
}

TEST_CASE("list metrics: even exposure has no inequality, all for one item has nearly the most") {
  CHECK(gini(std::vector<std::size_t>{3, 3, 3, 3}) == doctest::Approx(0));
  CHECK(gini(std::vector<std::size_t>{0, 0, 0, 9}) == doctest::Approx(0.75));
  CHECK(entropyBits(std::vector<std::size_t>{3, 3, 3, 3}) == doctest::Approx(2));
  CHECK(entropyBits(std::vector<std::size_t>{0, 0, 0, 9}) == doctest::Approx(0));
}
