#pragma once

#include <span>

#include "core/base/json.h"

namespace sayso::json {

/// Which arrays of numbers of a large file are read as columns, by their keys.
struct Columns {
  std::span<const std::string_view> read;
  std::span<const std::string_view> dropped;  // an empty array stays where they were
};

/// As `parse`, for a file of long arrays of numbers: a column becomes a binary value of doubles, which takes
/// a third of the time and of the memory. An array that holds anything else stays an array.
Result<Json> parseColumns(std::string_view text, const Columns& columns,
                          std::size_t maxBytes = kMaxBytesLarge);

/// The numbers of a column, or of an array; NaN stands for what is no number. False: it is neither.
bool readColumn(const Json& value, std::vector<double>& numbers);

}  // namespace sayso::json
