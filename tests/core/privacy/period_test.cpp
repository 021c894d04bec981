#include "core/privacy/period.h"

#include <doctest/doctest.h>

#include "tests/core/privacy/vectors.h"

using namespace sayso;
using namespace sayso::privacy;
using namespace sayso::privacy::testing;

namespace {

std::string spell(PeriodUnit unit, const char* now) {
  const Period period = periodOf(unit, at(now));
  return period.name + " " + formatDay(period.from) + " " + formatDay(period.until);
}

}  // namespace

TEST_CASE("period: a moment lies in one day, week, month, quarter and year") {
  constexpr const char* kNow = "2026-11-22T23:59:59Z";  // a Sunday
  CHECK(spell(PeriodUnit::Day, kNow) == "2026-11-22 2026-11-22 2026-11-23");
  CHECK(spell(PeriodUnit::Week, kNow) == "2026-W47 2026-11-16 2026-11-23");
  CHECK(spell(PeriodUnit::Month, kNow) == "2026-11 2026-11-01 2026-12-01");
  CHECK(spell(PeriodUnit::Quarter, kNow) == "2026-Q4 2026-10-01 2027-01-01");
  CHECK(spell(PeriodUnit::Year, kNow) == "2026 2026-01-01 2027-01-01");
}

TEST_CASE("period: a week belongs to the year of its Thursday") {
  CHECK(spell(PeriodUnit::Week, "2027-01-03T12:00:00Z") == "2026-W53 2026-12-28 2027-01-04");
  CHECK(spell(PeriodUnit::Week, "2027-01-04T00:00:00Z") == "2027-W01 2027-01-04 2027-01-11");
  CHECK(spell(PeriodUnit::Week, "2024-12-30T00:00:00Z") == "2025-W01 2024-12-30 2025-01-06");
  CHECK(spell(PeriodUnit::Month, "2024-02-29T10:00:00Z") == "2024-02 2024-02-01 2024-03-01");
}
