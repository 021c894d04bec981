#include "core/audit/price.h"

#include <doctest/doctest.h>

#include "core/base/random.h"

using namespace sayso;
using namespace sayso::audit;

namespace {

struct Row {
  std::uint32_t item;
  double price;
  std::uint32_t group, list;
};

AttributePrices compare(const std::vector<Row>& rows, std::size_t least = 1) {
  Offers offers{{"cup", "pot", "tray"}, {}, {}, {}, 0};
  Grouping grouping{"profile", {"new", "known"}, {}};
  for (const Row& row : rows) {
    offers.item.push_back(row.item);
    offers.price.push_back(row.price);
    offers.list.push_back(row.list);
    offers.lists = std::max<std::size_t>(offers.lists, row.list + 1);
    grouping.of.push_back(row.group);
  }
  return comparePrices(offers, {grouping}, least, {200, 1, 0.95}).attributes.front();
}

}  // namespace

TEST_CASE("price: an item that two groups saw at different prices is named, the widest first") {
  const AttributePrices found =
      compare({{0, 2, 0, 0}, {0, 2.5, 1, 1}, {1, 5, 0, 0}, {1, 5, 1, 1}, {2, 9, 0, 0}, {2, 12, 1, 1}});
  CHECK(found.compared == 3);
  CHECK(found.differing == 2);
  REQUIRE(found.items.size() == 2);
  CHECK(found.items[0].item == "tray");
  CHECK(found.items[0].lowest == 9);
  CHECK(found.items[0].highest == 12);
  CHECK(found.items[1].seen[1].prices == std::vector<double>{2.5});
}

TEST_CASE("price: a price that changed for all alike is told, and is no difference between groups") {
  const AttributePrices found = compare({{0, 2, 0, 0}, {0, 3, 0, 1}, {0, 3, 1, 2}, {0, 2, 1, 3}});
  CHECK(found.differing == 0);
  REQUIRE(found.items.size() == 1);
  CHECK(!found.items[0].differs);
}

TEST_CASE("price: an item that one group alone saw cannot be compared") {
  const AttributePrices found = compare({{0, 2, 0, 0}, {0, 3, 0, 1}});
  CHECK(found.compared == 0);
  CHECK(found.differing == 0);
  CHECK(found.items.size() == 1);
  CHECK(!found.p);
}

TEST_CASE("price: levels that lie apart are hardly chance, levels that do not are") {
  Random random(5);
  std::vector<Row> apart, alike;
  for (std::uint32_t list = 0; list < 60; ++list) {
    const double price = 10 * random.uniform();
    apart.push_back({0, price + (list % 2 ? 5 : 0), list % 2, list});
    alike.push_back({0, price, list % 2, list});
  }
  CHECK(*compare(apart).p < 0.02);
  CHECK(*compare(alike).p > 0.05);
  CHECK(!compare(apart, 31).p);  // too few lists to tell
  CHECK(compare(apart).levels[1].interval->low > compare(apart).levels[0].interval->high);
}

TEST_CASE("price: a list that several groups saw counts for no level") {
  const AttributePrices found = compare({{0, 2, 0, 0}, {1, 5, 1, 0}, {0, 2, 1, 1}});
  CHECK(found.mixedLists == 1);
  CHECK(found.levels[0].lists == 0);
  CHECK(toJson(Prices{3, 2, 2, 1, {}, {found}})["attributes"][0]["levels"][0]["mean"] == nullptr);
}
