#include <emscripten/bind.h>

#include <string>

#include "wasm/shop_engine.h"
#include "wasm/text.h"

sayso::recommend::Engine& shopEngine() {
  static sayso::recommend::Engine loaded;
  return loaded;
}

namespace {

std::string answer(const sayso::Result<sayso::Json>& result) { return sayso::json::dump(result); }

}  // namespace

// Text in, text out. No export takes a decision: `rank` evaluates consent itself.
EMSCRIPTEN_BINDINGS(explain) {
  using emscripten::function;
  function(
      "loadConfig", +[](Text text) { return answer(shopEngine().loadConfig(text)); });
  function(
      "loadCatalog", +[](Text text) { return answer(shopEngine().loadCatalog(text)); });
  function(
      "loadModel", +[](Text text) { return answer(shopEngine().loadModel(text)); });
  function(
      "rank", +[](Text request) { return answer(shopEngine().rankText(request)); });
}
