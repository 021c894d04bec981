#include <fstream>
#include <iterator>

#include "core/recommend/engine.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

namespace {

recommend::Engine& engine() {
  static recommend::Engine loaded = [] {
    std::ifstream file("tests/conformance/recommend/store.json");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    const auto store = json::parse(text);
    expect(bool(store), "the store is there (run from the repository's root)");
    recommend::Engine made;
    expect(bool(made.loadConfig(json::dump(store.value()["config"]))), "its config loads");
    expect(bool(made.loadCatalog(json::dump(store.value()["catalog"]))), "its catalog loads");
    expect(bool(made.loadModel(json::dump(store.value()["model"]))), "its model loads");
    return made;
  }();
  return loaded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = json::parse(asText(data, size));
  if (!request) return 0;
  const auto slate = engine().rank(request.value());
  if (!slate) return 0;
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
  if (request.value().contains("served")) return 0;
  const auto told = engine().counterfactuals(request.value(), "");
  expect(bool(told), "what would change a list is answered wherever the list is");
  expect(told.value()["items"].size() == slate.value()["items"].size(), "for each of its items");
  for (const Json& each : told.value()["items"])
    expect(each["remove"].is_null() || !each["remove"].empty(), "something is removed, or nothing does it");
  return 0;
}
