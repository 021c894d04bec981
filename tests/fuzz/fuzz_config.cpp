#include "core/consent/config.h"
#include "core/consent/decision.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto reading = consent::readConfigText(asText(data, size));
  expect(reading.config.has_value() == reading.errors.empty(), "a config, or faults");
  if (!reading.config) return 0;
  taken(asText(data, size));
  const auto again = consent::readConfigText(json::dump(consent::toJson(*reading.config)));
  expect(again.config == reading.config, "the normalized config reads back as the same");
  plant(reading.config->signals.size() == 4);

  const auto decision = consent::evaluate(*reading.config, std::nullopt, consent::Environment{});
  for (const auto& purpose : decision.purposes) {
    const bool isRequired = reading.config->purpose(purpose.id)->required;
    expect(purpose.granted == isRequired, "nothing optional is granted where nothing is known");
  }
  return 0;
}
