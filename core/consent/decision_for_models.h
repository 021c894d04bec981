#pragma once

#include "core/consent/decision.h"

/// The part of a decision that models need: purposes and signals. A page that ranks loads no more than that.
namespace sayso::consent {

/// `evaluate` without services, prompt and `validUntil`.
Decision evaluateForModels(const Config& config, std::string_view meaning, const std::optional<State>& state,
                           const Environment& environment);
/// `failClosed` without them.
Decision failClosedForModels(const Config& config, std::string_view meaning, const Environment& environment,
                             Error error);

}  // namespace sayso::consent
