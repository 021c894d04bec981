#pragma once

#include <string_view>

#include "core/audit/bubble.h"
#include "core/audit/read_items.h"
#include "core/base/result.h"

/// Lists that somebody was shown, as the audits of lists read them: one a line.
namespace sayso::cli {

using audit::FindItem;
using audit::kNoItem;

/// A line is an answer of `say-so rank`, or {"list": [id, …], "relevant"?: [id, …] or {id: grade, …},
/// "baseline"?: [id, …]}; at most 1000 items, each once.
Result<audit::Shown> readShown(std::string_view line, FindItem find);

}  // namespace sayso::cli
