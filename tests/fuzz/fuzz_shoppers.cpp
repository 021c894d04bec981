#include "core/audit/review.h"
#include "core/audit/trial.h"
#include "tests/fuzz/shop.h"

using namespace sayso;

namespace {

constexpr const char* kShoppers =
    R"({"schema": "say-so-shoppers/1", "environment": {"now": "2026-11-22T10:00:00Z", "jurisdiction": "FR",
        "jurisdictionSource": "attribute", "gpc": false, "language": "en", "ageBand": null},
        "bought": "bought", "stated": "interest.category", "counts": {"total": 9, "items": {"cup": 5}},
        "shoppers": [{"id": "a", "group": "UK", "before": ["cup"], "after": ["pot"], "stated": ["Kitchen"]}]})";

/// A share has a mean within 0 and 1, or no value.
void expectShare(const Json& estimate) {
  if (estimate.is_null()) return;
  expect(estimate["mean"].get<double>() >= 0 && estimate["mean"].get<double>() <= 1,
         "a share is within 0 and 1");
  expect(estimate["error"].get<double>() >= 0, "half of an interval is not below 0");
}

/// Shoppers that are read can be measured at each level, each in one group.
void checkMeasure(audit::Review& review, const char* setting) {
  const auto report = review.measure(json::parse(setting).value());
  if (!report) return expect(!report.error().message.empty(), "a refusal says why");
  for (const char* figure : {"recall", "ndcg", "found"}) expectShare(report.value()["accuracy"][figure]);
  std::int64_t shoppers = 0;
  for (const Json& group : report.value()["groups"]) shoppers += group["shoppers"].get<std::int64_t>();
  expect(shoppers == report.value()["shoppers"].get<std::int64_t>(), "each shopper is in one group");
}

void checkTrial(const Json& question) {
  const auto answer = audit::answerTrial(question);
  if (!answer) return expect(!answer.error().message.empty(), "a refusal says why");
  if (question.contains("visitorsPerDay") && question["visitorsPerDay"].is_number()) {
    const double visitors = question["visitorsPerDay"].get<double>();
    if (visitors > 1 && visitors < 1e9)
      expect(audit::leastNoticed(0.03, visitors, {0.95, 0.8}) >= 0.03,
             "what is noticed at least is a difference");
  }
  if (!answer.value().contains("control")) return;
  const Json& interval = answer.value()["difference"]["interval"];
  expect(interval[0].get<double>() <= interval[1].get<double>(), "an interval has its ends in order");
}

}  // namespace

/// Shoppers, a setting or a trial's question.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = asText(data, size);
  static audit::Review known = withShop<audit::Review>();
  static const bool isKnown = bool(known.loadShoppers(kShoppers));
  expect(isKnown, "the shoppers of the target load");
  if (const auto asked = json::parse(text)) {
    checkTrial(asked.value());
    const auto report = known.measure(asked.value());
    if (!report) expect(!report.error().message.empty(), "a refusal says why");
  }
  static audit::Review review = withShop<audit::Review>();
  const auto loaded = review.loadShoppers(text);
  if (!loaded) {
    expect(!loaded.error().message.empty(), "a refusal says why");
    return 0;
  }
  taken(text);
  plant(loaded.value()["shoppers"] == 2);
  checkMeasure(review, R"({"id": "nothing", "purposes": []})");
  checkMeasure(review,
               R"({"id": "all", "purposes": ["history", "stated"], "newest": 2, "against": "nothing"})");
  return 0;
}
