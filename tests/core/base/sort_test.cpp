#include "core/base/sort.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "core/base/random.h"

using namespace sayso;

TEST_CASE("sort: any list comes in order, equal ones as they stood") {
  Random random(5);
  for (std::size_t count = 0; count < 200; ++count) {
    std::vector<std::uint64_t> list(count);
    for (auto& each : list) each = random.below(1 + count / 3);
    const auto isBefore = [&](std::size_t a, std::size_t b) { return list[a] < list[b]; };
    std::vector<std::size_t> expected(count);
    std::iota(expected.begin(), expected.end(), std::size_t{0});
    std::stable_sort(expected.begin(), expected.end(), isBefore);
    CHECK(sortedOrder(count, isBefore) == expected);
  }
}
