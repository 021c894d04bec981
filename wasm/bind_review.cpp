#include <emscripten/bind.h>

#include <string>

#include "core/audit/review.h"
#include "core/audit/trial.h"
#include "wasm/text.h"

namespace {

using sayso::Json;
using sayso::Result;

sayso::audit::Review& review() {
  static sayso::audit::Review loaded;
  return loaded;
}

std::string answer(const Result<Json>& result) { return sayso::json::dump(result); }

/// What `ask` says of a question in JSON.
template <class Ask>
std::string answerTo(Text text, Ask&& ask) {
  const auto question = sayso::json::parse(text);
  return answer(question ? ask(question.value()) : Result<Json>(question.error()));
}

}  // namespace

// For who looks at what a shop's data bring, not for its visitors: the same answers as `say-so audit review`
// and `say-so audit trial`. No export takes a decision: lists are made of requests whose consent is evaluated
// inside.
EMSCRIPTEN_BINDINGS(review) {
  using emscripten::function;
  function(
      "loadConfig", +[](Text text) { return answer(review().loadConfig(text)); });
  function(
      "loadCatalog", +[](Text text) { return answer(review().loadCatalog(text)); });
  function(
      "loadModel", +[](Text text) { return answer(review().loadModel(text)); });
  function(
      "loadShoppers", +[](Text text) { return answer(review().loadShoppers(text)); });
  function(
      "measure", +[](Text text) {
        return answerTo(text, [](const Json& setting) { return review().measure(setting); });
      });
  function(
      "requestOf", +[](Text text, Text shopper) {
        return answerTo(text, [&](const Json& setting) { return review().requestOf(setting, shopper); });
      });
  function(
      "rank", +[](Text request) { return answer(review().shop().rankText(request)); });
  function(
      "counterfactuals",
      +[](Text request, Text item) { return answer(review().shop().counterfactualsText(request, item)); });
  function(
      "trial", +[](Text text) { return answerTo(text, sayso::audit::answerTrial); });
}
