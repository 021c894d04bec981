#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/consent/config.h"

namespace sayso::audit {

/// Whether a domain serves nothing but advertising or measuring, as far as we know.
bool isTracker(std::string_view domain);

/// `not-necessary` for each domain of a well-known advertising or measuring service that a required purpose
/// holds: whatever else the config says of it, it cannot be necessary.
std::vector<Error> trackersUnderRequired(const consent::Config& config);

}  // namespace sayso::audit
