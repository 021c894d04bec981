#include "core/cli/verb_train_rows.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "core/cli/verb_train_counts.h"
#include "core/cli/verb_train_kmeans.h"
#include "tests/core/recommend/vectors.h"

namespace sayso::cli {
namespace {

Json vectors(const char* kind) { return recommend::testing::vectors("recommend.vectors.json")[kind]; }

std::string errorOf(const Error& error) { return std::string(toText(error.code)) + " " + error.at; }

void checkClose(double found, double expected, double tolerance) {
  CHECK(std::fabs(found - expected) <= tolerance);
}

}  // namespace

TEST_CASE("train: k-means from given centers settles where the reference does") {
  for (const Json& each : vectors("kmeans")) {
    const Clusters found = kmeansFrom(each["X"].get<Points>(), each["init"].get<Points>());
    CHECK(found.of == each["assignment"].get<std::vector<std::size_t>>());
    checkClose(found.inertia, each["inertia"].get<double>(), 1e-9);
    const auto centers = each["centroids"].get<Points>();
    for (std::size_t center = 0; center < centers.size(); ++center)
      for (std::size_t i = 0; i < centers[center].size(); ++i)
        checkClose(found.centers[center][i], centers[center][i], 1e-9);
  }
}

TEST_CASE("train: k-means finds the groups by itself, the same for the same seed") {
  for (const Json& each : vectors("kmeans")) {
    const auto points = each["X"].get<Points>();
    const Clusters found = kmeans(points, each["init"].size(), 1);
    CHECK(found.inertia <= each["inertia"].get<double>() + 1e-9);
    CHECK(kmeans(points, each["init"].size(), 1).of == found.of);
  }
}

TEST_CASE("train: k-means leaves no segment empty where points differ") {
  const Points points{{0}, {0.1}, {0.2}, {10}};
  const Clusters found = kmeansFrom(points, {{0}, {50}, {60}});
  for (std::size_t center = 0; center < 3; ++center)
    CHECK(std::find(found.of.begin(), found.of.end(), center) != found.of.end());
}

TEST_CASE("train: the elbow is where the fall of the inertia ends") {
  CHECK(elbow(std::vector<double>{100, 40, 10, 9, 8, 7}) == 3);
  CHECK(elbow(std::vector<double>{5, 5, 5}) == 1);
  CHECK(elbow(std::vector<double>{5}) == 1);
}

TEST_CASE("train: a table of rows is read by its titles, and every fault has its line") {
  const auto rows = readRows("age,shopper,bought\n30,a,1\n41.5,\"b,c\",0\n", "bought");
  REQUIRE(rows);
  CHECK(rows.value().features == std::vector<std::string>{"age"});
  CHECK(rows.value().values == Points{{30}, {41.5}});
  CHECK(rows.value().labels == std::vector<double>{1, 0});
  CHECK(rows.value().shoppers == std::vector<std::string>{"a", "b,c"});
  CHECK(errorOf(readRows("age\n30\n", "bought").error()) == "missing-key line 1");
  CHECK(errorOf(readRows("age,bought\n30,2\n", "bought").error()) == "out-of-range line 2");
  CHECK(errorOf(readRows("age\n30\n\n", "").error()) == "bad-number line 3");
  CHECK(errorOf(readRows("age,x\n30\n", "").error()) == "bad-value line 2");
  CHECK(errorOf(readRows("age\n", "").error()) == "bad-value line 2");
  CHECK(errorOf(readRows("shopper\na\n", "").error()) == "missing-key line 1");
}

TEST_CASE("train: EASE from counts is EASE from the baskets they were counted in") {
  const std::vector<Basket> baskets{{0, 1, {0, 1}}, {0, 2, {1, 2}}, {1, 1, {0, 2}}, {2, 3, {2}}};
  const auto counts = readCounts("item,other,shoppers\na,a,2\nb,b,1\nc,c,3\na,b,1\nc,a,2\nb,c,1\n");
  REQUIRE(counts);
  CHECK(counts.value().pairs.counts == countPairs(baskets, 3).counts);
  CHECK(solveEase(counts.value().pairs, 2).values == solveEase(baskets, 3, 2).values);
  CHECK(popularity(counts.value().pairs) == std::vector<float>{2.0F / 3, 1.0F / 3, 1});
}

TEST_CASE("train: counts of known items keep their order, and others are refused") {
  Purchases known;
  REQUIRE(readItems("id,code\nb,B\na,A\n", known));
  const auto counts = readCounts("item,other,shoppers\na,a,2\n", &known);
  REQUIRE(counts);
  CHECK(counts.value().items.all() == std::vector<std::string>{"B", "A"});
  CHECK(popularity(counts.value().pairs) == std::vector<float>{0, 1});
  CHECK(errorOf(readCounts("item,other,shoppers\nc,c,1\n", &known).error()) == "unknown-item line 2");
}

TEST_CASE("train: counts that cannot be are refused with their line") {
  const auto fault = [](const std::string& lines) {
    return errorOf(readCounts("item,other,shoppers\n" + lines).error());
  };
  CHECK(fault("a,a,2\na,a,2\n") == "duplicate-id line 3");
  CHECK(fault("a,a,2\nb,b,2\na,b,1\nb,a,1\n") == "duplicate-id line 5");
  CHECK(fault("a,a,2\na,b,1\n") == "missing-key line 3");
  CHECK(fault("a,a,2\nb,b,1\na,b,2\n") == "out-of-range line 4");
  CHECK(fault("a,a,-1\n") == "bad-number line 2");
  CHECK(fault("a,a\n") == "bad-value line 2");
  CHECK(fault("") == "bad-value line 2");
  CHECK(errorOf(readCounts("item,shoppers\n").error()) == "missing-key line 1");
}

}  // namespace sayso::cli
