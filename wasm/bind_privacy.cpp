#include <emscripten/bind.h>

#include <string>

#include "core/privacy/privacy_engine.h"
#include "wasm/text.h"

namespace {

sayso::privacy::PrivacyEngine& engine() {
  static sayso::privacy::PrivacyEngine loaded;
  return loaded;
}

std::string answer(const sayso::Result<sayso::Json>& result) { return sayso::json::dump(result); }

}  // namespace

// What could be sent under differential privacy, loaded by who looks at what is asked. It sends nothing.
EMSCRIPTEN_BINDINGS(privacy) {
  using emscripten::function;
  function(
      "loadConfig", +[](Text text) { return answer(engine().loadConfig(text)); });
  function(
      "look", +[](Text request) { return answer(engine().look(request)); });
  function(
      "answer", +[](Text request) { return answer(engine().answer(request)); });
  function(
      "learn", +[](Text request) { return answer(engine().learn(request)); });
}
