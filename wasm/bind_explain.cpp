#include <emscripten/bind.h>

#include <string>

#include "core/recommend/engine.h"
#include "wasm/text.h"

namespace {

using sayso::recommend::Engine;

Engine& engine() {
  static Engine loaded;  // the one catalog and model of the page
  return loaded;
}

std::string answer(const sayso::Result<sayso::Json>& result) { return sayso::json::dump(result); }

}  // namespace

// Text in, text out. No export takes a decision: `rank` evaluates consent itself.
EMSCRIPTEN_BINDINGS(explain) {
  using emscripten::function;
  function(
      "loadConfig", +[](Text text) { return answer(engine().loadConfig(text)); });
  function(
      "loadCatalog", +[](Text text) { return answer(engine().loadCatalog(text)); });
  function(
      "loadModel", +[](Text text) { return answer(engine().loadModel(text)); });
  function(
      "rank", +[](Text request) { return answer(engine().rankText(request)); });
  function(
      "facets", +[] { return answer(engine().facets()); });
}
