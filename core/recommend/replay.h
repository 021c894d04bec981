#pragma once

#include <string_view>

#include "core/base/json.h"
#include "core/recommend/request.h"
#include "core/recommend/shop.h"

namespace sayso::recommend {

/// One rationale and all that it was made of, so that anybody can make it again: `say-so-replay/1`.
///
///   {"schema": "say-so-replay/1",
///    "files": {"config", "catalog", "model"},    // the SHA-256 of each, or null where the page did not say
///    "request": {environment, state, profile, signals, context, controls, limit, seed, exclude},
///    "rationale": {…}}                            // as in the list
///
/// Of the visitor's data the request holds those that the model was let read, and no others: what was denied,
/// ran out or is not asked for stays where it is. They change no byte of the rationale.

/// Which version of each file a page has, as "sha256:…"; empty: not known.
struct Files {
  std::string config;
  std::string catalog;
  std::string model;
};

/// `unknown-item` if the list of the request does not have the item. `request` is what `read` was read from.
Result<Json> makeReplay(const Shop& shop, const Json& request, const Request& read, std::string_view item,
                        const Files& files);

/// Makes the rationale of a replay again: `{"rationale"}` if it is the same to the byte. `replay-differs`,
/// with the place, where a file is another one, or the rationale is. A file that is not known is not
/// compared.
Result<Json> replay(const Shop& shop, const Json& file, const Files& files);

}  // namespace sayso::recommend
