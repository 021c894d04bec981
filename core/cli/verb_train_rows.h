#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

/// What `say-so train kmeans` and `logistic` learn from: a table of numbers.
namespace sayso::cli {

struct Rows {
  std::vector<std::string> features;        // titles of the columns
  std::vector<std::vector<double>> values;  // one number each feature
  std::vector<double> labels;               // 0 or 1 each row; empty without a column of labels
  std::vector<std::string> shoppers;        // one each row; empty without a column of that title
};

/// Reads a CSV with a title each column. `shopper` says whose row it is, the column `label` (may be "") what
/// is to be learnt; all others are features, numbers without gaps. `at` of an error is "line N".
Result<Rows> readRows(std::string_view csv, std::string_view label);

}  // namespace sayso::cli
