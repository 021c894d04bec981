#include "core/audit/trial.h"

#include <algorithm>
#include <cmath>

#include "core/audit/statistics.h"

namespace sayso::audit {
namespace {

constexpr int kHalvings = 200;  // of an interval: more than a double has bits
constexpr std::int64_t kMostVisitors = 1'000'000'000'000;

/// Where the increasing `isPast` turns true between `low` and `high`.
template <class IsPast>
double turningPoint(double low, double high, IsPast&& isPast) {
  for (int step = 0; step < kHalvings; ++step) {
    const double middle = low + (high - low) / 2;
    (isPast(middle) ? high : low) = middle;
  }
  return high;
}

double variance(double rate) { return rate * (1 - rate); }

/// Spread of the difference times the root of the visitors: if the groups are the same, and if they differ.
double pooledSpread(double a, double b) { return std::sqrt(2 * variance((a + b) / 2)); }
double apartSpread(double a, double b) { return std::sqrt(variance(a) + variance(b)); }

Json toJson(const Interval& interval) {
  Json ends = Json::array();
  json::append(ends, interval.low);
  json::append(ends, interval.high);
  return ends;
}

/// Of an arm, which has a visitor.
Json toJson(Share arm, double quantile) {
  return json::object({{"rate", *arm.value()}, {"interval", toJson(*wilson(arm, quantile))}});
}

double shareIf(json::Reader& reader, std::string_view key, double fallback) {
  const double share = reader.numberIf(key, fallback);
  if (!(share > 0 && share < 1)) reader.fail(ErrorCode::OutOfRange, "expected above 0 and below 1", key);
  return share;
}

Result<Json> plan(json::Reader& reader, std::vector<Error>& errors) {
  const double base = shareIf(reader, "base", 0);
  const double lift = reader.number("lift");
  const double perDay = reader.numberIf("visitorsPerDay", 0);
  const double share = reader.numberIf("share", 1);
  const Certainty certainty{shareIf(reader, "confidence", 0.95), shareIf(reader, "power", 0.8)};
  const double treated = base * (1 + lift);
  if (!(treated > 0 && treated < 1) || lift == 0)
    reader.fail(ErrorCode::OutOfRange, "expected another rate above 0 and below 1", "lift");
  if (!(perDay >= 0 && perDay <= 1e12))
    reader.fail(ErrorCode::OutOfRange, "expected 0 or more", "visitorsPerDay");
  if (!(share > 0 && share <= 1)) reader.fail(ErrorCode::OutOfRange, "expected above 0, at most 1", "share");
  reader.finish();
  if (!errors.empty()) return errors.front();
  const double each = std::ceil(visitorsNeeded(base, treated, certainty));
  Json answer = json::object({{"treated", treated}, {"visitors", each}, {"total", 2 * each}});
  if (perDay > 0) json::set(answer, "days", std::ceil(2 * each / (perDay * share)));
  return answer;
}

Share readArm(json::Reader& reader, std::string_view key) {
  Share arm;
  reader.in(key, [&](json::Reader& counts) {
    const std::int64_t visitors = counts.integer("visitors", 1, kMostVisitors);
    const std::int64_t bought = counts.integer("bought", 0, std::max<std::int64_t>(visitors, 0));
    arm = {static_cast<std::uint64_t>(bought), static_cast<std::uint64_t>(visitors)};
    counts.finish();
  });
  return arm;
}

Result<Json> result(json::Reader& reader, std::vector<Error>& errors) {
  const Share control = readArm(reader, "control"), treated = readArm(reader, "treated");
  const double confidence = shareIf(reader, "confidence", 0.95);
  reader.finish();
  if (!errors.empty()) return errors.front();
  const double quantile = normalQuantile(confidence);
  const double before = *control.value(), difference = *treated.value() - before;
  const auto interval = toJson(*differenceInterval(treated, control, quantile));
  const auto test = twoProportions(treated, control);
  return json::object({{"control", toJson(control, quantile)},
                       {"treated", toJson(treated, quantile)},
                       {"difference", json::object({{"value", difference}, {"interval", interval}})},
                       {"lift", before > 0 ? Json(difference / before) : Json()},
                       {"p", test ? Json(test->p) : Json()}});
}

}  // namespace

double visitorsNeeded(double control, double treated, Certainty certainty) {
  const double z = normalQuantile(certainty.confidence) * pooledSpread(control, treated) +
                   normalQuantileBelow(certainty.power) * apartSpread(control, treated);
  const double root = z / (treated - control);
  return root * root;
}

double powerOf(double control, double treated, double visitors, double confidence) {
  const double z = normalQuantile(confidence);
  return normalBelow(
      (std::sqrt(visitors) * std::fabs(treated - control) - z * pooledSpread(control, treated)) /
      apartSpread(control, treated));
}

double leastNoticed(double control, double visitors, Certainty certainty) {
  return turningPoint(control, 1, [&](double treated) {
    return powerOf(control, treated, visitors, certainty.confidence) >= certainty.power;
  });
}

Result<Json> answerTrial(const Json& question) {
  std::vector<Error> errors;
  json::Reader reader(question, errors);
  if (!reader.expectObject()) return errors.front();
  return reader.has("control") ? result(reader, errors) : plan(reader, errors);
}

}  // namespace sayso::audit
