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

/// The ranked list that is shown, with the reason for each place.
struct Slate {
  bool personalized = false;  // at least one datum of the visitor was read
  std::string policy;         // "EU-FR@2026-11"
  std::size_t candidates = 0;
  std::vector<explain::Rationale> items;
  std::vector<Used> used;
  std::vector<explain::NotUsed> notUsed;
};

/// The shape `say-so-slate/1`. `mentions` tells title, link, price and category of every item that the slate
/// or a reason names.
Json toJson(const Slate& slate, const Catalog& catalog);

}  // namespace sayso::recommend
