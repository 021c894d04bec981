#include "core/privacy/period.h"

#include "core/base/number.h"

namespace sayso::privacy {
namespace {

std::string digits(std::int64_t number, std::size_t width) {
  std::string text = formatInteger(number);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

Time startOf(Date date) { return {daysOf(date) * kSecondsPerDay}; }

Period week(std::int64_t day) {
  const std::int64_t sinceMonday = (day + 3) % 7;  // 1970-01-01 was a Thursday
  const std::int64_t monday = day - sinceMonday;
  const Date thursday = dateOf(monday + 3);  // the week's year is that of its Thursday
  const std::int64_t number = (monday + 3 - daysOf({thursday.year, 1, 1})) / 7 + 1;
  return {digits(thursday.year, 4) + "-W" + digits(number, 2),
          {monday * kSecondsPerDay},
          {(monday + 7) * kSecondsPerDay}};
}

/// So many months from the first of `month`.
Period months(Date date, std::int32_t month, std::int32_t count, std::string name) {
  const Time from = startOf({date.year, month, 1});
  return {std::move(name), from, add(from, Duration{count, 0})};
}

}  // namespace

std::string_view toText(PeriodUnit unit) {
  constexpr std::string_view kUnits[] = {"day", "week", "month", "quarter", "year"};
  return kUnits[static_cast<std::size_t>(unit)];
}

Period periodOf(PeriodUnit unit, Time now) {
  const std::int64_t day = startOfDay(now).seconds / kSecondsPerDay;
  const Date date = dateOf(day);
  const std::string year = digits(date.year, 4);
  switch (unit) {
    case PeriodUnit::Day:
      return {formatDay(now), {day * kSecondsPerDay}, {(day + 1) * kSecondsPerDay}};
    case PeriodUnit::Week:
      return week(day);
    case PeriodUnit::Month:
      return months(date, date.month, 1, year + "-" + digits(date.month, 2));
    case PeriodUnit::Quarter: {
      const std::int32_t quarter = (date.month - 1) / 3;
      return months(date, quarter * 3 + 1, 3, year + "-Q" + digits(quarter + 1, 1));
    }
    case PeriodUnit::Year:
      break;
  }
  return months(date, 1, 12, year);
}

}  // namespace sayso::privacy
