#include "core/base/sha256.h"
#include "core/cli/verbs.h"
#include "core/recommend/engine.h"
#include "core/recommend/row_part.h"

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
  io.refuse(inFile(path, loaded.error()));
  return false;
}

/// A model of rows, or of segments, as its tools wrote it, with a file that says where its features come
/// from: the blend of that one part.
Result<std::string> withSources(const std::string& modelText, const std::string& path) {
  const auto model = json::parse(modelText, json::kMaxBytesLarge);
  if (!model) return model.error();
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto sidecar = json::parse(text.value());
  std::vector<Error> errors;
  if (!sidecar) return inFile(path, sidecar.error());
  json::Reader reader(sidecar.value(), errors);
  Json part = json::object({{"id", "rows"}, {"weight", 1}, {"model", model.value()}});
  reader.schema("say-so-sources/1");
  for (const char* key : {"sources", "candidates"})
    if (const Json* value = reader.rawIf(key)) json::set(part, key, *value);
  reader.finish();
  if (!errors.empty()) return inFile(path, errors.front());
  Json parts = Json::array();
  json::append(parts, std::move(part));
  return json::dump(
      json::object({{"schema", "say-so-model/1"}, {"kind", "blend"}, {"parts", std::move(parts)}}));
}

/// The slate, with what would change it.
Result<Json> rank(recommend::Engine& engine, const Json& request, bool withCounterfactuals) {
  Result<Json> slate = engine.rank(request);
  // Of a list that the brand's server ranked nothing can be said: only the server could rank another.
  if (!slate || !withCounterfactuals || request.contains("served")) return slate;
  Result<Json> found = engine.counterfactuals(request, "");
  if (!found) return found;
  json::set(slate.value(), "counterfactuals", std::move(found).value());
  return slate;
}

Result<Json> replay(recommend::Engine& engine, const std::string& path, const recommend::Files& files) {
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto file = json::parse(text.value());
  if (!file) return file.error();
  // The file itself, or the answer that --export gave.
  const auto answer = file.value().is_object() ? file.value().find("value") : file.value().end();
  return engine.replay(answer == file.value().end() ? file.value() : *answer, files);
}

}  // namespace

int runRank(const Args& args, Io& io) {
  if (!args.words.empty() || !args.has("catalog") || !args.has("model") || !args.has("config") ||
      args.has("compare") != args.has("with")) {
    io.say(
        "say-so rank: expected --catalog FILE --model FILE --config FILE [--sources FILE] "
        "[--no-counterfactuals | --compare ITEM --with ITEM | --export ITEM] and requests on the input, or "
        "--replay FILE");
    return kBadUsage;
  }
  recommend::useRowModels();
  recommend::Engine engine;
  recommend::Files files;
  const bool isLoaded = loadFile(args, "config", io,
                                 [&](const std::string& text) {
                                   files.config = hashText(text);
                                   return engine.loadConfig(text);
                                 }) &&
                        loadFile(args, "catalog", io,
                                 [&](const std::string& text) {
                                   files.catalog = hashText(text);
                                   return engine.loadCatalog(text);
                                 }) &&
                        loadFile(args, "model", io, [&](const std::string& text) -> Result<Json> {
                          files.model = hashText(text);
                          if (!args.has("sources")) return engine.loadModel(text);
                          const auto blend = withSources(text, args.get("sources"));
                          if (!blend) return blend.error();
                          return engine.loadModel(blend.value());
                        });
  if (!isLoaded) return io.exitCode();
  if (args.has("replay"))
    io.reply(replay(engine, args.get("replay"), files));
  else if (args.has("export"))
    io.eachLine([&](const Json& request) { return engine.makeReplay(request, args.get("export"), files); });
  else if (args.has("compare"))
    io.eachLine(
        [&](const Json& request) { return engine.compare(request, args.get("compare"), args.get("with")); });
  else
    io.eachLine([&](const Json& request) { return rank(engine, request, !args.has("no-counterfactuals")); });
  return io.exitCode();
}

}  // namespace sayso::cli
