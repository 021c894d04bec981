#include "core/consent/engine.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

namespace {

consent::Engine& engine() {
  static consent::Engine loaded = [] {
    consent::Engine made;
    expect(bool(made.load(readFile("tests/conformance/consent/config.json"))), "the config loads");
    return made;
  }();
  return loaded;
}

std::string textAt(const Json& request, const char* key) {
  const auto part = request.find(key);
  if (part == request.end()) return "";
  return part->is_string() ? part->get<std::string>() : json::dump(*part);
}

/// The same as texts, each by the entry that a page uses.
void askInTexts(const Json& request) {
  const std::string state = textAt(request, "state"), environment = textAt(request, "environment"),
                    choices = textAt(request, "choices"), how = textAt(request, "how");
  const auto decision = engine().evaluate(state, environment);
  if (!decision) expect(!decision.error().message.empty(), "a refusal says why");
  const auto chosen = engine().choose(state, environment, choices, how);
  if (!chosen) expect(!chosen.error().message.empty(), "a refusal says why");
  (void)engine().snapshot(state, environment);
  (void)engine().erase(state, environment);
  (void)engine().plan(textAt(request, "now"));
  (void)engine().verifyPlan(choices, "2026-11-22T10:00:00Z");
  const auto merged = consent::mergeStateTexts(state, state);
  if (merged)
    expect(bool(consent::mergeStateTexts(json::dump(merged.value()["state"]), state)), "it goes on");
  (void)consent::decodeStateText(state);
  (void)consent::encodeStateText(state);
  (void)consent::mergeLedgerTexts(choices, choices);
  (void)consent::verifyLedgerText(choices);
}

/// Whether the request brings anything that could hold a grant.
bool hasChoices(const Json& request) { return request.contains("choices") || request.contains("state"); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = json::parse(asText(data, size));
  if (!request) return 0;
  if (request.value().is_object()) askInTexts(request.value());
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
