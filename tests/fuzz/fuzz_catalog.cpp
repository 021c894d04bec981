#include "core/recommend/catalog.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto catalog = sayso::recommend::readCatalog(asText(data, size));
  if (!catalog) expect(!catalog.error().message.empty(), "a refusal says why");
  plant(catalog && catalog.value().items().size() == 3 && catalog.value().isSensitive(2));
  return 0;
}
