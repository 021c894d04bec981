#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/recommend/stated_match.h"

namespace sayso::recommend {

/// Where a row model's feature comes from: the item alone, or one signal of the visitor. A feature of two
/// signals could not be explained, so there is none.
struct Feature {
  enum class Kind : unsigned char {
    ItemPrice,       // {"item":"price"}
    ItemPopularity,  // {"item":"popularity"}: the score of the blend's popularity
    ItemIs,          // {"item":"category"|"tag:colour","is":"Garden"}: 1 or 0
    Count,           // {"signal","count":"all"}: how many items
    CountIs,         // {"signal","count":"category"|"tag:colour","is":"Garden"}: how many of that kind
    CountSame,       // {"signal","count":"category"|"tag:colour"}: how many are like the scored item
    Match,           // {"signal","match":"category"|"tag:colour"|"price"}: the scored item fits: 1 or 0
    Is,              // {"signal","is":"Garden"}: the visitor, or the page, says so: 1 or 0
  };

  std::string name;    // as the model calls it
  std::string signal;  // empty: of the item
  Kind kind = Kind::ItemPrice;
  StatedMatch::Field field = StatedMatch::Field::Category;
  std::string tagKind;
  std::string is;
  std::string at;  // JSON Pointer in the file, for errors found later

  bool ofItem() const { return signal.empty(); }
  /// The same for every item.
  bool ofVisitorAlone() const { return kind == Kind::Count || kind == Kind::CountIs || kind == Kind::Is; }
};

/// Features and the different signals among their sources, in their order.
struct Sources {
  std::vector<Feature> features;
  std::vector<std::string> signals;
};

/// Reads the `sources` of a part: an object that gives each of `names` its source, in their order. A name
/// without a source, or a source without a name, is an error.
Sources readSources(json::Reader& reader, std::string_view key, const std::vector<std::string>& names);

}  // namespace sayso::recommend
