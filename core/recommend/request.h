#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/consent/environment.h"
#include "core/recommend/gate.h"
#include "core/recommend/signals.h"

namespace sayso::recommend {

/// What a page asks: `{environment, state, profile, signals, controls:{personalized?}, limit, seed,
/// exclude?}`. The state is JSON or the cookie's text.
struct Request {
  static constexpr std::int64_t kMaxLimit = 1000;

  consent::Environment environment;
  StateReading state =
      std::optional<consent::State>();  // a state that can't be read grants nothing; it is no fault here
  Profile profile;
  Signals signals;
  bool personalized = true;  // false: the visitor asked for the list without their data
  std::int64_t limit = 8;
  std::int64_t seed = 0;             // for draws; nothing draws yet
  std::vector<std::string> exclude;  // item ids that the page shows anyway
};

Result<Request> readRequest(const Json& value);

}  // namespace sayso::recommend
