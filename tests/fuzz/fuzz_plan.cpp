#include "core/consent/plan.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

/// A plan as a page holds it against its core's own.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const consent::Config config = [] {
    const auto reading = consent::readConfigText(readFile("tests/conformance/consent/config.json"));
    expect(reading.config.has_value(), "the config loads");
    return *reading.config;
  }();
  static const Time now = parseTime("2026-11-22T10:00:00Z").value();
  static const Json own = consent::makePlan(config, now);
  const auto plan = json::parse(asText(data, size));
  if (!plan) return 0;
  const auto error = consent::verifyPlan(config, plan.value(), now);
  expect(error.has_value() == (plan.value() != own), "only the core's own plan passes");
  if (error) expect(!error->message.empty(), "a refusal says why");
  plant(error && error->code == ErrorCode::PlanDiffers && error->at.starts_with("/rows/3/links/"));
  return 0;
}
