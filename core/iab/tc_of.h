#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/consent/decision.h"
#include "core/consent/environment.h"
#include "core/consent/state.h"
#include "core/iab/options.h"

namespace sayso::iab {

/// Whether the GDPR (or the UK's) applies, as far as the page knows: nullopt while its place is awaited. A
/// place that nobody knows counts as one where it does.
std::optional<bool> gdprApplies(const consent::Config& config, const consent::Decision& decision,
                                const consent::Environment& environment);

/// What a decision says in a TC string, fitted to the vendor list. Only a choice gives consent: what a law or
/// an exemption allows by itself sets no bit. Legitimate interest needs a yes here, too; a refusal is an
/// objection. Vendors with nothing but special purposes have been disclosed, and that is all they need. Both
/// dates are the day of the last choice, or today while one is asked for.
tcf::TcString tcOf(const TcfOptions& options, const std::optional<consent::State>& state,
                   const consent::Environment& environment, const consent::Decision& decision);

}  // namespace sayso::iab
