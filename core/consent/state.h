#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/consent/choice.h"

namespace sayso::consent {

/// Stands for choices that had no room in the cookie: what it covers and is not listed counts as refused.
struct Rest {
  Time at;
  bool purposes = false;
  bool services = false;
  bool signals = false;
  bool operator==(const Rest&) const = default;
  bool covers(Target target) const;
};

/// What a visitor has chosen: at most one choice each purpose, service and signal.
struct State {
  std::string meaning;  // hash of the meaning under which the choices that are not stale were given
  std::string policy;   // under which the last choice was given, "EU-FR@2026-11"
  std::vector<Choice> choices;
  std::optional<Rest> rest;
  Time lastSeen;
  bool operator==(const State&) const = default;

  const Choice* find(Target target, std::string_view id) const;
};

/// Reads `say-so-state/1`; every fault is `bad-state` or more specific, never a state that is half right.
Result<State> readState(const Json& value);
/// The same from text: JSON, the compact form, or nothing ("" and "null" are no state).
Result<std::optional<State>> parseState(std::string_view text);
Json toJson(const State& state);

/// The text for the cookie: at most `kMaxStateText` bytes that need no escaping there. A state that is too
/// large loses its oldest grants first, then its oldest refusals; what it loses counts as refused (`Rest`).
///
///   1.meaning!policy!lastSeen!rest!texts!group!group….check     times: base 36 seconds; hashes: base64url
///   group = at:flags:control:surface:text:language:pID*sID*…
constexpr std::size_t kMaxStateText = 2048;
std::string encodeState(const State& state);
/// Refuses every text that `encodeState` would not write.
Result<State> decodeState(std::string_view text);
/// What is left of `state` once it is in the cookie.
State fitState(State state);

}  // namespace sayso::consent
