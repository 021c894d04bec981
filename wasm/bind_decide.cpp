// One request with all its parts, as `say-so decide` takes it: what the conformance cases are written in.
#include <emscripten/bind.h>

#include "core/base/json.h"
#include "wasm/loaded.h"

using namespace sayso;
using namespace sayso::bind;

EMSCRIPTEN_BINDINGS(decide) {
  emscripten::function(
      "decide", +[](Text request) {
        const auto parsed = json::parse(request);
        return reply(parsed ? engine().decide(parsed.value()) : Result<Json>(parsed.error()));
      });
}
