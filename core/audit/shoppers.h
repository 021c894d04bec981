#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/read_items.h"
#include "core/base/result.h"
#include "core/recommend/catalog.h"

namespace sayso::audit {

/// Somebody of whom it is known what they bought before a moment and what was new after it.
struct Shopper {
  std::string id;
  std::string group;                  // a region, for example
  std::vector<std::uint32_t> before;  // items, the newest last
  std::vector<std::uint32_t> after;   // items that are not among those before
  std::vector<std::string> stated;    // what they would have said, by whatever rule
};

/// Past shoppers, to measure on what a list would have brought them.
struct Shoppers {
  static constexpr std::size_t kMost = 100'000;
  static constexpr std::size_t kMostItems = 5'000;  // of one shopper

  Json environment;    // as a request has it
  Json context;        // as well, by signal; null: nothing
  std::string bought;  // the signal that `before` is
  std::string stated;  // the signal that `stated` is
  ItemCounts counts;   // of the items of the catalog
  std::vector<Shopper> all;

  const Shopper* find(std::string_view id) const;
};

/// Reads `say-so-shoppers/1`:
/// `{"environment", "context"?, "bought", "stated", "counts":{"total","items":{id:count}},
/// "shoppers":[{"id","group","before":[id…],"after":[id…],"stated":[…]}]}`.
Result<Shoppers> readShoppers(std::string_view text, const recommend::Catalog& catalog);

}  // namespace sayso::audit
