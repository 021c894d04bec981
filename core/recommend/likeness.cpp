#include "core/recommend/likeness.h"

#include <algorithm>
#include <cmath>

namespace sayso::recommend {

double likeness(const Catalog& catalog, std::uint32_t a, std::uint32_t b) {
  const auto tagsOfA = catalog.tagsOf(a), tagsOfB = catalog.tagsOf(b);
  std::size_t shared = catalog.categoryOf(a) == catalog.categoryOf(b) ? 1 : 0;
  for (const std::uint32_t tag : tagsOfA)
    if (std::find(tagsOfB.begin(), tagsOfB.end(), tag) != tagsOfB.end()) ++shared;
  return static_cast<double>(shared) /
         std::sqrt(static_cast<double>((1 + tagsOfA.size()) * (1 + tagsOfB.size())));
}

}  // namespace sayso::recommend
