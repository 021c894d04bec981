#pragma once

#include "core/base/json.h"
#include "core/tcf/tc_choice.h"
#include "core/tcf/tc_string.h"

namespace sayso::iab {

/// What is to be kept of a choice about other things: what `after` gives (givenBy) without what `before` gave
/// and `kept` lacks. Who once said no to a part of the framework is not overruled by it.
tcf::TcChoice carryOver(const tcf::TcString& before, tcf::TcString after, const tcf::TcChoice& kept);

/// For the ledger: what of the list was shown and what was chosen, vendors by number; with a wish also the
/// vendors that it changed.
Json recordOf(const tcf::TcString& before, const tcf::TcString& after, bool isWished);

}  // namespace sayso::iab
