#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/explain/rationale.h"
#include "core/recommend/catalog.h"
#include "core/recommend/gate.h"

namespace sayso::recommend {

/// One item of a list that the brand's own server ranked, with the server's reasons.
struct ServedItem {
  explain::Rationale rationale;  // item, base and contributions; the rest is ours to say
  double score = 0;              // as the server states it
};

/// `[{"item","score","base","contributions":[{"signal","of"?,"value","part"?}]}]`
std::vector<ServedItem> readServed(json::Reader& reader);

/// The rationales, if all of it holds: items of the catalog, each once; contributions of signals that the
/// config knows and whose purpose is granted now; sums that give the stated scores to 1e-9. Else the first
/// fault with its place below `at`. That the server used nothing else cannot be seen from here.
Result<std::vector<explain::Rationale>> accept(const std::vector<ServedItem>& served, const Catalog& catalog,
                                               const consent::Config& config,
                                               const ConsentedSignals& consented, const std::string& at);

}  // namespace sayso::recommend
