#pragma once

#include <optional>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/consent/config.h"

namespace sayso::consent {

/// `say-so-plan/1`: what is decided for a first visit, for each row of jurisdiction x GPC, as of `now`. The
/// loader paints the first layer from it without the core. Rows with equal content are one.
Json makePlan(const Config& config, Time now);

/// Whether `plan` is what this core decides at `now`: the first difference (`plan-differs`, with its place),
/// or `plan-expired`.
std::optional<Error> verifyPlan(const Config& config, const Json& plan, Time now);

}  // namespace sayso::consent
