#include "core/privacy/privacy_engine.h"

#include <algorithm>

#include "core/base/base64.h"
#include "core/privacy/report.h"
#include "core/privacy/update.h"

namespace sayso::privacy {
namespace {

Error notLoaded() { return {ErrorCode::NotLoaded, "no config was loaded", ""}; }

/// What every request says: when it is, and what was spent. A device that never answered has no ledger.
struct Request {
  Time now;
  Budget budget;
  std::vector<std::uint8_t> random;
};

Request readRequest(json::Reader& reader) {
  Request request;
  request.now = reader.time("now");
  if (const Json* budget = reader.rawIf("budget"); budget && !budget->is_null())
    reader.in("budget", [&](json::Reader& inner) { request.budget = readBudget(inner); });
  if (reader.has("random")) {
    auto random = decodeBase64(reader.text("random"));
    if (random)
      request.random = std::move(random).value();
    else
      reader.fail(random.error().code, random.error().message, "random");
  }
  return request;
}

Json toJson(const Question& question) {
  const Mechanism mechanism = chooseMechanism(question.answers.size(), question.epsilon).value();
  Json json = json::object({{"id", question.id},
                            {"purpose", question.purpose},
                            {"answers", question.answers},
                            {"epsilon", question.epsilon},
                            {"mechanism", toText(mechanism.kind)},
                            {"truth", mechanism.p},
                            {"bytes", bytesFor(mechanism)}});
  if (!question.groups.empty()) json::set(json, "groups", question.groups);
  return json;
}

Json toJson(const Learning& model) {
  return json::object({{"id", model.id},
                       {"purpose", model.purpose},
                       {"features", model.features},
                       {"epsilon", model.epsilon},
                       {"delta", model.delta},
                       {"clip", model.clip},
                       {"noise", deviceSigma(model)},
                       {"weights", model.weights},
                       {"bytes", bytesForNoise(model.features.size() + 1)}});
}

Json toJson(const Allowance& budget) {
  return json::object(
      {{"purpose", budget.purpose}, {"epsilon", budget.epsilon}, {"period", toText(budget.period)}});
}

template <class T>
Json listJson(const std::vector<T>& list) {
  Json json = Json::array();
  for (const T& each : list) json::append(json, toJson(each));
  return json;
}

/// What a config asks; nullptr: nothing.
const Json* partOf(const Json& config) {
  if (!config.is_object() || !config.contains("page")) return nullptr;
  const Json& page = config["page"];
  return page.is_object() && page.contains("privacy") ? &page["privacy"] : nullptr;
}

/// The ids of the purposes that are a choice.
std::vector<std::string_view> optionalPurposes(const Json& config) {
  std::vector<std::string_view> ids;
  if (!config.is_object() || !config.contains("purposes") || !config["purposes"].is_array()) return ids;
  for (const Json& purpose : config["purposes"])
    if (purpose.is_object() && purpose.contains("id") && purpose["id"].is_string() &&
        !(purpose.contains("required") && purpose["required"] == true))
      ids.push_back(purpose["id"].get_ref<const std::string&>());
  return ids;
}

}  // namespace

Result<Json> PrivacyEngine::loadConfig(std::string_view text) {
  const auto config = json::parse(text);
  if (!config) return config.error();
  const std::vector<std::string_view> ids = optionalPurposes(config.value());
  std::vector<Error> errors;
  Settings settings;
  if (const Json* asked = partOf(config.value())) {
    json::Reader reader(*asked, errors, "/page/privacy");
    settings = readSettings(
        reader, [&](std::string_view id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); });
  }
  if (!errors.empty()) return errors.front();
  settings_ = std::move(settings);
  return json::object({{"questions", listJson(settings_->questions)},
                       {"learning", listJson(settings_->learning)},
                       {"budgets", listJson(settings_->budgets)},
                       {"endpoint", settings_->endpoint}});
}

Result<Json> PrivacyEngine::look(std::string_view text) const {
  if (!settings_) return notLoaded();
  const auto parsed = json::parse(text);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  json::Reader reader(parsed.value(), errors);
  const Request request = readRequest(reader);
  reader.finish();
  if (!errors.empty()) return errors.front();
  Json budgets = Json::array(), answered = Json::array();
  for (const Allowance& each : settings_->budgets)
    json::append(budgets, stateOf(request.budget, each, request.now));
  const auto note = [&](const std::string& purpose, const std::string& id) {
    const Period period = periodOf(settings_->budget(purpose)->period, request.now);
    if (request.budget.hasAnswer(id, period, request.now)) json::append(answered, id);
  };
  for (const Question& each : settings_->questions) note(each.purpose, each.id);
  for (const Learning& each : settings_->learning) note(each.purpose, each.id);
  return json::object({{"budgets", std::move(budgets)}, {"answered", std::move(answered)}});
}

Result<Json> PrivacyEngine::answer(std::string_view text) const {
  if (!settings_) return notLoaded();
  const auto parsed = json::parse(text);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  json::Reader reader(parsed.value(), errors);
  Request request = readRequest(reader);
  const Question* question = settings_->question(reader.text("question"));
  const std::string given = reader.text("answer");
  reader.finish();
  if (!question) reader.fail(ErrorCode::UnknownKind, "no question has this id", "question");
  if (!errors.empty()) return errors.front();
  const auto answer = std::find(question->answers.begin(), question->answers.end(), given);
  if (answer == question->answers.end())
    return Error{ErrorCode::BadValue, "not among what can be answered", "/answer"};
  const Allowance& allowance = *settings_->budget(question->purpose);
  auto budget = spend(std::move(request.budget), allowance,
                      {question->purpose, question->id, question->epsilon}, request.now);
  if (!budget) return budget.error();
  const Mechanism mechanism = chooseMechanism(question->answers.size(), question->epsilon).value();
  Draws draws(request.random);
  auto reported = randomize(mechanism, static_cast<std::size_t>(answer - question->answers.begin()), draws);
  if (!reported) return reported.error();
  const Report report{question->id, periodOf(allowance.period, request.now).name, mechanism,
                      std::move(reported).value()};
  return json::object({{"report", privacy::toJson(report)}, {"budget", privacy::toJson(budget.value())}});
}

Result<Json> PrivacyEngine::learn(std::string_view text) const {
  if (!settings_) return notLoaded();
  const auto parsed = json::parse(text);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  json::Reader reader(parsed.value(), errors);
  Request request = readRequest(reader);
  const Learning* model = settings_->model(reader.text("model"));
  if (!model) {
    reader.fail(ErrorCode::UnknownKind, "no model has this id", "model");
    return errors.front();
  }
  const std::size_t width = model->features.size();
  const Weights weights = readWeights(reader, "weights");
  if (weights.size() != width + 1)
    reader.fail(ErrorCode::OutOfRange, "expected a weight for each feature and the intercept", "weights");
  const Examples examples = readExamples(reader, width);
  reader.finish();
  if (!errors.empty()) return errors.front();
  const Allowance& allowance = *settings_->budget(model->purpose);
  auto budget =
      spend(std::move(request.budget), allowance, {model->purpose, model->id, model->epsilon}, request.now);
  if (!budget) return budget.error();
  LearningUpdate update{model->id, periodOf(allowance.period, request.now).name, {}};
  update.update.change = localUpdate(weights, examples, {model->epochs, model->learningRate, model->l2});
  const double length = clipTo(update.update.change, model->clip);
  Draws draws(request.random);
  addNoise(update.update.change, deviceSigma(*model), draws);
  if (auto error = draws.error()) return *std::move(error);
  return json::object(
      {{"update", privacy::toJson(update)}, {"budget", privacy::toJson(budget.value())}, {"length", length}});
}

}  // namespace sayso::privacy
