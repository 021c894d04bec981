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

/// Tells of one setting that was tried: {"tried", …settings, "recall@10", "ndcg@10"}.
using Tell = std::function<void(Json)>;

/// Chooses a recipe's settings on the last `validateDays` days: models of the days before are scored on what
/// shoppers with a history bought new in them. In turn the ridge and the momentum of EASE, the days of
/// popularity, and in a blend the weight of popularity. How many neighbours are kept is not tuned: more is
/// better, the size of the file is the limit. The best mean of recall and nDCG wins, the first of equal ones.
/// Returns the recipe with what was chosen.
Result<Json> tune(Json recipe, std::span<const Basket> baskets, const Names& items, std::int32_t validateDays,
                  const Tell& tell);

}  // namespace sayso::cli
