#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/audit/list_metrics.h"
#include "core/base/json.h"

namespace sayso::audit {

/// A list that somebody was shown.
struct Shown {
  std::vector<std::uint32_t> items;
  std::vector<Relevant> relevant;       // what would have been right, if that is known
  std::vector<std::uint32_t> baseline;  // what everybody gets; without it nothing counts as expected
};

/// What the lists are measured against.
struct Shelf {
  std::vector<std::string> ids;         // of the items
  std::vector<std::string> categories;  // of each
  std::vector<double> counts;           // how often each is bought; empty: not known
  double total = 0;                     // of what `counts` are shares: baskets, or people
};

/// A mean over the lists on which the figure has a value.
struct Figure {
  double mean = 0;
  std::size_t lists = 0;
};

/// `say-so-bubble/1`: whether lists repeat themselves and each other. Accuracy is there to read variety
/// against: a random list is varied.
struct Bubble {
  std::size_t lists = 0;
  std::size_t items = 0;                                     // of the catalog
  Figure ndcg, recall, averagePrecision, serendipity;        // lists of whom something relevant is known
  Figure intraListDiversity, categories, topShare, novelty;  // all lists
  double coverage = 0;
  std::optional<double> gini, entropyBits;
  struct Most {
    std::string item;
    double share = 0;  // of the lists that have it
  };
  std::vector<Most> mostShown;  // at most ten
};

/// `similarity` is of items of the shelf. `categories` is how many a list has, `topShare` the share of its
/// most frequent one.
Bubble measureBubble(const Shelf& shelf, const std::vector<Shown>& lists, Similarity similarity);

Json toJson(const Bubble& bubble);
/// For people.
std::string toMarkdown(const Bubble& bubble);

}  // namespace sayso::audit
