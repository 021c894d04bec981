#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/recommend/price_range.h"

namespace sayso::recommend {

/// What the shop decides for everybody, whoever looks. No rule reads a signal, so none is ever a
/// contribution: a slate and its reasons disclose each.
struct BrandRules {
  static constexpr std::size_t kMaxPins = 50;

  /// An item that stands first, whatever its score.
  struct Pin {
    std::string item;
    bool sponsored = false;  // the place was paid for
    bool operator==(const Pin&) const = default;
  };

  bool inStock = false;  // leave out what is not in stock
  std::optional<PriceRange> price;
  std::vector<Pin> pins;  // in the order of their places
};

/// `{"kind":"rules","inStock"?,"price"?:{"min"?,"max"?},"pins"?:[{"item","sponsored"?}]}`
BrandRules readBrandRules(json::Reader& reader);

}  // namespace sayso::recommend
