#pragma once

#include "core/base/json.h"
#include "core/consent/decision.h"

namespace sayso::consent {

/// `say-so-snapshot/1`: a decision with the conditions under which it stays true, so that the loader can
/// apply it without the core. `granted` holds grants by choice alone; `defaults`, what a policy allows, needs
/// the jurisdiction known in that page view.
Json makeSnapshot(const Config& config, const std::optional<State>& state, const Environment& environment,
                  const Decision& decision);

}  // namespace sayso::consent
