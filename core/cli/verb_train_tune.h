#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/base/json.h"
#include "core/cli/verb_train_baskets.h"
#include "core/cli/verb_train_evaluate.h"
#include "core/recommend/model.h"

namespace sayso::cli {

/// Tells of one setting that was tried: {"tried", …settings, "recall@10", "ndcg@10", "coverage"}.
using Tell = std::function<void(Json)>;

struct TuneGoal {
  std::int32_t validateDays = 30;
  double coverage = 0;  // share of the items that somebody must be shown
};

/// Chooses a recipe's settings on the last `validateDays` days: models of the days before are scored on what
/// shoppers with a history bought new in them. In turn the ridge, the momentum and the discount of EASE (in a
/// blend with the rest of it), the days of popularity, and in a blend the weight of popularity. How many
/// neighbours are kept is not tuned: more is better, the size of the file is the limit. Of what covers enough
/// the best mean of recall and nDCG wins, the first of equal ones; popularity by itself need cover nothing.
/// Returns the recipe with what was chosen, or `bad-value` if nothing covers enough.
Result<Json> tune(Json recipe, std::span<const Basket> baskets, const Names& items, const TuneGoal& goal,
                  const Tell& tell);

}  // namespace sayso::cli
