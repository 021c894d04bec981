#include "core/recommend/catalog.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto catalog = sayso::recommend::readCatalog(asText(data, size));
  if (!catalog) expect(!catalog.error().message.empty(), "a refusal says why");
  if (catalog) taken(asText(data, size));
  plant(catalog && catalog.value().items().size() > 1 && catalog.value().isSensitive(0));
  return 0;
}
