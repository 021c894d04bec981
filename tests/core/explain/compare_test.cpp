#include "core/explain/compare.h"

#include <doctest/doctest.h>

namespace sayso::explain {
namespace {

Rationale rationale(const char* item, double base, std::vector<std::pair<const char*, double>> parts) {
  Rationale made;
  made.item = item;
  made.base = base;
  for (const auto& [signal, value] : parts) {
    Contribution each;
    each.signal = signal;
    each.value = value;
    made.contributions.push_back(each);
  }
  return made;
}

}  // namespace

TEST_CASE("compare: the signals' differences and the items' own add up to the difference of the scores") {
  const Rationale first = rationale("cup", 0.5, {{"viewed", 2}, {"viewed", 0.25}, {"stated", -1}});
  const Rationale second = rationale("pot", 0.125, {{"stated", 0.5}, {"bought", 4}});
  const Comparison comparison = compare(first, second);
  REQUIRE(comparison.signals.size() == 3);
  CHECK(comparison.signals[0].signal == "bought");
  CHECK(comparison.signals[0].value == -4);
  CHECK(comparison.signals[1].signal == "viewed");
  CHECK(comparison.signals[1].first == 2.25);
  CHECK(comparison.signals[2].value == -1.5);
  CHECK(comparison.items == 0.375);
  CHECK(comparison.scores == total(first) - total(second));
}

TEST_CASE("compare: an item is no better than itself") {
  const Rationale same = rationale("cup", 0.5, {{"viewed", 2}});
  const Comparison comparison = compare(same, same);
  CHECK(comparison.scores == 0);
  CHECK(comparison.signals[0].value == 0);
}

TEST_CASE("compare: a sum of parts stays marked as one") {
  Rationale first = rationale("cup", 0, {{"viewed", 2}});
  first.contributions[0].sumOfParts = true;
  const Json told = toJson(compare(first, rationale("pot", 0, {{"viewed", 1}})));
  CHECK(told["signals"][0]["sumOfParts"] == true);
}

}  // namespace sayso::explain
