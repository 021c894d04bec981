#pragma once

#include "core/base/json_columns.h"
#include "core/recommend/forest_model.h"

namespace sayso::recommend {

/// Reads XGBoost's own JSON as it is (`save_model("model.json")`, 1.7 to 3.x): boosters gbtree and dart; keys
/// that we do not know are left alone. Only nodes that a walk from the root can reach count: pruned ones stay
/// in the file's arrays. Leaves and thresholds are float32, as XGBoost holds them; covers and base scores are
/// doubles, as they are written.
///
/// Refused, each with its place: gblinear, categorical splits, several targets, objectives whose prediction
/// we do not know (`unknown-kind`); lengths that differ, nodes reached twice (`bad-model`); children,
/// features, covers and a base score outside their range (`out-of-range`); more than 256 splits on a path
/// (`too-deep`).
///
/// The arrays of a tree may be columns: `parseModel` makes them such.
ForestModel readXgboost(json::Reader& reader);

/// The text of a model's file, of whatever kind; a tree's long arrays as columns, those that nobody reads
/// left out.
Result<Json> parseModel(std::string_view text);

}  // namespace sayso::recommend
