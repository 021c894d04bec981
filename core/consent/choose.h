#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/consent/choice.h"
#include "core/consent/decision.h"
#include "core/consent/state.h"

namespace sayso::consent {

/// What a choice leads to.
struct Chosen {
  State state;        // as the cookie will hold it
  Decision decision;  // under that state
  Json record;        // for the ledger
};

/// Applies the visitor's wishes. An id that the config lacks, a required purpose, or a purpose named twice is
/// refused as a whole: nothing is stored of a choice that was not understood. Grants that age forbids are
/// not kept, nor a yes after a no without the second step that a row may ask for: of "Accept all" it is left
/// out, from any other control it is `needs-second-step`. A grant given again while it holds stays as it was,
/// so that what was seen since the first yes counts on and consent ends when it would have: the record alone
/// tells of the second yes, with the day on which the grant ends. Places in errors begin at "/choices".
/// Refusals of earlier meanings stay, grants of earlier meanings stay dead.
Result<Chosen> choose(const Config& config, std::string_view meaning, const std::optional<State>& state,
                      const Environment& environment, const std::vector<Wish>& wishes, const How& how);

/// `{state, stateText, decision, records, head, snapshot}`.
Json toJson(const Config& config, const Environment& environment, const Chosen& chosen);

/// Reads an array of wishes, of which there is one unless `mayBeNone` / a `how`, that stands at the pointer
/// `at`.
Result<std::vector<Wish>> readWishes(const Json& value, std::string at, bool mayBeNone = false);
Result<How> readHow(const Json& value, std::string at);

}  // namespace sayso::consent
