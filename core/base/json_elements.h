#pragma once

#include "core/base/function_ref.h"
#include "core/base/json.h"

namespace sayso::json {

/// As `parse`, for a file with one long list: the elements of the root's member `list` go to `use`, one at a
/// time with their place, and are not kept; an empty array stays where they were. Elements before a fault
/// were used all the same.
Result<Json> parseElements(std::string_view text, std::string_view list,
                           FunctionRef<void(const Json& element, std::size_t at)> use,
                           std::size_t maxBytes = kMaxBytesLarge);

}  // namespace sayso::json
