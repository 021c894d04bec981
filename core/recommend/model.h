#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/json.h"
#include "core/recommend/brand_rules.h"
#include "core/recommend/item_item.h"
#include "core/recommend/model_reading.h"
#include "core/recommend/row_part.h"
#include "core/recommend/segments_part.h"
#include "core/recommend/stated_match.h"

/// What scores items: `say-so-model/1`. A model is a sum of parts, each of one kind.
namespace sayso::recommend {

/// How much an item is bought by everybody. Reads no signal: it is the base of every score and the order of a
/// slate that is not personalized.
struct Popularity {
  ItemIds items;
  std::vector<float> scores;  // one each item
};

using Rows = std::shared_ptr<const RowPart>;

/// One part of a blend.
struct Part {
  std::string id;
  double weight = 1;
  std::string purpose;  // of the signals it reads; empty if the file leaves it to the config
  std::variant<Popularity, StatedMatch, ItemItem, SegmentsPart, Rows, BrandRules> model;
  std::string at;  // JSON Pointer of `model` in the file, for errors found later
};

struct Model {
  std::vector<Part> parts;  // a plain model is one part with weight 1
};

/// Reads a model file. Every fault is an error with its place.
Model readModel(std::string_view text, std::vector<Error>& errors);
Result<Model> readModel(std::string_view text);

}  // namespace sayso::recommend
