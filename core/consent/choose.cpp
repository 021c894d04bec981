#include "core/consent/choose.h"

#include <algorithm>

#include "core/base/number.h"
#include "core/consent/record.h"
#include "core/consent/snapshot.h"

namespace sayso::consent {
namespace {

/// Why `wish` cannot be followed, if so.
std::optional<Error> faultOf(const Config& config, const Wish& wish, const std::string& at) {
  const std::string place = at + "/" + std::string(toText(wish.target));
  switch (wish.target) {
    case Target::Purpose: {
      const Purpose* purpose = config.purpose(wish.id);
      if (!purpose) return Error{ErrorCode::UnknownPurpose, "no purpose has the id " + wish.id, place};
      if (purpose->required) return Error{ErrorCode::RequiredPurpose, wish.id + " is required", place};
      break;
    }
    case Target::Service:
      if (!config.service(wish.id))
        return Error{ErrorCode::UnknownService, "no service has the id " + wish.id, place};
      break;
    case Target::Signal:
      if (!config.signal(wish.id))
        return Error{ErrorCode::UnknownSignal, "no signal has the id " + wish.id, place};
      break;
  }
  return std::nullopt;
}

/// `wishes` with "all" spelled out; one wish a target.
Result<std::vector<Wish>> expand(const Config& config, const std::vector<Wish>& wishes) {
  std::vector<Wish> expanded;
  const auto isListed = [&](const Wish& wish) {
    return std::any_of(expanded.begin(), expanded.end(),
                       [&](const Wish& other) { return other.target == wish.target && other.id == wish.id; });
  };
  for (std::size_t i = 0; i < wishes.size(); ++i) {
    const std::string at = "/choices/" + formatInteger(i);
    std::vector<Wish> spelled;
    if (wishes[i].id.empty()) {
      for (const Purpose& purpose : config.purposes)
        if (!purpose.required) spelled.push_back({Target::Purpose, purpose.id, wishes[i].granted});
    } else {
      if (auto fault = faultOf(config, wishes[i], at)) return std::move(*fault);
      spelled.push_back(wishes[i]);
    }
    for (Wish& wish : spelled) {
      if (isListed(wish)) return Error{ErrorCode::DuplicateId, wish.id + " is chosen twice", at};
      expanded.push_back(std::move(wish));
    }
  }
  return expanded;
}

/// Whether age would void a grant at once; it is then not kept, so that it cannot come alive later.
bool isForbiddenByAge(const Config& config, const Environment& environment, const Wish& wish) {
  if (!wish.granted) return false;
  const Policy& policy = policyOf(config, environment);
  const auto band = ageBandOf(config, environment);
  if (policy.isBelowConsentAge(band)) return true;
  const auto isBlocked = [&](std::string_view id) {
    const Purpose* purpose = config.purpose(id);
    return purpose && !purpose->required && policy.rule(purpose->purposeClass, band) == Rule::Blocked;
  };
  return wish.target == Target::Purpose && isBlocked(wish.id);
}

/// Whether `wish` takes back a no for which the law asks a second step.
bool isOptInAgain(const Config& config, const Decision& before, const Wish& wish) {
  if (before.policy->optInSteps < 2 || !wish.granted || wish.target != Target::Purpose) return false;
  const PurposeDecision* outcome = before.purpose(wish.id);
  return !outcome->granted && (outcome->basis == Basis::Choice || outcome->basis == Basis::Gpc) &&
         before.policy->gpcDeniesClass(config.purpose(wish.id)->purposeClass);
}

/// The state before the choice, its grants marked as dead if the meaning has changed since.
State carryOver(const std::optional<State>& state, std::string_view meaning) {
  State next = state.value_or(State{});
  if (next.meaning != meaning)
    for (Choice& choice : next.choices) choice.stale |= choice.granted;
  next.meaning = meaning;
  return next;
}

/// Whether `fresh` says again what `old` says and still holds. The old one then stays as it is: data may be
/// used from the first yes on, and it ends when it would have. A yes that now beats the browser's no is news.
bool confirms(const Config& config, const Choice& fresh, const Choice& old, const Decision& before) {
  if (!fresh.granted || !old.granted || old.stale || old.at > before.at) return false;
  if (old.target != Target::Purpose) return true;
  const PurposeDecision* outcome = before.purpose(old.id);
  if (!outcome->granted || outcome->basis != Basis::Choice) return false;
  return old.beatsGpc() || !fresh.beatsGpc() ||
         !before.policy->gpcDeniesClass(config.purpose(old.id)->purposeClass);
}

/// Once every optional purpose has its own choice again, nothing is left for the rest to say about them.
void dropSpentRest(const Config& config, State& state) {
  if (!state.rest) return;
  const bool isAnswered = std::all_of(
      config.purposes.begin(), config.purposes.end(),
      [&](const Purpose& purpose) { return purpose.required || state.find(Target::Purpose, purpose.id); });
  if (isAnswered) state.rest->purposes = false;
  if (!state.rest->purposes && !state.rest->services && !state.rest->signals) state.rest.reset();
}

}  // namespace

Result<Chosen> choose(const Config& config, std::string_view meaning, const std::optional<State>& state,
                      const Environment& environment, const std::vector<Wish>& wishes, const How& how) {
  auto expanded = expand(config, wishes);
  if (!expanded) return expanded.error();
  std::vector<Wish>& list = expanded.value();
  const Decision before = evaluate(config, meaning, state, environment);
  std::erase_if(list, [&](const Wish& wish) {
    return isForbiddenByAge(config, environment, wish) ||
           (how.control == Control::AcceptAll && isOptInAgain(config, before, wish));
  });
  for (const Wish& wish : list)
    if (how.steps < before.policy->optInSteps && isOptInAgain(config, before, wish))
      return Error{ErrorCode::NeedsSecondStep, wish.id + " was refused: ask again, and confirm",
                   "/how/steps"};

  const std::string& language = how.language.empty() ? environment.language : how.language;
  State next = carryOver(state, meaning);
  next.policy = policyName(policyOf(config, environment));
  next.lastSeen = environment.now;
  for (const Wish& wish : list) {
    Choice fresh{wish.target, wish.id,  wish.granted, environment.now, how.control,
                 how.surface, how.text, language,     environment.gpc, false};
    const Choice* old = next.find(wish.target, wish.id);
    if (old && confirms(config, fresh, *old, before)) continue;
    if (old) next.choices.erase(next.choices.begin() + (old - next.choices.data()));
    next.choices.push_back(std::move(fresh));
  }
  dropSpentRest(config, next);
  next = fitState(std::move(next));

  Decision after = evaluate(config, meaning, next, environment);
  Json record = makeRecord(config, environment, list, how, before, after);
  return Chosen{std::move(next), std::move(after), std::move(record)};
}

Json toJson(const Config& config, const Environment& environment, const Chosen& chosen) {
  Json json = json::object({{"state", toJson(chosen.state)}, {"stateText", encodeState(chosen.state)}});
  json::set(json, "decision", toJson(config, chosen.decision));
  json::set(json, "head", recordHash(chosen.record));
  json::append(json::set(json, "records", Json::array()), chosen.record);
  json::set(json, "snapshot", makeSnapshot(config, chosen.state, environment, chosen.decision));
  return json;
}

Result<std::vector<Wish>> readWishes(const Json& value, std::string at, bool mayBeNone) {
  std::vector<Error> errors;
  json::Reader reader(value, errors, std::move(at));
  std::vector<Wish> wishes;
  reader.elements([&](json::Reader& wish) { wishes.push_back(readWish(wish)); });
  if (errors.empty() && wishes.empty() && !mayBeNone) reader.fail(ErrorCode::BadValue, "no choice was given");
  if (!errors.empty()) return errors.front();
  return wishes;
}

Result<How> readHow(const Json& value, std::string at) {
  std::vector<Error> errors;
  json::Reader reader(value, errors, std::move(at));
  How how = readHow(reader);
  if (!errors.empty()) return errors.front();
  return how;
}

}  // namespace sayso::consent
