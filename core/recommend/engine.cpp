#include "core/recommend/engine.h"

#include "core/consent/meaning.h"

namespace sayso::recommend {
namespace {

Error notLoaded(const char* what) {
  return {ErrorCode::NotLoaded, std::string("no ") + what + " was loaded", ""};
}

}  // namespace

Result<Json> Engine::loadConfig(std::string_view text) {
  auto config = consent::parseConfig(text);
  if (!config) return config.error();
  config_ = std::make_shared<const consent::Config>(std::move(config).value());
  recommender_.reset();
  return json::object({{"meaning", consent::meaningHash(*config_)}});
}

Result<Json> Engine::loadCatalog(std::string_view text) {
  auto catalog = readCatalog(text);
  if (!catalog) return catalog.error();
  catalog_ = std::make_shared<const Catalog>(std::move(catalog).value());
  recommender_.reset();
  return json::object({{"items", catalog_->items().size()}});
}

Result<Json> Engine::loadModel(std::string_view text) {
  auto model = readModel(text);
  if (!model) return model.error();
  model_ = std::make_shared<const Model>(std::move(model).value());
  recommender_.reset();
  Json parts = Json::array();
  for (const Part& part : model_->parts) json::append(parts, part.id);
  return json::object({{"parts", std::move(parts)}});
}

std::optional<Error> Engine::prepare() {
  if (!config_) return notLoaded("config");
  if (!catalog_) return notLoaded("catalog");
  if (recommender_) return std::nullopt;
  auto made = Recommender::make(config_, catalog_, model_ ? model_ : std::make_shared<const Model>());
  if (!made) return made.error();
  recommender_.emplace(std::move(made).value());
  return std::nullopt;
}

Result<Json> Engine::rankText(std::string_view text) {
  auto parsed = json::parse(text);
  if (!parsed) return parsed.error();
  return rank(parsed.value());
}

Result<Slate> Engine::slate(const Json& request) {
  if (auto error = prepare()) return std::move(*error);
  auto read = readRequest(request);
  if (!read) return read.error();
  if (!model_ && !read.value().served) return notLoaded("model");
  return recommender_->rank(read.value());
}

Result<Json> Engine::rank(const Json& request) {
  const auto made = slate(request);
  if (!made) return made.error();
  return toJson(made.value(), *catalog_);
}

Result<Json> Engine::compare(const Json& request, std::string_view first, std::string_view second) {
  if (auto error = prepare()) return std::move(*error);
  if (!model_) return notLoaded("model");
  auto read = readRequest(request);
  if (!read) return read.error();
  const auto comparison = recommender_->compare(read.value(), first, second);
  if (!comparison) return comparison.error();
  return explain::toJson(comparison.value());
}

Result<Json> Engine::counterfactualsText(std::string_view text, std::string_view item) {
  auto parsed = json::parse(text);
  if (!parsed) return parsed.error();
  return counterfactuals(parsed.value(), item);
}

Result<Json> Engine::counterfactuals(const Json& request, std::string_view item) {
  if (auto error = prepare()) return std::move(*error);
  if (!model_) return notLoaded("model");
  auto read = readRequest(request);
  if (!read) return read.error();
  return recommender_->counterfactuals(read.value(), item);
}

Result<Json> Engine::makeReplayText(std::string_view text, std::string_view item, const Files& files) {
  auto parsed = json::parse(text);
  if (!parsed) return parsed.error();
  return makeReplay(parsed.value(), item, files);
}

Result<Json> Engine::makeReplay(const Json& request, std::string_view item, const Files& files) {
  if (auto error = prepare()) return std::move(*error);
  auto read = readRequest(request);
  if (!read) return read.error();
  if (!model_ && !read.value().served) return notLoaded("model");
  return recommender_->makeReplay(request, read.value(), item, files);
}

Result<Json> Engine::replay(const Json& file, const Files& files) {
  if (auto error = prepare()) return std::move(*error);
  return recommender_->replay(file, files);
}

}  // namespace sayso::recommend
