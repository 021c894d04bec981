#pragma once

#include <cstdint>

#include "core/recommend/catalog.h"

namespace sayso::recommend {

/// How alike two items are, 0 to 1: the cosine of what the catalog says of them, its category and each of its
/// tags counting one: shared / sqrt(a * b).
double likeness(const Catalog& catalog, std::uint32_t a, std::uint32_t b);

}  // namespace sayso::recommend
