// For `npm run bench` only, never shipped: the evaluation by itself, from a state and an environment that
// were read before the clock starts, to a decision.
#include <emscripten/bind.h>

#include <cstdlib>
#include <optional>
#include <string>

#include "core/base/number.h"
#include "core/consent/decision.h"
#include "core/consent/meaning.h"

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
      "loadConfig", +[](const std::string& text) -> std::string {
        auto config = consent::parseConfig(text);
        if (!config) return std::string(toText(config.error().code));
        job().config = std::move(config).value();
        job().meaning = consent::meaningHash(job().config);
        return "";
      });
  function(
      "prepare", +[](const std::string& state, const std::string& environment) -> std::string {
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
      "evaluateMany", +[](const std::string& times) {
        std::int64_t granted = 0;
        for (long i = std::strtol(times.c_str(), nullptr, 10); i > 0; --i) {
          const consent::Decision decision =
              consent::evaluate(job().config, job().meaning, job().state, job().environment);
          for (const consent::PurposeDecision& purpose : decision.purposes) granted += purpose.granted;
          for (const consent::Outcome& service : decision.services) granted += service.granted;
        }
        return formatInteger(granted);
      });
}
