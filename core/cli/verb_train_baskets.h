#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

/// What `say-so train` learns from: who bought what on which day.
namespace sayso::cli {

constexpr std::size_t kMaxItems = 65536;  // that a model of items can hold

struct Basket {
  std::uint32_t shopper = 0;         // number of first appearance
  std::int32_t day = 0;              // as in the file
  std::vector<std::uint32_t> items;  // indices, each once, ascending
};

/// Names of items or shoppers, numbered.
class Names {
 public:
  std::uint32_t number(std::string_view name);  // a new name gets the next number
  bool has(std::string_view name) const { return numbers_.find(name) != numbers_.end(); }
  const std::vector<std::string>& all() const { return all_; }
  /// What an item is called in the model instead of its name in the baskets.
  void rename(std::uint32_t number, std::string name) { all_[number] = std::move(name); }

 private:
  std::map<std::string, std::uint32_t, std::less<>> numbers_;
  std::vector<std::string> all_;
};

struct Purchases {
  Names items;
  Names shoppers;
  bool itemsAreFixed = false;  // a list of items was read: baskets may not name others
  std::vector<Basket> baskets;
};

/// Reads a CSV with the columns `id` (as in the baskets) and `code` (as in the catalog), in the catalog's
/// order. Quoted fields may hold commas. `at` of an error is "line N".
Result<bool> readItems(std::string_view csv, Purchases& purchases);
/// Appends a CSV with the columns shopper, day, items (separated by spaces).
Result<bool> readBaskets(std::string_view csv, Purchases& purchases);

}  // namespace sayso::cli
