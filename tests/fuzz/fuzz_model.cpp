#include "core/recommend/model.h"
#include "core/recommend/row_part.h"
#include "tests/fuzz/fuzz.h"

static const bool kHasRowModels = (sayso::recommend::useRowModels(), true);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto model = sayso::recommend::readModel(asText(data, size));
  if (!model) expect(!model.error().message.empty(), "a refusal says why");
  if (model) taken(asText(data, size));
  plant(model && model.value().parts.size() == 2);
  return 0;
}
