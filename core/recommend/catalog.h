#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/json.h"

namespace sayso::recommend {

/// One thing that can be recommended. Its texts are untrusted and never more than text.
struct Item {
  std::string id;
  std::string title;
  std::string url;
  std::string category;
  std::vector<std::string> tags;  // "kind:value"
  double price = 0;
  std::string image;       // empty if there is none
  bool sensitive = false;  // views of it are never used, and it is never named as a reason
  bool operator==(const Item&) const = default;
};

/// What the shop sells. The place of an item in the file is its index; equal scores go to the lower index.
class Catalog {
 public:
  static constexpr std::uint32_t kNone = 0xffffffff;
  static constexpr std::size_t kMaxItems = 1'000'000;

  Catalog() = default;
  /// `items` have different ids; `readCatalog` sees to it.
  Catalog(std::string currency, std::vector<Item> items);

  const std::string& currency() const { return currency_; }
  const std::vector<Item>& items() const { return items_; }
  /// The index of the item with this id, or kNone.
  std::uint32_t find(std::string_view id) const;

  // What scoring all items reads, apart from the texts, so that it stays in the processor's cache.
  /// The items of a category, or with a tag ("colour:red"), ascending.
  std::span<const std::uint32_t> withCategory(std::string_view category) const;
  std::span<const std::uint32_t> withTag(std::string_view tag) const;
  const std::vector<double>& prices() const { return prices_; }
  bool isSensitive(std::uint32_t item) const { return isSensitive_[item] != 0; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  std::string currency_;
  std::vector<Item> items_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> indices_;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> byCategory_;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> byTag_;
  std::vector<double> prices_;
  std::vector<char> isSensitive_;
};

/// Reads `say-so-catalog/1`. Every fault is an error with its place; an id given twice is `duplicate-id`.
Result<Catalog> readCatalog(std::string_view text);
/// The same with all faults: empty `errors` means that the catalog is good.
Catalog readCatalog(std::string_view text, std::vector<Error>& errors);

/// What profile questions can offer:
/// {"categories":[…],"tags":{"colour":[…]},"price":{"min","max"}}, what most items have first; nothing of
/// sensitive items.
Json facets(const Catalog& catalog);

}  // namespace sayso::recommend
