#pragma once

#include <limits>

#include "core/base/json.h"

namespace sayso::recommend {

/// The prices that a list keeps to, in the catalog's currency; both ends belong to it.
struct PriceRange {
  double min = 0;
  double max = std::numeric_limits<double>::infinity();

  bool has(double price) const { return price >= min && price <= max; }
};

/// `{"min"?,"max"?}`; `out-of-range` where the lower end is above the upper one.
inline PriceRange readPriceRange(json::Reader& reader) {
  PriceRange range;
  range.min = reader.numberIf("min", range.min);
  range.max = reader.numberIf("max", range.max);
  if (range.min > range.max) reader.fail(ErrorCode::OutOfRange, "min is above max");
  reader.finish();
  return range;
}

}  // namespace sayso::recommend
