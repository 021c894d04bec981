#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/audit/document.h"
#include "core/audit/group_rates.h"
#include "core/audit/what_if.h"
#include "core/base/json.h"

/// `say-so-price/1`: whether a price depends on who sees it.
namespace sayso::audit {

/// Prices that were shown, one a row.
struct Offers {
  std::vector<std::string> items;   // the different ones
  std::vector<std::uint32_t> item;  // of each row
  std::vector<double> price;
  std::vector<std::uint32_t> list;  // of each row: which list it stood in
  std::size_t lists = 0;
};

/// An item that was shown at more than one price.
struct PricedItem {
  std::string item;
  bool differs = false;  // two groups saw different prices; else each group saw the same several prices
  struct Seen {
    std::size_t group = 0;
    std::vector<double> prices;  // rising, each once
    std::size_t rows = 0;
  };
  std::vector<Seen> seen;
  double lowest = 0, highest = 0;
};

/// The price level of the lists of a group: of each list its mean price.
struct PriceLevel {
  std::size_t lists = 0;
  bool isSmall = false;
  double mean = 0;
  std::optional<Interval> interval;  // middle of the resamples of its lists
};

struct AttributePrices {
  std::string attribute;
  std::vector<std::string> groups;
  std::size_t compared = 0;        // items that two groups or more saw
  std::size_t differing = 0;       // of these
  std::vector<PricedItem> items;   // that have more than one price; those that differ first, the widest first
  std::vector<PriceLevel> levels;  // one each group
  /// How often levels as far apart come about when groups are dealt to lists at random; no value below two
  /// groups that are not small, or where a list belongs to several groups (`mixedLists`).
  std::optional<double> p;
  std::size_t mixedLists = 0;
};

struct Prices {
  std::size_t rows = 0, items = 0, lists = 0;
  std::size_t least = 30;
  Resampling resampling;
  std::vector<AttributePrices> attributes;
};

Prices comparePrices(const Offers& offers, const std::vector<Grouping>& groupings, std::size_t least,
                     const Resampling& resampling);

Json toJson(const Prices& report);
Document toDocument(const Prices& report);

}  // namespace sayso::audit
