#include "core/cli/verbs.h"
#include "core/consent/engine.h"

namespace sayso::cli {

int runDecide(const Args& args, Io& io) {
  if (!args.words.empty() || !args.has("config")) {
    io.say("say-so decide: expected --config FILE and requests on the input");
    return kBadUsage;
  }
  const auto text = readFile(args.get("config"));
  if (!text) {
    io.refuse(text.error());
    return io.exitCode();
  }
  consent::Engine engine;
  if (const auto loaded = engine.load(text.value()); !loaded) {
    io.refuse(loaded.error());
    return io.exitCode();
  }
  io.eachLine([&](const Json& request) { return engine.decide(request); });
  return io.exitCode();
}

}  // namespace sayso::cli
