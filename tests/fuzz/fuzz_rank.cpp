#include "core/recommend/engine.h"
#include "tests/fuzz/shop.h"

using namespace sayso;

namespace {

void ask(recommend::Engine& engine, const Json& request) {
  const auto slate = engine.rank(request);
  if (!slate) return;
  taken(json::dump(request));
  plant(slate.value()["items"].size() == 2 && request.contains("context"));
  for (const Json& rationale : slate.value()["items"]) {
    // Strongest first is how they are shown; the sum is taken in the model's order, hence the tolerance.
    double sum = rationale["base"].get<double>(), size = 1;
    for (const Json& part : rationale["contributions"]) {
      const double value = part["value"].get<double>();
      sum += value;
      size += value < 0 ? -value : value;
    }
    const double gap = sum - rationale["score"].get<double>();
    expect(gap < 1e-9 * size && gap > -1e-9 * size, "contributions sum to the score");
  }
  if (request.contains("served")) return;
  const auto told = engine.counterfactuals(request, "");
  expect(bool(told), "what would change a list is answered wherever the list is");
  expect(told.value()["items"].size() == slate.value()["items"].size(), "for each of its items");
  for (const Json& each : told.value()["items"])
    expect(each["remove"].is_null() || !each["remove"].empty(), "something is removed, or nothing does it");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static recommend::Engine store = withShop<recommend::Engine>();
  static recommend::Engine learning =
      withShop<recommend::Engine>("tests/conformance/recommend/places.store.json");
  const auto request = json::parse(asText(data, size));
  if (!request) return 0;
  ask(store, request.value());
  ask(learning, request.value());
  return 0;
}
