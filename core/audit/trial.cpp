#include "core/audit/trial.h"

#include <algorithm>
#include <cmath>

#include "core/base/math.h"

namespace sayso::audit {
namespace {

constexpr int kHalvings = 200;  // of an interval: more than a double has bits
constexpr std::int64_t kMostVisitors = 1'000'000'000'000;

double normalBelow(double x) { return math::erfc(-x / std::sqrt(2.0)) / 2; }

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

struct Arm {
  double visitors = 0;
  double bought = 0;
  double rate() const { return bought / visitors; }
};

struct Interval {
  double low = 0, high = 0;
};

Interval wilson(const Arm& arm, double z) {
  const double n = arm.visitors, p = arm.rate();
  const double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
  const double half = z * std::sqrt(variance(p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
  return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

Json toJson(const Interval& interval) {
  Json ends = Json::array();
  json::append(ends, interval.low);
  json::append(ends, interval.high);
  return ends;
}

Json toJson(const Arm& arm, double z) {
  return json::object({{"rate", arm.rate()}, {"interval", toJson(wilson(arm, z))}});
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

Arm readArm(json::Reader& reader, std::string_view key) {
  Arm arm;
  reader.in(key, [&](json::Reader& counts) {
    const std::int64_t visitors = counts.integer("visitors", 1, kMostVisitors);
    arm.visitors = static_cast<double>(visitors);
    arm.bought = static_cast<double>(counts.integer("bought", 0, std::max<std::int64_t>(visitors, 0)));
    counts.finish();
  });
  return arm;
}

Result<Json> result(json::Reader& reader, std::vector<Error>& errors) {
  const Arm control = readArm(reader, "control"), treated = readArm(reader, "treated");
  const double confidence = shareIf(reader, "confidence", 0.95);
  reader.finish();
  if (!errors.empty()) return errors.front();
  const double z = quantileBelow((1 + confidence) / 2);
  const double p1 = control.rate(), p2 = treated.rate(), difference = p2 - p1;
  const Interval a = wilson(control, z), b = wilson(treated, z);
  const auto root = [](double x, double y) { return std::sqrt(x * x + y * y); };
  const Interval interval{difference - root(p2 - b.low, a.high - p1),
                          difference + root(b.high - p2, p1 - a.low)};
  const double pooled = (control.bought + treated.bought) / (control.visitors + treated.visitors);
  const double spread = std::sqrt(variance(pooled) * (1 / control.visitors + 1 / treated.visitors));
  Json answer =
      json::object({{"control", toJson(control, z)},
                    {"treated", toJson(treated, z)},
                    {"difference", json::object({{"value", difference}, {"interval", toJson(interval)}})}});
  json::set(answer, "lift", p1 > 0 ? Json(difference / p1) : Json());
  json::set(answer, "p",
            spread > 0 ? Json(math::erfc(std::fabs(difference) / spread / std::sqrt(2.0))) : Json());
  return answer;
}

}  // namespace

double quantileBelow(double p) {
  constexpr double kFar = 40;  // beyond it a double knows no probability
  return turningPoint(-kFar, kFar, [&](double x) { return normalBelow(x) >= p; });
}

double visitorsNeeded(double control, double treated, Certainty certainty) {
  const double z = quantileBelow((1 + certainty.confidence) / 2) * pooledSpread(control, treated) +
                   quantileBelow(certainty.power) * apartSpread(control, treated);
  const double root = z / (treated - control);
  return root * root;
}

double powerOf(double control, double treated, double visitors, double confidence) {
  const double z = quantileBelow((1 + confidence) / 2);
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
