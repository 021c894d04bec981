#include "core/consent/decision.h"

#include <algorithm>
#include <span>

#include "core/consent/consent_mode.h"
#include "core/consent/decision_for_models.h"
#include "core/consent/meaning.h"

namespace sayso::consent {
namespace {

/// Decides one purpose after the other under one row of the policy table.
class Evaluation {
 public:
  Evaluation(const Config& config, const Policy& policy, std::string_view meaning, const State* state,
             const Environment& environment)
      : config_(config),
        state_(state),
        environment_(environment),
        policy_(policy),
        band_(ageBandOf(config, environment)),
        meaningHolds_(state && state->meaning == meaning) {}

  PurposeDecision decide(const Purpose& purpose) const {
    if (purpose.required) return outcome(purpose, true, Basis::Required);
    if (const Choice* choice = find(Target::Purpose, purpose.id))
      return choice->granted ? afterGrant(purpose, *choice) : refused(purpose, choice->at);
    if (policy_.isBelowConsentAge(band_)) return outcome(purpose, false, Basis::Age);
    if (isRest(Target::Purpose)) return refused(purpose, state_->rest->at);
    return withoutChoice(purpose);
  }

  /// Whether a service or signal was refused itself, whatever its purposes say.
  bool isRefused(Target target, std::string_view id) const {
    const Choice* choice = find(target, id);
    return choice ? !choice->granted : isRest(target);
  }

  const Policy& policy() const { return policy_; }
  bool isBelowConsentAge() const { return policy_.isBelowConsentAge(band_); }
  /// Nobody asks somebody known to be a minor for what targets or profiles.
  bool mayAsk(const Purpose& purpose) const {
    const bool isMinor = band_ && *band_ != AgeBand::Adult;
    return !isMinor || (purpose.purposeClass != PurposeClass::Marketing &&
                        purpose.purposeClass != PurposeClass::Personalization);
  }
  bool hasChoices() const { return state_ && (!state_->choices.empty() || state_->rest); }

 private:
  const Choice* find(Target target, std::string_view id) const {
    return state_ ? state_->find(target, id) : nullptr;
  }
  bool isRest(Target target) const { return state_ && state_->rest && state_->rest->covers(target); }

  static PurposeDecision outcome(const Purpose& purpose, bool granted, Basis basis) {
    PurposeDecision decision;
    decision.id = purpose.id;
    decision.granted = granted;
    decision.basis = basis;
    return decision;
  }

  /// A refusal sticks: no change of meaning, clock or policy undoes it.
  PurposeDecision refused(const Purpose& purpose, Time at) const {
    PurposeDecision decision = outcome(purpose, false, Basis::Choice);
    decision.since = at;
    decision.askAgainAfter = add(at, {policy_.askAgainMonths, 0});
    return decision;
  }

  PurposeDecision afterGrant(const Purpose& purpose, const Choice& choice) const {
    PurposeDecision decision = outcome(purpose, false, Basis::Choice);
    decision.since = choice.at;
    decision.until = endOf(purpose, choice.at);
    decision.basis = deathOf(purpose, choice, decision.until);
    decision.granted = decision.basis == Basis::Choice;
    return decision;
  }

  std::optional<Time> endOf(const Purpose& purpose, Time since) const {
    std::optional<Time> end;
    if (policy_.lifetimeMonths) end = add(since, {policy_.lifetimeMonths, 0});
    if (purpose.lifetime) {
      const Time own = add(since, *purpose.lifetime);
      if (!end || own < *end) end = own;
    }
    return end;
  }

  /// Why a grant no longer holds; Choice if it does.
  Basis deathOf(const Purpose& purpose, const Choice& choice, std::optional<Time> end) const {
    if (isBlocked(purpose)) return Basis::Age;
    if (choice.stale || !meaningHolds_) return Basis::MeaningChanged;
    if (choice.at > environment_.now) return Basis::Clock;
    if (end && *end <= environment_.now) return Basis::Expired;
    // The clock went back behind a moment already seen, where the grant had ended.
    if (end && *end <= state_->lastSeen) return Basis::Clock;
    const Rule rule = policy_.rule(purpose.purposeClass, band_);
    if (rule == Rule::Blocked) return Basis::PolicyDefault;
    if (gpcDenies(purpose) && policy_.gpcForce != GpcForce::Advisory && !choice.beatsGpc()) return Basis::Gpc;
    return Basis::Choice;
  }

  PurposeDecision withoutChoice(const Purpose& purpose) const {
    if (isBlocked(purpose)) return outcome(purpose, false, Basis::Age);
    if (gpcDenies(purpose)) return outcome(purpose, false, Basis::Gpc);
    const Rule rule = policy_.rule(purpose.purposeClass, band_);
    if (rule != Rule::On && !(rule == Rule::Off && isExempt(purpose)))
      return outcome(purpose, false, Basis::PolicyDefault);
    if (purpose.feedsModel && !purpose.allowPolicyDefault)
      return outcome(purpose, false, Basis::OffUntilChosen);
    return outcome(purpose, true, Basis::PolicyDefault);
  }

  /// Whether age denies `purpose`, whatever was chosen.
  bool isBlocked(const Purpose& purpose) const {
    if (policy_.isBelowConsentAge(band_)) return true;
    return policy_.rule(purpose.purposeClass, band_) == Rule::Blocked &&
           policy_.rule(purpose.purposeClass, AgeBand::Adult) != Rule::Blocked;
  }

  /// Whether the law of this row lets all that acts under `purpose` run until somebody objects.
  bool isExempt(const Purpose& purpose) const {
    if (!policy_.exemptions) return false;
    const auto exemption = config_.exemptionOf(purpose);
    return exemption && policy_.knows(*exemption);
  }

  bool gpcDenies(const Purpose& purpose) const {
    return environment_.gpc && policy_.gpcDeniesClass(purpose.purposeClass);
  }

  const Config& config_;
  const State* state_;
  const Environment& environment_;
  const Policy& policy_;
  const std::optional<AgeBand> band_;
  const bool meaningHolds_;
};

/// The outcome for what needs all of `purposes`: denied by the first that denies; granted on the weakest
/// ground of all.
Outcome combine(const Decision& decision, std::string_view id, std::span<const std::string> purposes,
                bool isRefused) {
  if (isRefused) return {id, false, Basis::Choice};
  Outcome outcome{id, true, Basis::Required};
  for (const std::string& name : purposes) {
    const PurposeDecision* purpose = decision.purpose(name);
    if (!purpose->granted) return {id, false, purpose->basis};
    if (purpose->basis == Basis::PolicyDefault || outcome.basis == Basis::Required)
      outcome.basis = purpose->basis;
  }
  return outcome;
}

bool isDeadGrant(const PurposeDecision& purpose) {
  return purpose.basis == Basis::Expired || purpose.basis == Basis::MeaningChanged ||
         purpose.basis == Basis::Clock;
}

/// Whether this purpose is a reason to ask now.
bool callsForAnswer(const PurposeDecision& purpose, Time now) {
  if (isDeadGrant(purpose)) return true;
  if (purpose.askAgainAfter) return *purpose.askAgainAfter <= now;
  return !purpose.granted &&
         (purpose.basis == Basis::PolicyDefault || purpose.basis == Basis::OffUntilChosen);
}

Prompt promptOf(const Config& config, const Decision& decision, const Evaluation& evaluation) {
  if (evaluation.isBelowConsentAge()) return Prompt::None;
  const auto any = [&](auto isReason) {
    for (std::size_t i = 0; i < decision.purposes.size(); ++i)
      if (evaluation.mayAsk(config.purposes[i]) && isReason(decision.purposes[i])) return true;
    return false;
  };
  const bool isOptIn = evaluation.policy().model == Model::OptIn;
  if (isOptIn && any([&](const PurposeDecision& purpose) { return callsForAnswer(purpose, decision.at); }))
    return Prompt::Ask;
  // Where nothing has to be asked, a notice until the visitor has answered, and again if an answer died.
  const bool isNews = !evaluation.hasChoices() && any([&](const PurposeDecision& purpose) {
    return isOptIn ? purpose.granted && purpose.basis == Basis::PolicyDefault
                   : purpose.basis != Basis::Required;
  });
  return isNews || (!isOptIn && any(isDeadGrant)) ? Prompt::Notice : Prompt::None;
}

/// The first moment at which time alone would change the decision, a year at most.
Time validUntilOf(const Decision& decision, std::string_view code) {
  Time first = add(decision.at, {12, 0});
  const auto consider = [&](std::optional<Time> moment) {
    if (moment && *moment > decision.at && *moment < first) first = *moment;
  };
  consider(nextPolicyChange(code, decision.at));
  for (const PurposeDecision& purpose : decision.purposes) {
    if (purpose.granted) consider(purpose.until);
    consider(purpose.askAgainAfter);
    if (purpose.basis == Basis::Clock) consider(purpose.since);
  }
  return first;
}

Decision start(const Config& config, std::string_view meaning, const Environment& environment) {
  Decision decision;
  decision.meaning = meaning;
  decision.policy = policyOf(config, environment);
  decision.jurisdiction = environment.jurisdiction;
  decision.gpc = environment.gpc;
  decision.at = environment.now;
  decision.purposes.reserve(config.purposes.size());
  decision.services.reserve(config.services.size());
  decision.signals.reserve(config.signals.size());
  return decision;
}

template <class List>
auto* findById(const List& list, std::string_view id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.id == id; });
  return found == list.end() ? nullptr : &*found;
}

void put(Json& object, const char* key, std::optional<Time> time) {
  if (time) json::set(object, key, formatTime(*time));
}

Json toJson(const PurposeDecision& purpose) {
  Json json =
      json::object({{"id", purpose.id}, {"granted", purpose.granted}, {"basis", toText(purpose.basis)}});
  put(json, "since", purpose.since);
  put(json, "until", purpose.until);
  put(json, "askAgainAfter", purpose.askAgainAfter);
  return json;
}

Json toJson(const Outcome& outcome) {
  return json::object({{"id", outcome.id}, {"granted", outcome.granted}, {"basis", toText(outcome.basis)}});
}

/// What holds for each type of Google Consent Mode.
Json consentModeJson(const Config& config, const Decision& decision) {
  Json values = Json::object();
  for (const ConsentModeType& type : kConsentModeTypes) {
    int granted = 0, denied = 0;
    const bool needsAll = eachBehind(type, config, [&](bool isService, std::size_t i) {
      ++((isService ? decision.services[i].granted : decision.purposes[i].granted) ? granted : denied);
    });
    json::set(values, type.name, granted > 0 && (denied == 0 || !needsAll) ? "granted" : "denied");
  }
  json::set(values, "security_storage", "granted");
  return values;
}

Json actionsJson(const Config& config, const Decision& decision) {
  Json release = Json::array(), hold = Json::array(), clear = Json::array();
  for (std::size_t i = 0; i < config.services.size(); ++i) {
    const Service& service = config.services[i];
    const bool granted = decision.services[i].granted;
    json::append(granted ? release : hold, service.id);
    if (granted || (service.cookies.empty() && service.storage.empty())) continue;
    Json entry = json::object({{"service", service.id}});
    Json& cookies = json::set(entry, "cookies", Json::array());
    for (const Cookie& cookie : service.cookies) json::append(cookies, cookie.name);
    if (!service.storage.empty()) json::set(entry, "storage", service.storage);
    json::append(clear, std::move(entry));
  }
  return json::object({{"release", std::move(release)},
                       {"hold", std::move(hold)},
                       {"clear", std::move(clear)},
                       {"consentMode", consentModeJson(config, decision)}});
}

template <class List>
Json listJson(const List& list) {
  Json array = Json::array();
  for (const auto& each : list) json::append(array, toJson(each));
  return array;
}

}  // namespace

std::string_view toText(Basis basis) {
  constexpr std::string_view kNames[] = {"required", "choice",  "policy-default",  "off-until-chosen",
                                         "gpc",      "expired", "meaning-changed", "age",
                                         "clock",    "fault"};
  return kNames[static_cast<std::size_t>(basis)];
}
std::string_view toText(Prompt prompt) {
  constexpr std::string_view kNames[] = {"ask", "notice", "none"};
  return kNames[static_cast<std::size_t>(prompt)];
}

const PurposeDecision* Decision::purpose(std::string_view id) const { return findById(purposes, id); }
const Outcome* Decision::service(std::string_view id) const { return findById(services, id); }
const Outcome* Decision::signal(std::string_view id) const { return findById(signals, id); }

Decision evaluateForModels(const Config& config, std::string_view meaning, const std::optional<State>& state,
                           const Environment& environment) {
  Decision decision = start(config, meaning, environment);
  const Evaluation evaluation(config, *decision.policy, meaning, state ? &*state : nullptr, environment);
  for (const Purpose& purpose : config.purposes) decision.purposes.push_back(evaluation.decide(purpose));
  for (const Signal& signal : config.signals)
    decision.signals.push_back(
        combine(decision, signal.id, {&signal.purpose, 1}, evaluation.isRefused(Target::Signal, signal.id)));
  return decision;
}

Decision evaluate(const Config& config, std::string_view meaning, const std::optional<State>& state,
                  const Environment& environment) {
  Decision decision = evaluateForModels(config, meaning, state, environment);
  const Evaluation evaluation(config, *decision.policy, meaning, state ? &*state : nullptr, environment);
  for (const Service& service : config.services)
    decision.services.push_back(
        combine(decision, service.id, service.purposes, evaluation.isRefused(Target::Service, service.id)));
  decision.prompt = promptOf(config, decision, evaluation);
  decision.validUntil = validUntilOf(decision, jurisdictionOf(config, environment));
  return decision;
}

Decision evaluate(const Config& config, const std::optional<State>& state, const Environment& environment) {
  return evaluate(config, meaningHash(config), state, environment);
}

Decision failClosedForModels(const Config& config, std::string_view meaning, const Environment& environment,
                             Error error) {
  Decision decision = start(config, meaning, environment);
  for (const Purpose& purpose : config.purposes) {
    PurposeDecision closed;
    closed.id = purpose.id;
    closed.granted = purpose.required;
    closed.basis = purpose.required ? Basis::Required : Basis::Fault;
    decision.purposes.push_back(std::move(closed));
  }
  for (const Signal& signal : config.signals)
    decision.signals.push_back(combine(decision, signal.id, {&signal.purpose, 1}, false));
  decision.stateError = std::move(error);
  return decision;
}

Decision failClosed(const Config& config, std::string_view meaning, const Environment& environment,
                    Error error) {
  Decision decision = failClosedForModels(config, meaning, environment, std::move(error));
  for (const Service& service : config.services)
    decision.services.push_back(combine(decision, service.id, service.purposes, false));
  const bool isTooYoung = decision.policy->isBelowConsentAge(ageBandOf(config, environment));
  decision.prompt = isTooYoung ? Prompt::None : Prompt::Ask;
  decision.validUntil = validUntilOf(decision, jurisdictionOf(config, environment));
  return decision;
}

Json toJson(const Config& config, const Decision& decision) {
  const Policy& policy = *decision.policy;
  Json json = json::object(
      {{"schema", "say-so-decision/1"}, {"meaning", decision.meaning}, {"policy", policyName(policy)}});
  json::set(json, "jurisdiction",
            decision.jurisdiction.empty() ? json::Value(nullptr) : json::Value(decision.jurisdiction));
  json::set(json, "gpc", decision.gpc);
  json::set(json, "at", formatTime(decision.at));
  json::set(json, "validUntil", formatTime(decision.validUntil));
  json::set(json, "prompt", toText(decision.prompt));
  Json links = Json::array();
  for (std::string_view link : policy.links) json::append(links, link);
  json::set(json, "row",
            json::object({{"model", toText(policy.model)},
                          {"links", std::move(links)},
                          {"gpcBinding", policy.gpcForce == GpcForce::Binding},
                          {"showGpcStatus", policy.showGpcStatus}}));
  json::set(json, "purposes", listJson(decision.purposes));
  json::set(json, "services", listJson(decision.services));
  json::set(json, "signals", listJson(decision.signals));
  json::set(json, "actions", actionsJson(config, decision));
  if (decision.stateError) json::set(json, "stateError", json::toJson(*decision.stateError));
  return json;
}

}  // namespace sayso::consent
