#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/consent/choose.h"
#include "core/consent/config.h"
#include "core/consent/decision.h"
#include "core/consent/environment.h"
#include "core/consent/state.h"

namespace sayso::consent {

/// A decision and what it rests on, for those who say it in other words.
struct Situation {
  Environment environment;
  std::optional<State> state;  // none, or unreadable: then the decision closes everything
  Decision decision;
};

/// A loaded config and what can be asked of it in JSON: the one shape that pages (through Wasm), the command
/// line and the conformance cases share. `state` is "" or null for none, a state object, or its cookie text;
/// an unreadable one closes everything and stands as `stateError` in the decision. Before `load`, every
/// question is answered with `not-loaded`.
class Engine {
 public:
  Engine() = default;
  explicit Engine(Config config);

  /// `{meaning, policyData, purposes, config}`. After a refusal nothing is loaded.
  Result<Json> load(std::string_view config);

  Result<Json> evaluate(std::string_view state, std::string_view environment) const;
  Result<Json> choose(std::string_view state, std::string_view environment, std::string_view choices,
                      std::string_view how) const;
  Result<Json> snapshot(std::string_view state, std::string_view environment) const;
  /// What stays when everything is erased: `{stateText, refusals}`, "" if nothing has to. Of an unreadable
  /// state nothing is known, so everything counts as refused.
  Result<Json> erase(std::string_view state, std::string_view environment) const;
  /// `now`: a time, or an environment.
  Result<Json> plan(std::string_view now) const;
  Result<Json> verifyPlan(std::string_view plan, std::string_view now) const;

  /// The loaded config; nullptr before `load`.
  const Config* config() const { return config_ ? &*config_ : nullptr; }
  Result<Situation> situation(std::string_view state, std::string_view environment) const;
  /// What a choice leads to, for those who have more to say of it. With `mayBeNone` the choice may be about
  /// nothing that the config names.
  Result<Chosen> choice(std::string_view state, const Environment& environment, std::string_view choices,
                        std::string_view how, bool mayBeNone = false) const;

  /// One line of `say-so decide`: `{environment, state?, choices?, how?}` to
  /// `{decision, state, stateText, records, head?}`.
  Result<Json> decide(const Json& request) const;

 private:
  std::optional<Config> config_;
  std::string meaning_;
};

/// Cookie text to state object and back.
Result<Json> decodeStateText(std::string_view text);
Result<Json> encodeStateText(std::string_view state);
/// Two states, in either form, to `{state, stateText}` of the one they make together (merge.h).
Result<Json> mergeStateTexts(std::string_view a, std::string_view b);
/// Two arrays of records to `{records, heads}`.
Result<Json> mergeLedgerTexts(std::string_view a, std::string_view b);
/// An array of records, or `{records, heads}`; gives `{"heads":[…]}`.
Result<Json> verifyLedgerText(std::string_view ledger);

}  // namespace sayso::consent
