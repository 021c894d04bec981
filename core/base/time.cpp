#include "core/base/time.h"

#include <algorithm>

#include "core/base/number.h"

namespace sayso {
namespace {

constexpr std::int64_t kDaysPerEra = 146097;  // 400 years

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// The number in `text`, or -1 if it isn't digits alone.
std::int32_t digits(std::string_view text) {
  std::int32_t number = 0;
  for (char c : text) {
    if (!isDigit(c)) return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

void append(std::string& text, std::int64_t number, int width) {
  std::string written = formatInteger(number);
  for (int i = static_cast<int>(written.size()); i < width; ++i) text += '0';
  text += written;
}

std::int32_t lastDay(std::int32_t year, std::int32_t month) {
  constexpr std::int32_t kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

Error badTime() { return {ErrorCode::BadTime, "expected a time such as 2026-11-22T01:17:56Z", ""}; }
Error badDuration() { return {ErrorCode::BadDuration, "expected a duration such as P13M or P90D", ""}; }

}  // namespace

// Both directions count days from 1 March of year 0, so that the leap day is the last of its year.
std::int64_t daysOf(Date date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t yearOfEra = year - era * 400;
  const std::int64_t dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
  const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * kDaysPerEra + dayOfEra - 719468;
}

Date dateOf(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - (kDaysPerEra - 1)) / kDaysPerEra;
  const std::int64_t dayOfEra = days - era * kDaysPerEra;
  const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const std::int64_t shifted = (5 * dayOfYear + 2) / 153;
  Date date;
  date.day = static_cast<std::int32_t>(dayOfYear - (153 * shifted + 2) / 5 + 1);
  date.month = static_cast<std::int32_t>(shifted < 10 ? shifted + 3 : shifted - 9);
  date.year = static_cast<std::int32_t>(yearOfEra + era * 400 + (date.month <= 2 ? 1 : 0));
  return date;
}

Result<Time> parseDay(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  if (text.size() != kForm.size() || text[4] != '-' || text[7] != '-') return badTime();
  const Date date{digits(text.substr(0, 4)), digits(text.substr(5, 2)), digits(text.substr(8, 2))};
  if (date.year < 1970 || date.month < 1 || date.month > 12) return badTime();
  if (date.day < 1 || date.day > lastDay(date.year, date.month)) return badTime();
  return Time{daysOf(date) * kSecondsPerDay};
}

Result<Time> parseTime(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  if (text.size() != kForm.size() || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
    return badTime();
  auto day = parseDay(text.substr(0, 10));
  const std::int32_t hour = digits(text.substr(11, 2));
  const std::int32_t minute = digits(text.substr(14, 2));
  const std::int32_t second = digits(text.substr(17, 2));
  if (!day || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return badTime();
  return Time{day.value().seconds + hour * 3600 + minute * 60 + second};
}

std::string formatDay(Time time) {
  const Date date = dateOf(startOfDay(time).seconds / kSecondsPerDay);
  std::string text;
  append(text, date.year, 4);
  text += '-';
  append(text, date.month, 2);
  text += '-';
  append(text, date.day, 2);
  return text;
}

std::string formatTime(Time time) {
  const std::int64_t second = time.seconds - startOfDay(time).seconds;
  std::string text = formatDay(time);
  text += 'T';
  append(text, second / 3600, 2);
  text += ':';
  append(text, second / 60 % 60, 2);
  text += ':';
  append(text, second % 60, 2);
  text += 'Z';
  return text;
}

Time startOfDay(Time time) {
  std::int64_t rest = time.seconds % kSecondsPerDay;
  if (rest < 0) rest += kSecondsPerDay;
  return {time.seconds - rest};
}

Result<Duration> parseDuration(std::string_view text) {
  struct Unit {
    char letter;
    bool inTime;
    std::int32_t months;
    std::int64_t seconds;
  };
  constexpr Unit kUnits[] = {{'Y', false, 12, 0},    {'M', false, 1, 0},   {'W', false, 0, 604800},
                             {'D', false, 0, 86400}, {'H', true, 0, 3600}, {'M', true, 0, 60},
                             {'S', true, 0, 1}};
  constexpr std::int32_t kMaxMonths = 1200;
  constexpr std::int64_t kMaxSeconds = 36600 * kSecondsPerDay;
  if (text.size() < 3 || text.size() > 24 || text[0] != 'P') return badDuration();

  Duration duration;
  bool inTime = false;
  std::size_t next = 0;  // units come in this order, each at most once
  for (std::size_t at = 1; at < text.size();) {
    if (text[at] == 'T' && !inTime && at + 1 < text.size()) {
      inTime = true;
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && isDigit(text[end])) ++end;
    if (end == at || end - at > 7 || end == text.size()) return badDuration();
    const std::int64_t number = digits(text.substr(at, end - at));
    while (next < std::size(kUnits) && (kUnits[next].letter != text[end] || kUnits[next].inTime != inTime))
      ++next;
    if (next == std::size(kUnits)) return badDuration();
    if (kUnits[next].months && number > kMaxMonths) return badDuration();
    duration.months += static_cast<std::int32_t>(kUnits[next].months ? number * kUnits[next].months : 0);
    duration.seconds += number * kUnits[next].seconds;
    ++next;
    at = end + 1;
  }
  if (duration.isZero() || duration.months > kMaxMonths || duration.seconds > kMaxSeconds)
    return badDuration();
  return duration;
}

std::string formatDuration(Duration duration) {
  std::string text = "P";
  if (duration.months) text += formatInteger(duration.months) + "M";
  if (const std::int64_t days = duration.seconds / kSecondsPerDay) text += formatInteger(days) + "D";
  if (const std::int64_t rest = duration.seconds % kSecondsPerDay) text += "T" + formatInteger(rest) + "S";
  return text;
}

Time add(Time time, Duration duration) {
  const Time midnight = startOfDay(time);
  Date date = dateOf(midnight.seconds / kSecondsPerDay);
  const std::int32_t months = date.year * 12 + date.month - 1 + duration.months;
  date.year = months / 12;
  date.month = months % 12 + 1;
  date.day = std::min(date.day, lastDay(date.year, date.month));
  const std::int64_t sum =
      daysOf(date) * kSecondsPerDay + (time.seconds - midnight.seconds) + duration.seconds;
  return {std::clamp<std::int64_t>(sum, 0, kMaxTime.seconds)};
}

Duration shorter(Duration a, Duration b, Time from) { return add(from, b) < add(from, a) ? b : a; }

}  // namespace sayso
