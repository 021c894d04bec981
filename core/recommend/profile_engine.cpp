#include "core/recommend/profile_engine.h"

#include <algorithm>

#include "core/consent/meaning.h"
#include "core/profile/import.h"
#include "core/profile/question.h"
#include "core/recommend/guess.h"
#include "core/recommend/proposal.h"

namespace sayso::recommend {
namespace {

Result<Request> parseRequest(std::string_view text) {
  auto parsed = json::parse(text);
  if (!parsed) return parsed.error();
  return readRequest(parsed.value());
}

}  // namespace

Result<Json> ProfileEngine::loadConfig(std::string_view text) {
  auto config = consent::parseConfig(text);
  if (!config) return config.error();
  std::vector<Error> errors = profile::checkQuestions(config.value());
  if (!errors.empty()) return std::move(errors.front());
  config_ = std::move(config).value();
  meaning_ = consent::meaningHash(*config_);
  return json::object({{"meaning", meaning_}});
}

Result<Json> ProfileEngine::loadCatalog(std::string_view text) {
  auto catalog = readCatalog(text);
  if (!catalog) return catalog.error();
  catalog_ = std::move(catalog).value();
  return json::object({{"items", catalog_->items().size()}});
}

std::optional<Error> ProfileEngine::missing() const {
  if (config_ && catalog_) return std::nullopt;
  return Error{ErrorCode::NotLoaded, config_ ? "no catalog was loaded" : "no config was loaded", ""};
}

Result<Json> ProfileEngine::facets() const {
  if (auto error = missing()) return std::move(*error);
  return recommend::facets(*catalog_);
}

ConsentedSignals ProfileEngine::pass(const Request& request) const {
  return gate(*config_, meaning_, request.state, request.environment, request.profile, request.signals, {});
}

Result<Json> ProfileEngine::look(std::string_view request, std::string_view proposed) const {
  if (auto error = missing()) return std::move(*error);
  const auto read = parseRequest(request);
  if (!read) return read.error();
  const auto before = json::parse(proposed);
  if (!before) return before.error();
  std::vector<Error> errors;
  json::Reader reader(before.value(), errors);
  Proposed known;
  if (reader.expectObject()) known = readProposed(reader);
  if (!errors.empty()) return errors.front();

  const ConsentedSignals consented = pass(read.value());
  const Visit visit{*catalog_, *config_, consented};
  std::vector<Guess> guesses = guessesOf(visit, kLeastOfGuess);
  if (guesses.size() > kMostGuesses) guesses.resize(kMostGuesses);
  Json list = Json::array();
  for (const Guess& guess : guesses) json::append(list, toJson(guess, *catalog_));
  Json answer = json::object({{"guesses", std::move(list)}});
  if (const auto proposal = propose(visit, known)) json::set(answer, "proposal", toJson(*proposal));
  return answer;
}

bool ProfileEngine::isOffered(const consent::Question& question, std::string_view value) const {
  constexpr std::string_view kTag = "tag:";
  const auto items = question.from == "category"
                         ? catalog_->withCategory(value)
                         : catalog_->withTag(question.from.substr(kTag.size()) + ":" + std::string(value));
  return std::any_of(items.begin(), items.end(),
                     [&](std::uint32_t item) { return !catalog_->isSensitive(item); });
}

Result<Json> ProfileEngine::check(std::string_view answer) const {
  if (auto error = missing()) return std::move(*error);
  auto parsed = json::parse(answer);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  json::Reader reader(parsed.value(), errors);
  const std::string signal = reader.expectObject() ? reader.text("signal") : "";
  const consent::Question* question = profile::questionOf(*config_, signal);
  if (errors.empty() && !question)
    reader.fail(ErrorCode::UnknownSignal, "this site does not ask for it", "signal");
  if (question)
    reader.in("value", [&](json::Reader& value) {
      profile::checkAnswer(*question, value,
                           [&](std::string_view each) { return isOffered(*question, each); });
    });
  if (question) reader.finish();
  if (!errors.empty()) return errors.front();
  return std::move(parsed).value();
}

Result<Json> ProfileEngine::readImport(std::string_view request, std::string_view text) const {
  if (auto error = missing()) return std::move(*error);
  const auto read = parseRequest(request);
  if (!read) return read.error();
  const ConsentedSignals consented = pass(read.value());
  const auto import = profile::readImport(
      *config_, consented.decision(), read.value().environment.now, text,
      [&](const consent::Question& question, std::string_view value) { return isOffered(question, value); });
  if (!import) return import.error();
  return toJson(import.value());
}

}  // namespace sayso::recommend
