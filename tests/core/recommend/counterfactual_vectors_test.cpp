#include <doctest/doctest.h>

#include <algorithm>

#include "core/explain/counterfactual.h"
#include "core/explain/tree_counterfactual.h"
#include "tests/core/recommend/vectors.h"

// The reference vectors counterfactual-1 and counterfactual-tree-1: all smallest sets of each case.
namespace sayso::recommend {
namespace {

using explain::Removal, explain::Shares, explain::SmallestSet;
using Set = std::vector<std::size_t>;

constexpr double kTie = 1e-12;

Set kept(const std::vector<char>& isRemoved) {
  Set set;
  for (std::size_t thing = 0; thing < isRemoved.size(); ++thing)
    if (!isRemoved[thing]) set.push_back(thing);
  return set;
}

std::vector<char> marks(const Set& set, std::size_t things) {
  std::vector<char> isRemoved(things, 0);
  for (const std::size_t thing : set) isRemoved[thing] = 1;
  return isRemoved;
}

/// One case, additive or of the mean of neighbours.
struct Case {
  explicit Case(const Json& json)
      : item(json["item"].get<std::size_t>()), k(json["k"].get<std::size_t>()), json_(json) {
    const bool isMean = json.contains("kind");
    for (const Json& row : json[isMean ? "similarity" : "weights"])
      shares.shares.push_back(row.get<std::vector<double>>());
    if (isMean) {
      shares.scores.assign(shares.shares.front().size(), 0);
    } else {
      shares.scores = json["base"].get<std::vector<double>>();
      for (const auto& row : shares.shares)
        for (std::size_t of = 0; of < row.size(); ++of) shares.scores[of] += row[of];
    }
  }

  bool isAdditive() const { return !json_.contains("kind"); }

  std::size_t rank(const Set& removed) const {
    const std::vector<char> isRemoved = marks(removed, shares.shares.size());
    if (isAdditive()) return shares.rank(item, isRemoved, kTie);
    Shares mean;
    const Set rest = kept(isRemoved);
    const double count = static_cast<double>(rest.size()) + json_["shrink"].get<double>();
    mean.scores.assign(shares.scores.size(), 0);
    for (const std::size_t thing : rest)
      for (std::size_t of = 0; of < mean.scores.size(); ++of)
        mean.scores[of] += shares.shares[thing][of] / count;
    return mean.rank(item, {}, kTie);
  }

  Removal find(SmallestSet::Does does) const {
    if (isAdditive()) return shares.leave(item, k, does);
    SmallestSet all;
    for (std::size_t thing = 0; thing < shares.shares.size(); ++thing) all.order.push_back(thing);
    return all.find([](const explain::Partial&) { return true; }, does);
  }

  std::size_t item;
  std::size_t k;
  Shares shares;

 private:
  const Json& json_;
};

}  // namespace

TEST_CASE("counterfactual vectors: every smallest set that takes an item out, and no smaller one") {
  const Json file = testing::vectors("counterfactual.vectors.json");
  REQUIRE(file["cases"].size() == 46);
  for (std::size_t number = 0; number < file["cases"].size(); ++number) {
    CAPTURE(number);
    const Json& json = file["cases"][number];
    const Case each(json);
    const Json& minimal = json["minimal"];
    CHECK(each.rank({}) == json["rank_before"].get<std::size_t>());

    const Removal removal = each.find([&](const Set& set) { return each.rank(set) > each.k; });
    CHECK(removal.proven);
    CHECK(removal.found == !minimal["size"].is_null());
    if (!removal.found) continue;
    const auto size = minimal["size"].get<std::size_t>();
    CHECK(removal.remove.size() == size);
    CHECK(each.rank(minimal["sets"][0].get<Set>()) == minimal["first_rank_after"].get<std::size_t>());

    std::vector<Set> sets;  // all of that size: told no each time, the search goes on
    (void)each.find([&](const Set& set) {
      if (set.size() == size && each.rank(set) > each.k) sets.push_back(set);
      return set.size() > size;
    });
    std::sort(sets.begin(), sets.end());
    sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
    CHECK(sets.size() == minimal["count"].get<std::size_t>());
    CHECK(sets == minimal["sets"].get<std::vector<Set>>());
  }
}

TEST_CASE("counterfactual vectors: the smallest sets of features that bring trees below a margin") {
  const Json file = testing::vectors("counterfactual-tree.vectors.json");
  for (const Json& each : file["cases"]) {
    const auto model = RowModel::read(testing::vectorText(each["model"].get<std::string>()));
    REQUIRE(model);
    const auto& trees = std::get<ForestModel>(model.value().model());
    const double most = each["threshold_margin"].get<double>() - trees.base[0];
    for (const Json& line : each["rows"]) {
      const std::vector<double> row = testing::rowOf(line["row"]);
      const Removal removal = explain::missingToReach(trees.forest, row, most);
      const auto sets = line["minimal"]["sets"].get<std::vector<Set>>();
      CHECK(removal.proven);
      CHECK(removal.found == !line["minimal"]["size"].is_null());
      if (removal.found) CHECK(std::find(sets.begin(), sets.end(), removal.remove) != sets.end());
    }
  }
}

}  // namespace sayso::recommend
