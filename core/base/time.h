#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sayso {

/// A moment: seconds since 1970-01-01T00:00:00Z, without leap seconds. Comparable.
struct Time {
  std::int64_t seconds = 0;
  bool operator==(const Time&) const = default;
  bool operator<(const Time& other) const { return seconds < other.seconds; }
  bool operator>(const Time& other) const { return seconds > other.seconds; }
  bool operator<=(const Time& other) const { return seconds <= other.seconds; }
  bool operator>=(const Time& other) const { return seconds >= other.seconds; }
};

/// A span on the calendar (ISO 8601). Months and seconds are kept apart: P1M is no fixed number of days.
struct Duration {
  std::int32_t months = 0;
  std::int64_t seconds = 0;
  bool operator==(const Duration&) const = default;
  bool isZero() const { return months == 0 && seconds == 0; }
};

/// A civil date in the proleptic Gregorian calendar.
struct Date {
  std::int32_t year = 1970;
  std::int32_t month = 1;  // 1 to 12
  std::int32_t day = 1;    // 1 to 31
  bool operator==(const Date&) const = default;
};

constexpr std::int64_t kSecondsPerDay = 86400;
constexpr Time kMaxTime{253402300799};  // 9999-12-31T23:59:59Z

/// Days since 1970-01-01 of `date`, and back.
std::int64_t daysOf(Date date);
Date dateOf(std::int64_t days);

/// "2026-11-22T01:17:56Z" exactly: UTC, whole seconds, 1970 to 9999.
Result<Time> parseTime(std::string_view text);
std::string formatTime(Time time);

/// "2026-11-22" exactly.
Result<Time> parseDay(std::string_view text);
std::string formatDay(Time time);
/// Midnight (UTC) of the day that holds `time`.
Time startOfDay(Time time);

/// "P13M", "P90D", "P1Y6M", "P2W", "PT30M": whole numbers, not zero, at most 100 years.
Result<Duration> parseDuration(std::string_view text);
/// The shortest form of a duration: "P13M", "P90D", "PT90S".
std::string formatDuration(Duration duration);

/// `time` plus `duration`: months first (31 January + P1M is the last day of February), then seconds.
/// Stays within 1970 and 9999.
Time add(Time time, Duration duration);

/// The shorter of two durations, as seen from `from`.
Duration shorter(Duration a, Duration b, Time from = {});

}  // namespace sayso
