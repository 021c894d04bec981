#include "core/explain/counterfactual.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <bit>

#include "core/explain/tree_counterfactual.h"
#include "tests/core/cases.h"
#include "tests/core/explain/random_forest.h"

namespace sayso::explain {
namespace {

constexpr int kDefaultCases = 2000;

using Set = std::vector<std::size_t>;

std::vector<char> marks(const Set& set, std::size_t things) {
  std::vector<char> isRemoved(things, 0);
  for (const std::size_t thing : set) isRemoved[thing] = 1;
  return isRemoved;
}

/// The size of the smallest of all subsets that do; nothing smaller than 1. 0: none does.
std::size_t smallestOfAll(std::size_t things, SmallestSet::Does does) {
  std::size_t smallest = 0;
  for (std::size_t bits = 1; bits < std::size_t{1} << things; ++bits) {
    Set set;
    for (std::size_t thing = 0; thing < things; ++thing)
      if ((bits >> thing & 1) != 0) set.push_back(thing);
    if ((smallest == 0 || set.size() < smallest) && does(set)) smallest = set.size();
  }
  return smallest;
}

/// Few different numbers, so that scores tie.
double draw(Random& random) { return (static_cast<double>(random.below(17)) - 6) / 8; }

Shares randomShares(Random& random) {
  const std::size_t items = 3 + random.below(8), things = 1 + random.below(8);
  Shares shares;
  for (std::size_t item = 0; item < items; ++item) shares.scores.push_back(draw(random));
  for (std::size_t thing = 0; thing < things; ++thing) {
    std::vector<double>& row = shares.shares.emplace_back();
    for (std::size_t item = 0; item < items; ++item) {
      row.push_back(random.below(3) == 0 ? 0 : draw(random));
      shares.scores[item] += row.back();
    }
  }
  if (random.below(2) == 0) return shares;
  for (std::size_t item = 0; item < items; ++item) {
    shares.isOut.push_back(random.below(8) == 0);
    shares.heldBy.push_back(random.below(4) == 0 ? random.below(things) : Shares::kNone);
  }
  return shares;
}

bool isHeld(const Shares& shares, std::size_t item, const std::vector<char>& isRemoved) {
  return !shares.heldBy.empty() && shares.heldBy[item] != Shares::kNone && !isRemoved[shares.heldBy[item]];
}

void check(const Removal& removal, std::size_t things, SmallestSet::Does does) {
  const std::size_t smallest = smallestOfAll(things, does);
  CHECK(removal.proven);
  CHECK(removal.found == (smallest > 0));
  CHECK(removal.remove.size() == smallest);
  if (removal.found) CHECK(does(removal.remove));
}

}  // namespace

TEST_CASE("counterfactual: no smaller set takes an item out of a list, or puts it in") {
  Random random(7);
  int left = 0, entered = 0, shown = 0;
  for (int number = caseCount(kDefaultCases); number > 0; --number) {
    const Shares shares = randomShares(random);
    const std::size_t things = shares.shares.size(), item = random.below(shares.scores.size());
    const std::size_t k = 1 + random.below(3);
    const std::vector<char> none(things, 0);
    if (!shares.isOut.empty() && shares.isOut[item]) continue;
    const auto isIn = [&](const Set& set) {
      const std::vector<char> isRemoved = marks(set, things);
      return !isHeld(shares, item, isRemoved) && shares.rank(item, isRemoved) <= k;
    };
    CAPTURE(number);
    if (isIn({})) {
      const auto isGone = [&](const Set& set) { return !isIn(set); };
      const Removal removal = shares.leave(item, k, isGone);
      // What holds an item back is removed to show it; nothing removed hides it again.
      check(removal, things, isGone);
      (removal.found ? left : shown) += 1;
    } else {
      const Removal removal = shares.enter(item, k, isIn);
      check(removal, things, isIn);
      entered += removal.found;
    }
  }
  CHECK(left > 100);
  CHECK(entered > 100);
  CHECK(shown > 100);
}

TEST_CASE("counterfactual: where the search gives up it has a way of which nothing can be spared") {
  SmallestSet search;
  for (std::size_t thing = 0; thing < 30; ++thing) search.order.push_back(29 - thing);
  search.mostLooked = 500;
  // Any ten of the even ones; no bound helps.
  const auto does = [](const Set& set) {
    return std::count_if(set.begin(), set.end(), [](std::size_t thing) { return thing % 2 == 0; }) >= 10;
  };
  const Removal removal = search.find([](const Partial&) { return true; }, does);
  CHECK(removal.found);
  CHECK_FALSE(removal.proven);
  CHECK(removal.remove.size() == 10);
  CHECK(does(removal.remove));
}

TEST_CASE("counterfactual: an item far above all others is shown whatever is removed, without a search") {
  const Shares shares{{9, 1, 2}, {{1, 0, 0}, {1, 1, 0}}, {}, {}};
  int asked = 0;
  const Removal removal = shares.leave(0, 1, [&](const Set&) { return ++asked > 0; });
  CHECK(removal == Removal{false, {}, true, 0});
  CHECK(asked == 0);
}

TEST_CASE("counterfactual: what was viewed stands in the list again once it is forgotten") {
  // Item 1 was viewed (thing 0), which speaks for item 0; with the view gone, item 1 is in the running.
  const Shares shares{{3, 2.5, 1}, {{1, 0, 0}}, {Shares::kNone, 0, Shares::kNone}, {}};
  const auto isGone = [&](const Set& set) { return shares.rank(0, marks(set, 1)) > 1; };
  CHECK(shares.leave(0, 1, isGone) == Removal{true, {0}, true, 2});
}

TEST_CASE("counterfactual: no smaller set of missing features brings a sum of trees down") {
  Random random(11);
  int found = 0, impossible = 0;
  for (int number = caseCount(kDefaultCases) / 10; number > 0; --number) {
    const Forest forest = testing::forestOf({1 + random.below(8), 1 + random.below(6), 4}, random);
    const std::vector<double> row = testing::rowOf(forest.features, random);
    Set present;
    for (std::size_t feature = 0; feature < row.size(); ++feature)
      if (row[feature] == row[feature]) present.push_back(feature);
    const double most = walk(forest, row) - 0.25 - random.uniform();
    const auto reaches = [&](const Set& set) {
      std::vector<double> rest = row;
      for (const std::size_t thing : set) rest[present[thing]] = std::numeric_limits<double>::quiet_NaN();
      return walk(forest, rest) <= most;
    };
    Removal removal = missingToReach(forest, row, most);
    for (std::size_t& feature : removal.remove)
      feature =
          static_cast<std::size_t>(std::find(present.begin(), present.end(), feature) - present.begin());
    CAPTURE(number);
    check(removal, present.size(), reaches);
    (removal.found ? found : impossible) += 1;
  }
  CHECK(found > 20);
  CHECK(impossible > 20);
}

}  // namespace sayso::explain
