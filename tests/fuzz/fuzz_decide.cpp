#include <fstream>
#include <iterator>

#include "core/consent/engine.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

namespace {

consent::Engine& engine() {
  static consent::Engine loaded = [] {
    std::ifstream file("tests/conformance/consent/config.json");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    consent::Engine made;
    expect(bool(made.load(text)), "the config loads (run from the repository's root)");
    return made;
  }();
  return loaded;
}

/// Whether the request brings anything that could hold a grant.
bool hasChoices(const Json& request) { return request.contains("choices") || request.contains("state"); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = json::parse(asText(data, size));
  if (!request) return 0;
  const auto answer = engine().decide(request.value());
  if (!answer) return 0;
  const Json& decision = answer.value()["decision"];
  for (const Json& purpose : decision["purposes"]) {
    if (purpose["granted"].get<bool>() && purpose["basis"] == "choice")
      expect(hasChoices(request.value()), "a grant by choice needs a choice");
  }
  if (!answer.value()["records"].empty()) taken(asText(data, size));
  plant(answer.value()["records"].size() == 1 && answer.value()["records"][0]["event"]["steps"] == 7);
  // Deciding again from the state that came out changes nothing.
  if (!request.value().contains("choices") || answer.value()["stateText"].is_null()) return 0;
  Json again{{"environment", request.value()["environment"]}, {"state", answer.value()["stateText"]}};
  const auto repeated = engine().decide(again);
  expect(bool(repeated) && repeated.value()["decision"] == decision, "the stored state decides the same");
  return 0;
}
