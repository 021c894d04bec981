#include "core/consent/engine.h"

#include <algorithm>

#include "core/consent/choose.h"
#include "core/consent/decision.h"
#include "core/consent/meaning.h"
#include "core/consent/merge.h"
#include "core/consent/plan.h"
#include "core/consent/record.h"
#include "core/consent/snapshot.h"

namespace sayso::consent {
namespace {

/// The stored state, or why it cannot be read.
using Stored = Result<std::optional<State>>;

Error notLoaded() { return {ErrorCode::NotLoaded, "no config is loaded", ""}; }

Decision decideFor(const Config& config, const std::string& meaning, const Stored& stored,
                   const Environment& environment) {
  if (!stored) return failClosed(config, meaning, environment, stored.error());
  return evaluate(config, meaning, stored.value(), environment);
}

/// Where the old state is unreadable, its refusals are unknown: whatever isn't chosen now counts as refused.
std::optional<State> stateToBuildOn(const Stored& stored, const std::string& meaning, Time now) {
  if (stored) return stored.value();
  State state;
  state.meaning = meaning;
  state.rest = Rest{now, true, false, false};
  state.lastSeen = now;
  return state;
}

Result<Chosen> chooseFor(const Config& config, const std::string& meaning, const Stored& stored,
                         const Environment& environment, const Json& choices, const Json& how,
                         bool mayBeNone = false) {
  auto wishes = readWishes(choices, "/choices", mayBeNone);
  if (!wishes) return wishes.error();
  auto manner = readHow(how, "/how");
  if (!manner) return manner.error();
  return choose(config, meaning, stateToBuildOn(stored, meaning, environment.now), environment,
                wishes.value(), manner.value());
}

Result<Time> readNow(std::string_view text) {
  if (text.empty() || text.front() != '{') return parseTime(text);
  auto environment = parseEnvironment(text);
  if (!environment) return environment.error();
  return environment.value().now;
}

/// A state inside a request: null, an object, or a cookie's text.
Stored readStored(const Json* value) {
  if (!value || value->is_null()) return std::optional<State>();
  if (value->is_string()) {
    const std::string& text = value->get_ref<const std::string&>();
    if (text.empty()) return std::optional<State>();
    auto state = decodeState(text);
    if (!state) return state.error();
    return std::optional<State>(std::move(state).value());
  }
  auto state = readState(*value);
  if (!state) return state.error();
  return std::optional<State>(std::move(state).value());
}

}  // namespace

Engine::Engine(Config config) : config_(std::move(config)), meaning_(meaningHash(*config_)) {}

Result<Json> Engine::load(std::string_view text) {
  config_.reset();
  auto config = parseConfig(text);
  if (!config) return config.error();
  *this = Engine(std::move(config).value());
  Json purposes = Json::array();
  for (const Purpose& purpose : config_->purposes) json::append(purposes, purpose.id);
  return json::object(
      {{"meaning", meaning_}, {"policyData", policyDataOf(*config_)}, {"purposes", std::move(purposes)}});
}

Result<Situation> Engine::situation(std::string_view stateText, std::string_view environmentText) const {
  if (!config_) return notLoaded();
  auto environment = parseEnvironment(environmentText);
  if (!environment) return environment.error();
  const Stored stored = parseState(stateText);
  Decision decision = decideFor(*config_, meaning_, stored, environment.value());
  return Situation{std::move(environment).value(), stored ? stored.value() : std::nullopt,
                   std::move(decision)};
}

Result<Json> Engine::evaluate(std::string_view state, std::string_view environment) const {
  const auto now = situation(state, environment);
  if (!now) return now.error();
  return toJson(*config_, now.value().decision);
}

Result<Json> Engine::choose(std::string_view state, std::string_view environmentText,
                            std::string_view choicesText, std::string_view howText) const {
  if (!config_) return notLoaded();
  auto environment = parseEnvironment(environmentText);
  if (!environment) return environment.error();
  auto choices = json::parse(choicesText);
  if (!choices) return choices.error();
  auto how = json::parse(howText);
  if (!how) return how.error();
  auto chosen =
      chooseFor(*config_, meaning_, parseState(state), environment.value(), choices.value(), how.value());
  if (!chosen) return chosen.error();
  return toJson(*config_, environment.value(), chosen.value());
}

Result<Chosen> Engine::choice(std::string_view state, const Environment& environment,
                              std::string_view choicesText, std::string_view howText, bool mayBeNone) const {
  auto choices = json::parse(choicesText);
  if (!choices) return choices.error();
  auto how = json::parse(howText);
  if (!how) return how.error();
  return chooseFor(*config_, meaning_, parseState(state), environment, choices.value(), how.value(),
                   mayBeNone);
}

Result<Json> Engine::snapshot(std::string_view state, std::string_view environment) const {
  const auto now = situation(state, environment);
  if (!now) return now.error();
  return makeSnapshot(*config_, now.value().state, now.value().environment, now.value().decision);
}

Result<Json> Engine::erase(std::string_view stateText, std::string_view environmentText) const {
  if (!config_) return notLoaded();
  auto environment = parseEnvironment(environmentText);
  if (!environment) return environment.error();
  const auto state = stateToBuildOn(parseState(stateText), meaning_, environment.value().now);
  const auto left = state ? refusalsOf(*state) : std::nullopt;
  return json::object(
      {{"stateText", left ? encodeState(*left) : ""}, {"refusals", left ? left->choices.size() : 0}});
}

Result<Json> Engine::plan(std::string_view nowText) const {
  if (!config_) return notLoaded();
  auto now = readNow(nowText);
  if (!now) return now.error();
  return makePlan(*config_, now.value());
}

Result<Json> Engine::verifyPlan(std::string_view planText, std::string_view nowText) const {
  if (!config_) return notLoaded();
  auto now = readNow(nowText);
  if (!now) return now.error();
  auto plan = json::parse(planText);
  if (!plan) return plan.error();
  if (auto fault = consent::verifyPlan(*config_, plan.value(), now.value())) return std::move(*fault);
  return Json(true);
}

Result<Json> Engine::decide(const Json& request) const {
  if (!config_) return notLoaded();
  std::vector<Error> errors;
  json::Reader reader(request, errors);
  Environment environment;
  reader.in("environment", [&](json::Reader& member) { environment = readEnvironment(member); });
  const Json* state = reader.rawIf("state");
  const Json* choices = reader.rawIf("choices");
  const Json* how = reader.rawIf("how");
  if (choices && !how) reader.fail(ErrorCode::MissingKey, "choices need how they were made", "how");
  if (how && !choices) reader.fail(ErrorCode::MissingKey, "how without choices", "choices");
  reader.finish();
  if (!errors.empty()) return errors.front();

  const Stored stored = readStored(state);
  if (choices) {
    auto chosen = chooseFor(*config_, meaning_, stored, environment, *choices, *how);
    if (!chosen) return chosen.error();
    Json all = toJson(*config_, environment, chosen.value());
    return json::object({{"decision", all["decision"]},
                         {"state", all["state"]},
                         {"stateText", all["stateText"]},
                         {"records", all["records"]},
                         {"head", all["head"]}});
  }
  const bool hasState = stored && stored.value();
  Json answer =
      json::object({{"decision", toJson(*config_, decideFor(*config_, meaning_, stored, environment))}});
  json::set(answer, "state", hasState ? toJson(*stored.value()) : Json(nullptr));
  json::set(answer, "stateText", hasState ? json::Value(encodeState(*stored.value())) : json::Value(nullptr));
  json::set(answer, "records", Json::array());
  return answer;
}

Result<Json> decodeStateText(std::string_view text) {
  auto state = decodeState(text);
  if (!state) return state.error();
  return toJson(state.value());
}

Result<Json> encodeStateText(std::string_view text) {
  auto value = json::parse(text);
  if (!value) return value.error();
  auto state = readState(value.value());
  if (!state) return state.error();
  return Json(encodeState(state.value()));
}

Result<Json> mergeStateTexts(std::string_view a, std::string_view b) {
  auto left = parseState(a), right = parseState(b);
  if (!left) return left.error();
  if (!right) return right.error();
  const auto &one = left.value(), &other = right.value();
  if (!one && !other) return json::object({{"state", nullptr}, {"stateText", ""}});
  const State merged = one && other ? mergeStates(*one, *other) : one ? *one : *other;
  return json::object({{"state", toJson(merged)}, {"stateText", encodeState(merged)}});
}

Result<Json> mergeLedgerTexts(std::string_view a, std::string_view b) {
  auto left = json::parse(a), right = json::parse(b);
  if (!left) return left.error();
  if (!right) return right.error();
  return mergeLedgers(left.value(), right.value());
}

Result<Json> verifyLedgerText(std::string_view text) {
  auto ledger = json::parse(text, json::kMaxBytesLarge);
  if (!ledger) return ledger.error();
  std::vector<Error> errors;
  std::vector<std::string> heads;
  const Json* records = &ledger.value();
  if (records->is_object()) {
    json::Reader reader(ledger.value(), errors);
    heads = reader.textsIf("heads");
    records = reader.rawIf("records");
    reader.finish();
    if (!records) reader.fail(ErrorCode::MissingKey, "missing key: records");
    if (!errors.empty()) return errors.front();
  }
  auto open = verifyLedger(*records, heads);
  if (!open) return open.error();
  return json::object({{"heads", open.value()}});
}

}  // namespace sayso::consent
