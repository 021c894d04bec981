#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/consent/choice.h"
#include "core/consent/decision.h"

namespace sayso::consent {

/// One entry of the ledger, `say-so-record/1`: what was shown (hashes), what was chosen, how, when, in which
/// language and under which policy. It maps to ISO/IEC TS 27560. No subject, no value, no item.
/// `before` and `after` are the decisions around the choice.
Json makeRecord(const Config& config, const Environment& environment, const std::vector<Wish>& wishes,
                const How& how, const Decision& before, const Decision& after);

/// The hash by which the next record names this one.
std::string recordHash(const Json& record);

/// Checks that each record names earlier ones, so that a changed byte in any record but the last is found;
/// with `heads` (the hashes of all that no record names, kept elsewhere) in the last one too, and records put
/// in. Racing tabs may each begin a chain: with `heads`, also a later record may name none. Gives the heads;
/// `broken-chain` at "/N" otherwise.
Result<std::vector<std::string>> verifyLedger(const Json& records,
                                              const std::vector<std::string>& heads = {});

}  // namespace sayso::consent
