#pragma once

#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/recommend/request.h"
#include "core/recommend/shop.h"

namespace sayso::recommend {

/// What would change the list of a request: `say-so-counterfactuals/1`. For `item` (empty: for every item of
/// the list), what would take it out, or put it in if it is not there:
///
///   {"item", "rank": its place now (0: not in the list),
///    "remove": [{"signal","of","range"?,"purpose","provenance"}], or null if nothing was found,
///    "rankThen"?: its place then (absent: past the list, and not known where),
///    "insteadInPlace"?: who stands then where it stands now, or now where it would stand,
///    "proven": "score" | "list" | false}
///
/// Only data that passed the gate and that the model reads are ever removed, a thing at a time: all that was
/// done with one item, or one value of an attribute; not what the page says of the moment. They were removed
/// and the list was ranked again: what is said was seen there. `proven`: no smaller set does it, or none at
/// all if `remove` is null; by the sums that are the scores, or by ranking the list without each smaller set.
/// Where that would take too long it is false: then `remove` is one way.
///
/// And for each purpose that the list used, what switching it off does to the list:
///
///   {"purpose", "leave": [item], "enter": [item], "moves": [{"item","from","to"}]}
///
/// {"schema", "items", "purposes", "mentions"}: mentions are as in a slate. The same request gives the same
/// answer, and data that did not pass the gate change no byte of it. `unknown-item` if the catalog has no
/// such item.
Result<Json> counterfactuals(const Shop& shop, const Request& request, std::string_view item);

}  // namespace sayso::recommend
