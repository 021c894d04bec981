#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/recommend/usual.h"

namespace sayso::recommend {

/// How many items in the order of scores are re-ordered. It does not depend on how many are shown, so that a
/// longer list starts as a shorter one.
constexpr std::size_t kVarietyPool = 100;

/// The categories that a calibrated list follows, by number: what the visitor has seen and what they stated
/// weigh the same where there is both, each datum one. A share of the catalog's own categories is mixed in,
/// so that no list closes up; without data it is the catalog's alone. Sensitive items count for nothing.
std::vector<double> categoryTarget(const Catalog& catalog, const Usual& usual);

/// The places of `items`, which are in the order of `scores`, in another order. `Balanced` calibrates it to
/// `categoryTarget`, `Mixed` takes unlike items first (maximal marginal relevance over `likeness`). Relevance
/// is the score, scaled to 0 … 1 over the items.
std::vector<std::size_t> vary(std::span<const std::uint32_t> items, std::span<const double> scores,
                              consent::Variety variety, const Catalog& catalog, const Usual& usual);

}  // namespace sayso::recommend
