#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/explain/rationale.h"
#include "core/recommend/catalog.h"

namespace sayso::recommend {

/// How many data of one signal the model read.
struct Used {
  std::string signal;
  std::size_t count = 0;
  bool operator==(const Used&) const = default;
};

/// Where a k-means part puts the visitor: a guess, so it is told.
struct InSegment {
  std::string part;
  std::string id;
  std::string label;  // the brand's text
  bool operator==(const InSegment&) const = default;
};

/// The ranked list that is shown, with the reason for each place.
struct Slate {
  bool personalized = false;   // at least one datum of the visitor was read
  std::string policy;          // "EU-FR@2026-11"
  std::size_t candidates = 0;  // items that were not left out
  std::size_t judged = 0;      // of them those that a slow model looked at; 0: there is none
  std::vector<explain::Rationale> items;
  std::vector<Used> used;
  std::vector<explain::NotUsed> notUsed;
  std::vector<std::string> rules;  // that hold for the whole list: "in-stock", "price-range", "asked-price"
  std::vector<InSegment> segments;
};

/// Tells title, link, price and category of an item, if the catalog has it, in the object `mentions`.
void mention(Json& mentions, const Catalog& catalog, const std::string& id);

/// The shape `say-so-slate/1`. `mentions` tells title, link, price and category of every item that the slate
/// or a reason names.
Json toJson(const Slate& slate, const Catalog& catalog);

}  // namespace sayso::recommend
