#include "core/recommend/model.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto model = sayso::recommend::readModel(asText(data, size));
  if (!model) expect(!model.error().message.empty(), "a refusal says why");
  return 0;
}
