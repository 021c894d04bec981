#include "core/gpp/gpp_json.h"
#include "core/gpp/gpp_string.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto reading = gpp::readGppString(asText(data, size));
  if (!reading) {
    expect(!reading.error().message.empty() && !reading.error().at.empty(), "a refusal says why and where");
    return 0;
  }
  plant(reading.value().flags.size() == 3);
  const gpp::GppString& said = reading.value().gpp;
  const auto written = gpp::writeGppString(said, {.allowExperimental = true});
  if (!written) {
    // Of the largest input padding and header may not fit any more.
    expect(!reading.value().flags.empty() || written.error().code == ErrorCode::TooLarge,
           "only what was flagged may not be written again");
    return 0;
  }
  const auto again = gpp::readGppString(written.value());
  expect(again && again.value().gpp == said, "what was written is read as the same");
  expect(gpp::writeGppString(again.value().gpp, {.allowExperimental = true}).value() == written.value(),
         "writing is settled after once");
  const auto back = gpp::fromJson(gpp::toJson(said));
  expect(back && back.value() == said, "the JSON is read as the same");
  return 0;
}
