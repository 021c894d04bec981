#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace sayso::audit {

/// Rows of numbers, one each column; a missing one is NaN.
struct Matrix {
  std::vector<std::string> columns;
  std::vector<double> values;  // one row after the other

  std::size_t width() const { return columns.size(); }
  std::size_t rows() const { return columns.empty() ? 0 : values.size() / columns.size(); }
  std::span<const double> row(std::size_t at) const { return {values.data() + at * width(), width()}; }
};

}  // namespace sayso::audit
