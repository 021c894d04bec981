#include <emscripten/bind.h>

#include <string>

#include "core/base/json.h"
#include "core/consent/engine.h"
#include "wasm/loaded.h"

using namespace sayso;
using namespace sayso::bind;
using emscripten::function;

EMSCRIPTEN_BINDINGS(consent) {
  function(
      "loadConfig", +[](Text config) { return reply(engine().load(config)); });
  function(
      "evaluate", +[](Text state, Text environment) { return reply(engine().evaluate(state, environment)); });
  function(
      "choose", +[](Text state, Text environment, Text choices, Text how) {
        return reply(engine().choose(state, environment, choices, how));
      });
  function(
      "snapshot", +[](Text state, Text environment) { return reply(engine().snapshot(state, environment)); });
  function(
      "decodeState", +[](Text text) { return reply(consent::decodeStateText(text)); });
  function(
      "encodeState", +[](Text state) { return reply(consent::encodeStateText(state)); });
  function(
      "plan", +[](Text now) { return reply(engine().plan(now)); });
  function(
      "verifyPlan", +[](Text plan, Text now) { return reply(engine().verifyPlan(plan, now)); });
  function(
      "verifyLedger", +[](Text ledger) { return reply(consent::verifyLedgerText(ledger)); });
  function(
      "erase", +[](Text state, Text environment) { return reply(engine().erase(state, environment)); });
  function(
      "merge", +[](Text a, Text b) { return reply(consent::mergeStateTexts(a, b)); });
  function(
      "mergeLedgers", +[](Text a, Text b) { return reply(consent::mergeLedgerTexts(a, b)); });
}
