#pragma once

#include <cstdint>
#include <vector>

#include "core/recommend/catalog.h"
#include "core/recommend/model.h"

namespace sayso::recommend {

/// Where the items of a model are in the catalog, and back. Catalog::kNone: nowhere.
struct Places {
  std::vector<std::uint32_t> inCatalog;
  std::vector<std::uint32_t> inModel;
};

/// Places of `part`'s items; empty for a part that lists none.
Places placesOf(const Part& part, const Catalog& catalog);

}  // namespace sayso::recommend
