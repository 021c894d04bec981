#include "core/base/time.h"

#include <doctest/doctest.h>

using namespace sayso;

namespace {

std::string after(std::string_view time, std::string_view duration) {
  return formatTime(add(parseTime(time).value(), parseDuration(duration).value()));
}

}  // namespace

TEST_CASE("time: known moments have their known seconds") {
  CHECK(parseTime("1970-01-01T00:00:00Z").value().seconds == 0);
  CHECK(parseTime("2001-09-09T01:46:40Z").value().seconds == 1000000000);
  CHECK(parseTime("2026-11-22T01:17:56Z").value().seconds == 1795310276);
  CHECK(parseTime("9999-12-31T23:59:59Z").value() == kMaxTime);
}

TEST_CASE("time: every day of four centuries survives both ways") {
  for (std::int64_t days = 0; days < 146097; ++days) CHECK_MESSAGE(daysOf(dateOf(days)) == days, days);
}

TEST_CASE("time: writing what was read gives the same text") {
  for (std::string_view text : {"1970-01-01T00:00:00Z", "2000-02-29T12:34:56Z", "2026-11-22T01:17:56Z"})
    CHECK(formatTime(parseTime(text).value()) == text);
}

TEST_CASE("time: whatever is not exactly that form, or no day, is refused") {
  for (std::string_view text :
       {"2026-11-22", "2026-11-22T01:17:56", "2026-11-22T01:17:56+00:00", "2026-11-22 01:17:56Z",
        "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-11-22T24:00:00Z", "2026-11-22T23:60:00Z", "2026-11-22T23:59:60Z", "1969-12-31T23:59:59Z",
        "2026-11-2xT00:00:00Z", "-026-11-22T00:00:00Z", ""})
    CHECK_MESSAGE(!parseTime(text), text);
}

TEST_CASE("time: months end where the month does, seconds come after") {
  CHECK(after("2027-01-31T10:00:00Z", "P1M") == "2027-02-28T10:00:00Z");
  CHECK(after("2028-01-31T10:00:00Z", "P1M") == "2028-02-29T10:00:00Z");
  CHECK(after("2026-11-12T09:14:03Z", "P6M") == "2027-05-12T09:14:03Z");
  CHECK(after("2026-12-31T23:59:59Z", "P13MT1S") == "2028-02-01T00:00:00Z");
  CHECK(after("2026-11-22T00:00:00Z", "P90D") == "2027-02-20T00:00:00Z");
  CHECK(after("9999-01-01T00:00:00Z", "P24M") == "9999-12-31T23:59:59Z");
}

TEST_CASE("duration: forms that mean the same are the same") {
  CHECK(parseDuration("P1Y1M").value() == parseDuration("P13M").value());
  CHECK(parseDuration("P2W").value() == parseDuration("P14D").value());
  CHECK(parseDuration("PT1H").value() == parseDuration("PT60M").value());
  CHECK(formatDuration(parseDuration("P1Y2M10DT2H30M").value()) == "P14M10DT9000S");
}

TEST_CASE("duration: what has no length, no unit, or no order is refused") {
  for (std::string_view text : {"", "P", "PT", "P0D", "13M", "P1", "P1D2M", "PM", "P-1D", "P1.5D", "P1M1M",
                                "PT1D", "P1H", "P99999999D", "P1201M", "P1DT", "p1d", "P1TT1S"})
    CHECK_MESSAGE(!parseDuration(text), text);
}
