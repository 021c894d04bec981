#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/consent/decision.h"
#include "core/consent/environment.h"
#include "core/consent/state.h"
#include "core/iab/options.h"
#include "core/tcf/tc_choice.h"

namespace sayso::iab {

/// Whether the GDPR (or the UK's) applies, as far as the page knows: nullopt while its place is awaited. A
/// place that nobody knows counts as one where it does.
std::optional<bool> gdprApplies(const consent::Config& config, const consent::Decision& decision,
                                const consent::Environment& environment);

/// The day of a time as a string says it: in tenths of a second since 1970.
std::uint64_t dayOf(Time time);

/// The most that a decision gives: the purposes and special features whose purposes of the config were all
/// given by a choice, the vendors that are services by theirs, and the other vendors once any purpose was
/// given. What a law or an exemption allows by itself sets no bit. Legitimate interest needs a yes here, too;
/// a refusal is an objection.
tcf::TcString givenBy(const TcfOptions& options, const consent::Decision& decision);

/// What a decision says in a TC string, fitted to the vendor list: what it gives, and where visitors can
/// choose about the list itself no more than `kept`, the string of their last choice: without one nothing,
/// and of vendors only those that the choice was about. Vendors with nothing but special purposes have been
/// disclosed, and that is all they need. Both dates are the day of the last choice, or today while one is
/// asked for.
tcf::TcString tcOf(const TcfOptions& options, const std::optional<consent::State>& state,
                   const consent::Environment& environment, const consent::Decision& decision,
                   const std::optional<tcf::KeptChoice>& kept = std::nullopt);

}  // namespace sayso::iab
