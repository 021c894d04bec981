// For `npm run bench` only, never shipped: the evaluation by itself, from a state and an environment that
// were read before the clock starts, to a decision.
#include <emscripten/bind.h>

#include <optional>
#include <string>

#include "core/base/number.h"
#include "core/consent/decision.h"
#include "core/consent/meaning.h"
#include "wasm/bench_count.h"

using namespace sayso;
using emscripten::function;

namespace {

struct Job {
  consent::Config config;
  std::string meaning;
  std::optional<consent::State> state;
  consent::Environment environment;
};

Job& job() {
  static Job prepared;
  return prepared;
}

}  // namespace

EMSCRIPTEN_BINDINGS(bench_consent) {
  // Each gives "" or the code of what is wrong.
  function(
      "loadConfig", +[](Text text) -> std::string {
        auto config = consent::parseConfig(text);
        if (!config) return std::string(toText(config.error().code));
        job().config = std::move(config).value();
        job().meaning = consent::meaningHash(job().config);
        return "";
      });
  function(
      "prepare", +[](Text state, Text environment) -> std::string {
        auto read = consent::parseState(state);
        if (!read) return std::string(toText(read.error().code));
        auto known = consent::parseEnvironment(environment);
        if (!known) return std::string(toText(known.error().code));
        job().state = std::move(read).value();
        job().environment = known.value();
        return "";
      });
  // Evaluates `times` times; gives the number of grants in all, so that no evaluation can be left out.
  function(
      "evaluateMany", +[](Text times) {
        std::int64_t granted = 0;
        for (std::size_t i = countOf(times); i > 0; --i) {
          const consent::Decision decision =
              consent::evaluate(job().config, job().meaning, job().state, job().environment);
          for (const consent::PurposeDecision& purpose : decision.purposes) granted += purpose.granted;
          for (const consent::Outcome& service : decision.services) granted += service.granted;
        }
        return formatInteger(granted);
      });
}
