#include "core/consent/engine.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto heads = sayso::consent::verifyLedgerText(asText(data, size));
  if (!heads) expect(!heads.error().message.empty(), "a refusal says why");
  plant(heads && heads.value().size() == 2);
  return 0;
}
