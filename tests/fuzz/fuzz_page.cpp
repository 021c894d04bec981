#include "core/consent/consent_mode.h"
#include "core/consent/page_config.h"
#include "core/iab/options.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

namespace {

/// A refusal says what is so, and where.
void expectPlaces(const std::vector<Error>& errors) {
  for (const Error& error : errors)
    expect(!error.message.empty() && !error.at.empty(), "a fault has its message and its place");
}

}  // namespace

/// What a config says of the page, of Google's consent mode and of the IAB's frameworks.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto reading = consent::readConfigText(asText(data, size));
  if (!reading.config) return 0;
  const auto page = consent::readPageConfig(*reading.config);
  expectPlaces(page.errors);
  const Json marks = consent::marksOf(*reading.config, page.page);
  expect(marks.is_null() || marks.is_object(), "marks go by their names");
  const auto mode = consent::readConsentMode(*reading.config);
  expectPlaces(mode.errors);
  expect(!mode.mode || mode.errors.empty(), "a mode, or faults");
  expect(consent::consentModeRules(*reading.config).is_object(), "rules go by the names of their types");
  if (mode.mode)
    expect(mode.mode->isAdvanced || consent::advancedServices(*reading.config, *mode.mode).empty(),
           "only the advanced mode runs tags before a choice");
  std::vector<Error> errors;
  const auto options = iab::readOptions(*reading.config, errors);
  expectPlaces(errors);
  if (errors.empty() && page.errors.empty() && mode.errors.empty()) taken(asText(data, size));
  plant(mode.mode && mode.mode->waitForUpdate == 499);
  return 0;
}
