#pragma once

#include <optional>

#include "core/base/json.h"
#include "core/consent/state.h"

namespace sayso::consent {

/// One state from two that were made from the same past, as by two tabs at once. Of two choices about one
/// thing the later counts; of the same second the refusal. A grant that only one state knows yields to the
/// other's rest if that is as late. Grants of the meaning that loses are stale. The order of the two makes no
/// difference.
State mergeStates(const State& a, const State& b);

/// One ledger `{records, heads}` from two arrays of records: each record once, by time, then hash, yet never
/// before a record that it names. A fork stays as two heads.
Json mergeLedgers(const Json& a, const Json& b);

/// What stays of `state` when everything is erased: the refusals, to the day, without how or where they were
/// made; nullopt if there are none. What the rest stands for counts as refused, so it stays.
std::optional<State> refusalsOf(const State& state);

}  // namespace sayso::consent
