#include "core/cli/verbs.h"
#include "core/recommend/engine.h"

namespace sayso::cli {
namespace {

/// Reads the file that `option` names and hands it to `load`; an error's place starts with the file's name.
template <class Load>
bool loadFile(const Args& args, std::string_view option, Io& io, Load&& load) {
  const std::string path = args.get(option);
  const auto text = readFile(path);
  if (!text) {
    io.refuse(text.error());
    return false;
  }
  const Result<Json> loaded = load(text.value());
  if (loaded) return true;
  const Error& error = loaded.error();
  io.refuse({error.code, error.message, path + (error.at.empty() ? "" : " " + error.at)});
  return false;
}

}  // namespace

int runRank(const Args& args, Io& io) {
  if (!args.words.empty() || !args.has("catalog") || !args.has("model") || !args.has("config")) {
    io.say("say-so rank: expected --catalog FILE --model FILE --config FILE and requests on the input");
    return kBadUsage;
  }
  recommend::Engine engine;
  const bool isLoaded =
      loadFile(args, "config", io, [&](const std::string& text) { return engine.loadConfig(text); }) &&
      loadFile(args, "catalog", io, [&](const std::string& text) { return engine.loadCatalog(text); }) &&
      loadFile(args, "model", io, [&](const std::string& text) { return engine.loadModel(text); });
  if (isLoaded) io.eachLine([&](const Json& request) { return engine.rank(request); });
  return io.exitCode();
}

}  // namespace sayso::cli
