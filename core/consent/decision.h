#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/consent/config.h"
#include "core/consent/environment.h"
#include "core/consent/state.h"

namespace sayso::consent {

/// Why something is granted or denied.
enum class Basis : unsigned char {
  Required,
  Choice,
  PolicyDefault,
  OffUntilChosen,  // feeds a model: off although the policy would allow it
  Gpc,
  Expired,
  MeaningChanged,
  Age,
  Clock,
  Fault,  // the stored state could not be read: nothing optional runs
};
std::string_view toText(Basis basis);

enum class Prompt : unsigned char { Ask, Notice, None };
std::string_view toText(Prompt prompt);

struct PurposeDecision {
  std::string_view id;
  bool granted = false;
  Basis basis = Basis::PolicyDefault;
  std::optional<Time> since;          // of the choice behind it
  std::optional<Time> until;          // a grant's end
  std::optional<Time> askAgainAfter;  // a refusal's rest
  bool operator==(const PurposeDecision&) const = default;
};

/// The outcome for a service or a signal.
struct Outcome {
  std::string_view id;
  bool granted = false;
  Basis basis = Basis::PolicyDefault;
  bool operator==(const Outcome&) const = default;
};

/// The outcome for each purpose, service and signal, and why: `say-so-decision/1`. Each list has the order of
/// the config's, and its ids are the config's: a decision does not outlive the config it was made on.
struct Decision {
  std::string meaning;
  std::optional<Policy> policy;  // the row that decided, as the site has it; set by evaluate()
  std::string jurisdiction;
  bool gpc = false;
  Time at;
  Time validUntil;  // the decision stays the same until then, unless the visitor or the page changes
  Prompt prompt = Prompt::Ask;
  std::vector<PurposeDecision> purposes;
  std::vector<Outcome> services;
  std::vector<Outcome> signals;
  std::optional<Error> stateError;  // set: the state was unreadable, and all is closed

  bool operator==(const Decision&) const = default;
  const PurposeDecision* purpose(std::string_view id) const;
  const Outcome* service(std::string_view id) const;
  const Outcome* signal(std::string_view id) const;
};

/// Decides. `meaning` is `meaningHash(config)`, which a caller who decides often computes once.
Decision evaluate(const Config& config, std::string_view meaning, const std::optional<State>& state,
                  const Environment& environment);
Decision evaluate(const Config& config, const std::optional<State>& state, const Environment& environment);
Decision evaluate(Config&& config, const std::optional<State>&, const Environment&) = delete;
Decision evaluate(Config&& config, std::string_view, const std::optional<State>&,
                  const Environment&) = delete;
/// The decision where the stored state is unreadable: nothing optional is granted, and it asks.
Decision failClosed(const Config& config, std::string_view meaning, const Environment& environment,
                    Error error);

/// With `actions`: which services the page releases and holds, what it clears of those held, and Google
/// Consent Mode. `config` is the one that was decided on.
Json toJson(const Config& config, const Decision& decision);

}  // namespace sayso::consent
