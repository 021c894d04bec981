#include <emscripten/bind.h>

#include <string>

#include "wasm/shop_engine.h"
#include "wasm/text.h"

// Linked beside bind_explain.cpp. A module of its own: the search weighs a tenth of the one that ranks, and
// is asked for by the few who look at all the numbers.
EMSCRIPTEN_BINDINGS(counterfactuals) {
  emscripten::function(
      "counterfactuals", +[](Text request, Text item) {
        return sayso::json::dump(shopEngine().counterfactualsText(request, item));
      });
  emscripten::function(
      "makeReplay", +[](Text request, Text item, Text config, Text catalog, Text model) {
        return sayso::json::dump(shopEngine().makeReplayText(
            request, item, {std::string(config), std::string(catalog), std::string(model)}));
      });
}
