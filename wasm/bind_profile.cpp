#include <emscripten/bind.h>

#include <string>

#include "core/recommend/profile_engine.h"
#include "wasm/text.h"

namespace {

sayso::recommend::ProfileEngine& engine() {
  static sayso::recommend::ProfileEngine loaded;
  return loaded;
}

std::string answer(const sayso::Result<sayso::Json>& result) { return sayso::json::dump(result); }

}  // namespace

// What the profile asks, loaded when its tab opens. No export takes a decision: the gate makes its own.
EMSCRIPTEN_BINDINGS(profile) {
  using emscripten::function;
  function(
      "loadConfig", +[](Text text) { return answer(engine().loadConfig(text)); });
  function(
      "loadCatalog", +[](Text text) { return answer(engine().loadCatalog(text)); });
  function(
      "facets", +[] { return answer(engine().facets()); });
  function(
      "look", +[](Text request, Text proposed) { return answer(engine().look(request, proposed)); });
  function(
      "check", +[](Text text) { return answer(engine().check(text)); });
  function(
      "readImport", +[](Text request, Text text) { return answer(engine().readImport(request, text)); });
}
