#include <cmath>

#include "core/privacy/report.h"
#include "core/privacy/update.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

namespace {

/// A report that is read is written as it was, and estimates from it are numbers.
void checkReport(const Json& json) {
  const auto report = privacy::readReport(json);
  if (!report) return expect(!report.error().message.empty(), "a refusal says why");
  taken(json::dump(json));
  const auto again = privacy::readReport(privacy::toJson(report.value()));
  expect(again && again.value() == report.value(), "it reads back as it was");
  plant(json["answers"] == 64 && json.contains("value"));
  privacy::Tally tally(report.value());
  tally.add(report.value());
  expect(privacy::toJson(tally, {"yes"}, 10).is_object(), "a table is made of it");
  double sum = 0;
  for (const privacy::Frequency& each :
       privacy::estimate(tally.mechanism(), tally.counts(), tally.reports())) {
    expect(std::isfinite(each.estimate) && each.low <= each.high, "an estimate has its interval");
    expect(each.low >= 0 && each.high <= 1 && each.onSimplex >= 0, "a share lies within 0 and 1");
    sum += each.onSimplex;
  }
  expect(std::fabs(sum - 1) < 1e-9, "shares on the simplex are all there is");
}

/// An update that is read can be clipped and added up.
void checkUpdate(const Json& json) {
  auto update = privacy::readUpdate(json);
  if (!update) return expect(!update.error().message.empty(), "a refusal says why");
  const auto again = privacy::readUpdate(privacy::toJson(update.value()));
  expect(bool(again), "it reads back");
  privacy::Weights& change = update.value().update.change;
  expect(change.size() >= 2 && change.size() <= privacy::kMostWeights, "it is as long as a model may be");
  privacy::clipTo(change, 1);
  expect(privacy::lengthOf(change) <= 1 + 1e-12, "no update is longer than its clip");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto json = json::parse(asText(data, size));
  if (!json) return 0;
  checkReport(json.value());
  checkUpdate(json.value());
  return 0;
}
