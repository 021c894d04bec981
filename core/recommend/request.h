#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/consent/config.h"
#include "core/consent/environment.h"
#include "core/recommend/gate.h"
#include "core/recommend/price_range.h"
#include "core/recommend/served.h"
#include "core/recommend/signals.h"

namespace sayso::recommend {

/// What a page asks: `{environment, state, profile, signals, context?, controls:{personalized?,
/// variety?, serendipity?, exploration?, price?:{min?, max?}}, limit, seed, exclude?, served?}`. The state is
/// JSON or the cookie's text. `context` says what the page knows of the moment, by contextual signal of the
/// config: `{"season":"winter","page":"Garden"}`. `served` is a list that the brand's own server ranked, to
/// be shown instead of ours.
struct Request {
  static constexpr std::int64_t kMaxLimit = 1000;

  consent::Environment environment;
  StateReading state =
      std::optional<consent::State>();  // a state that can't be read grants nothing; it is no fault here
  Profile profile;
  Signals signals;
  std::vector<Attribute> context;           // one value each, as of now
  bool personalized = true;                 // false: the visitor asked for the list without their data
  std::optional<consent::Variety> variety;  // without a wish the config's default holds
  std::optional<bool> serendipity;          // as well
  std::optional<bool> exploration;          // as well
  std::optional<PriceRange> price;          // all else is left out
  std::int64_t limit = 8;
  std::int64_t seed = 0;             // for what is drawn: the same seed gives the same list
  std::vector<std::string> exclude;  // item ids that the page shows anyway
  std::optional<std::vector<ServedItem>> served;
};

Result<Request> readRequest(const Json& value);

}  // namespace sayso::recommend
