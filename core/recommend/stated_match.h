#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"

namespace sayso::recommend {

/// Adds a weight to the items that match what the visitor stated, or what the page says of the moment.
struct StatedMatch {
  enum class Field : unsigned char { Category, Tag, Price };
  struct Rule {
    std::string signal;
    Field field = Field::Category;
    bool isRanked =
        false;            // the first value counts in full, the second half, the third a third of the weight
    std::string tagKind;  // "colour" of the field "tag:colour"
    double weight = 1;
    // With both: where the signal says `is`, items with `items` in the field match ("winter": "Cards").
    std::string is;
    std::string items;
    bool operator==(const Rule&) const = default;
    bool sameField(const Rule& other) const { return field == other.field && tagKind == other.tagKind; }
  };
  std::vector<Rule> rules;
  bool isContext = false;  // kind "context": its signals must be contextual
};

/// Reads "category", "price" or "tag:kind" at `key`.
StatedMatch::Field readField(json::Reader& reader, std::string_view key, std::string& tagKind);

/// `{"kind":"stated-match"|"context","match":[{"signal","field","weight","ranked"?,"is"?,"items"?}]}`
StatedMatch readStatedMatch(json::Reader& reader, bool isContext);

}  // namespace sayso::recommend
