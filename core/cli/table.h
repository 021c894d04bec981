#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

/// What the audits read: a CSV whose columns are asked for by title.
namespace sayso::cli {

constexpr std::size_t kMostRows = 1'000'000;
constexpr std::size_t kMostCells = 50'000'000;  // of numbers
constexpr std::size_t kMostTexts = 100'000;     // different ones in a column

/// A column of texts: the different ones in the order of their first row, and which each row has.
struct TextColumn {
  std::vector<std::string> texts;
  std::vector<std::uint32_t> of;
};

struct Table {
  std::size_t rows = 0;
  std::map<std::string, std::vector<double>, std::less<>> numbers;  // an empty cell is NaN
  std::map<std::string, TextColumn, std::less<>> texts;

  const std::vector<double>& numbersOf(std::string_view title) const { return numbers.find(title)->second; }
  const TextColumn& textsOf(std::string_view title) const { return texts.find(title)->second; }
};

/// The titles of the first line.
Result<std::vector<std::string>> readTitles(std::string_view csv);

/// Reads these columns and passes over the others; a column may be asked for as both. At least one row. The
/// place of an error is "line 3, column age".
Result<Table> readTable(std::string_view csv, const std::vector<std::string>& numbers,
                        const std::vector<std::string>& texts);

/// The place of a cell. `row` counts from 0; a row is a line.
std::string cellAt(std::size_t row, std::string_view title);

/// The column as 0 and 1; anything else is an error with its place.
Result<std::vector<char>> flagsOf(const Table& table, std::string_view title);
/// The column as finite numbers, without gaps.
Result<std::vector<double>> filledOf(const Table& table, std::string_view title);

/// The names in "a,b,c", each once.
std::vector<std::string> listOf(std::string_view text);

}  // namespace sayso::cli
