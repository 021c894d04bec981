#include "core/base/json.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto value = json::parse(asText(data, size));
  if (!value) {
    expect(!value.error().message.empty(), "a refusal says why");
    return 0;
  }
  plant(value.value().is_object() && value.value().contains(""));
  expect(bool(json::parse(json::dumpPretty(value.value()))), "what is laid out to be read is JSON");
  const std::string text = json::dump(value.value());
  const auto again = json::parse(text);
  expect(bool(again), "what was written can be read");
  expect(json::dump(again.value()) == text, "writing again gives the same bytes");
  return 0;
}
