#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/explain/forest.h"

/// What the files of row models have in common: named columns and rows of numbers.
namespace sayso::recommend {

constexpr std::size_t kMaxFeatures = explain::Forest::kMaxFeatures;

/// At most `kMaxFeatures` numbers.
std::vector<double> readNumbers(json::Reader& reader, std::string_view key);

/// The names of `count` columns; "f0", "f1", … where the file has no `features`.
std::vector<std::string> readFeatures(json::Reader& reader, std::size_t count);
std::vector<std::string> plainNames(std::size_t count);

enum class Missing : unsigned char { Refused, Allowed };

/// One row of `count` numbers; null is NaN where a value may be missing.
std::vector<double> readRow(json::Reader& row, std::size_t count, Missing missing);
/// At least one row of `count` numbers each.
std::vector<std::vector<double>> readRows(json::Reader& reader, std::string_view key, std::size_t count,
                                          Missing missing);

/// The mean of each of `count` columns of at least one row.
std::vector<double> meanOf(const std::vector<std::vector<double>>& rows, std::size_t count);

}  // namespace sayso::recommend
