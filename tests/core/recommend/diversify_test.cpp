#include "core/recommend/diversify.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/recommend/likeness.h"
#include "tests/core/recommend/vectors.h"

using namespace sayso;
using namespace sayso::recommend;
using sayso::recommend::testing::cosine;
using sayso::recommend::testing::vectors;

TEST_CASE("diversify: the reference vectors' orders, ties to the lower index") {
  const Json file = vectors("mmr.vectors.json");
  for (const Json& each : file["cases"]) {
    const auto relevance = each["relevance"].get<std::vector<double>>();
    const auto features = each["features"].get<std::vector<std::vector<double>>>();
    const auto similarity = [&](std::size_t a, std::size_t b) { return cosine(features[a], features[b]); };
    for (const Json& run : each["runs"]) {
      CAPTURE(run.dump());
      const auto picks =
          diversify(relevance, similarity, run["lambda"].get<double>(), each["k"].get<std::size_t>());
      REQUIRE(picks.size() == run["order"].size());
      for (std::size_t place = 0; place < picks.size(); ++place) {
        CHECK(picks[place].candidate == run["order"][place].get<std::size_t>());
        CHECK(picks[place].worth == doctest::Approx(run["score"][place].get<double>()).epsilon(1e-12));
      }
    }
  }
}

TEST_CASE("diversify: lambda 1 is the order of relevance, and a longer list starts as a shorter one") {
  const std::vector<double> relevance = {0.2, 0.9, 0.9, 0.5};
  const auto alike = [](std::size_t a, std::size_t b) { return a / 2 == b / 2 ? 1.0 : 0.0; };
  const auto all = diversify(relevance, alike, 1, 9);
  CHECK(all.size() == 4);
  CHECK(all[0].candidate == 1);
  CHECK(all[1].candidate == 2);
  CHECK(all[3].candidate == 0);
  const auto mixed = diversify(relevance, alike, 0.5, 4), few = diversify(relevance, alike, 0.5, 2);
  CHECK(std::vector<Pick>(mixed.begin(), mixed.begin() + 2) == few);
}

TEST_CASE("likeness: what two items share of category and tags") {
  const auto item = [](std::string id, std::string category, std::vector<std::string> tags) {
    Item made;
    made.id = std::move(id);
    made.category = std::move(category);
    made.tags = std::move(tags);
    return made;
  };
  const Catalog catalog("GBP", {item("a", "Garden", {"colour:red", "material:wood", "style:plain"}),
                                item("b", "Kitchen", {"colour:red"}), item("c", "Garden", {}),
                                item("d", "Bath", {"colour:blue"})});
  CHECK(likeness(catalog, 0, 0) == doctest::Approx(1));
  CHECK(likeness(catalog, 0, 1) == doctest::Approx(1 / std::sqrt(8.0)));
  CHECK(likeness(catalog, 0, 2) == doctest::Approx(0.5));
  CHECK(likeness(catalog, 0, 3) == 0);
  CHECK(likeness(catalog, 1, 0) == likeness(catalog, 0, 1));
}
