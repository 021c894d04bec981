#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
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
  std::string image;  // empty if there is none
  bool inStock = true;
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
  /// Categories and tags by number, so that a feature of every item costs no text.
  std::size_t categories() const { return byCategory_.size(); }
  std::uint32_t categoryOf(std::uint32_t item) const { return categoryOf_[item]; }
  std::size_t tags() const { return byTag_.size(); }
  std::span<const std::uint32_t> tagsOf(std::uint32_t item) const {
    return std::span(tagsOf_).subspan(tagsAt_[item], tagsAt_[item + 1] - tagsAt_[item]);
  }
  /// The number of a category, or of a tag; kNone if no item has it.
  std::uint32_t categoryNumber(std::string_view category) const;
  std::uint32_t tagNumber(std::string_view tag) const;
  const std::vector<double>& prices() const { return prices_; }
  bool isSensitive(std::uint32_t item) const { return isSensitive_[item] != 0; }

 private:
  friend Json facets(const Catalog& catalog);

  std::string currency_;
  std::vector<Item> items_;
  std::vector<std::uint32_t> byId_;  // items in the order of their ids
  /// A category or a tag: its number and its items.
  struct Group {
    std::uint32_t number = 0;
    std::vector<std::uint32_t> items;
  };
  using Groups = std::map<std::string, Group, std::less<>>;
  static std::uint32_t add(Groups& groups, const std::string& key, std::uint32_t item);

  Groups byCategory_;
  Groups byTag_;
  std::vector<std::uint32_t> categoryOf_;
  std::vector<std::uint32_t> tagsAt_;
  std::vector<std::uint32_t> tagsOf_;
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
