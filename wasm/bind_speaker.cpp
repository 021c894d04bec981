// What the module "consent with IAB" adds to the consent module.
#include <emscripten/bind.h>

#include "core/iab/iab.h"
#include "wasm/loaded.h"

using namespace sayso;
using namespace sayso::bind;
using emscripten::function;

namespace {

iab::Speaker& speaker() {
  static iab::Speaker loaded;
  return loaded;
}

}  // namespace

EMSCRIPTEN_BINDINGS(speaker) {
  function(
      "loadIab", +[](Text settings) { return reply(speaker().load(engine(), settings)); });
  function(
      "sayIab", +[](Text state, Text environment, Text kept) {
        return reply(speaker().say(engine(), state, environment, kept));
      });
  function(
      "chooseIab", +[](Text state, Text environment, Text choices, Text how, Text kept, Text wish) {
        return reply(speaker().choose(engine(), state, environment, choices, how, kept, wish));
      });
}
