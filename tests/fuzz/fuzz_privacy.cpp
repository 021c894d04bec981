#include "core/privacy/privacy_engine.h"
#include "core/privacy/update.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

namespace {

constexpr std::string_view kConfig =
    R"({"purposes":[{"id":"statistics"},{"id":"learning"}],"page":{"privacy":{
  "budgets":[{"purpose":"statistics","epsilon":2,"period":"month"},
             {"purpose":"learning","epsilon":4,"period":"week"}],
  "questions":[{"id":"trust","purpose":"statistics","answers":["1","2","3"],"epsilon":1},
               {"id":"kind","purpose":"statistics","answers":["a","b","c","d","e","f","g","h","i"],"epsilon":0.5}],
  "learning":[{"id":"liked","purpose":"learning","features":["x","y"],"epsilon":4,"delta":1e-6,"clip":0.5}]}}})";

void expectAnswer(const Result<Json>& result, std::string_view request,
                  Result<Json> (privacy::PrivacyEngine::*ask)(std::string_view) const,
                  const privacy::PrivacyEngine& engine) {
  if (!result) return expect(!result.error().message.empty(), "a refusal says why");
  taken(request);
  // What was answered is spent: the same request with the ledger it gave is refused.
  Json again = json::parse(request).value();
  again["budget"] = result.value()["budget"];
  const auto second = (engine.*ask)(json::dump(again));
  expect(!second && second.error().code == ErrorCode::AlreadyAnswered, "no question is answered twice");
}

}  // namespace

/// A config first, then requests as the page makes them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = asText(data, size);
  privacy::PrivacyEngine other;
  const auto loaded = other.loadConfig(text);
  if (!loaded) expect(!loaded.error().message.empty(), "a refusal says why");
  static const privacy::PrivacyEngine engine = [] {
    privacy::PrivacyEngine made;
    expect(bool(made.loadConfig(kConfig)), "the config of the target loads");
    return made;
  }();
  if (loaded && !loaded.value()["budgets"].empty()) taken(text);
  plant(loaded && !loaded.value()["budgets"].empty() && loaded.value()["budgets"][0]["epsilon"] == 3);
  if (const auto parsed = json::parse(text))
    if (const auto update = privacy::readUpdate(parsed.value()))
      expect(bool(privacy::readUpdate(privacy::toJson(update.value()))), "an update reads back");
  const auto look = engine.look(text);
  if (!look) expect(!look.error().message.empty(), "a refusal says why");
  expectAnswer(engine.answer(text), text, &privacy::PrivacyEngine::answer, engine);
  expectAnswer(engine.learn(text), text, &privacy::PrivacyEngine::learn, engine);
  return 0;
}
