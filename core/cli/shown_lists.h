#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/audit/bubble.h"
#include "core/base/function_ref.h"
#include "core/base/result.h"

/// Lists that somebody was shown, as the audits of lists read them: one a line.
namespace sayso::cli {

constexpr std::uint32_t kNoItem = 0xffffffff;

/// The place of the item with this id among those that an audit knows; `kNoItem` if it is none of them.
using FindItem = FunctionRef<std::uint32_t(const std::string& id)>;

/// A line is an answer of `say-so rank`, or {"list": [id, …], "relevant"?: [id, …] or {id: grade, …},
/// "baseline"?: [id, …]}; at most 1000 items, each once.
Result<audit::Shown> readShown(std::string_view line, FindItem find);

/// The item that a value or a key names; notes an error if it is unknown.
std::uint32_t itemOf(const std::string& id, FindItem find, json::Reader& reader);

}  // namespace sayso::cli
