#include "core/cli/table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "core/base/number.h"
#include "core/base/utf8.h"
#include "core/cli/csv.h"

namespace sayso::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::optional<Error> badText(std::string_view text) {
  Utf8Check check;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (check.take(static_cast<unsigned char>(text[at])) == Utf8Check::Bad)
      return Error{ErrorCode::BadUtf8, "not UTF-8", "byte " + formatInteger(at + 1)};
  return std::nullopt;
}

/// A text without the mark that some programs write first.
std::string_view unmarked(std::string_view csv) {
  if (csv.starts_with(kByteOrderMark)) csv.remove_prefix(kByteOrderMark.size());
  return csv;
}

/// Numbers the different texts of a column.
class TextReader {
 public:
  explicit TextReader(TextColumn& column) : column_(&column) {}

  bool add(const std::string& text) {
    const auto found = ids_.find(text);
    if (found != ids_.end()) {
      column_->of.push_back(found->second);
      return true;
    }
    if (ids_.size() == kMostTexts) return false;
    column_->of.push_back(static_cast<std::uint32_t>(ids_.size()));
    ids_.emplace(text, column_->of.back());
    column_->texts.push_back(text);
    return true;
  }

 private:
  TextColumn* column_;
  std::unordered_map<std::string, std::uint32_t> ids_;
};

struct NumberField {
  std::size_t field;
  const std::string* title;
  std::vector<double>* into;
};
struct TextField {
  std::size_t field;
  const std::string* title;
  TextReader reader;
};

Result<std::size_t> fieldOf(const Csv& csv, const std::string& title) {
  const auto& titles = csv.fields();
  const std::size_t field = csv.column(title);
  if (field == titles.size()) return Csv::missing(title);
  if (std::count(titles.begin(), titles.end(), title) > 1)
    return Error{ErrorCode::DuplicateId, "two columns " + title, "line 1"};
  return field;
}

std::optional<Error> readNumber(const Csv& csv, const NumberField& wanted) {
  double number = std::numeric_limits<double>::quiet_NaN();
  if (!csv.fields()[wanted.field].empty() && !csv.number(wanted.field, number))
    return Error{ErrorCode::BadNumber, "not a number", csv.at() + ", column " + *wanted.title};
  wanted.into->push_back(number);
  return std::nullopt;
}

}  // namespace

Result<std::vector<std::string>> readTitles(std::string_view text) {
  if (auto fault = badText(text)) return *std::move(fault);
  Csv csv(unmarked(text));
  if (!csv.next()) return Error{ErrorCode::BadValue, "no row", "line 1"};
  return csv.fields();
}

Result<Table> readTable(std::string_view text, const std::vector<std::string>& numbers,
                        const std::vector<std::string>& texts) {
  if (auto fault = badText(text)) return *std::move(fault);
  Csv csv(unmarked(text));
  if (!csv.next()) return Error{ErrorCode::BadValue, "no row", "line 1"};
  Table table;
  std::vector<NumberField> numberFields;
  std::vector<TextField> textFields;
  for (const std::string& title : numbers) {
    const auto field = fieldOf(csv, title);
    if (!field) return field.error();
    const auto [at, isNew] = table.numbers.try_emplace(title);
    if (isNew) numberFields.push_back({field.value(), &at->first, &at->second});
  }
  for (const std::string& title : texts) {
    const auto field = fieldOf(csv, title);
    if (!field) return field.error();
    const auto [at, isNew] = table.texts.try_emplace(title);
    if (isNew) textFields.push_back({field.value(), &at->first, TextReader(at->second)});
  }
  while (csv.next()) {
    if (auto fault = csv.ragged()) return *std::move(fault);
    if (table.rows == kMostRows || (table.rows + 1) * numberFields.size() > kMostCells)
      return Error{ErrorCode::TooLarge, "more rows than an audit reads", csv.at()};
    for (const NumberField& wanted : numberFields)
      if (auto fault = readNumber(csv, wanted)) return *std::move(fault);
    for (TextField& wanted : textFields)
      if (!wanted.reader.add(csv.fields()[wanted.field]))
        return Error{ErrorCode::TooLarge, "more than 100000 different values",
                     csv.at() + ", column " + *wanted.title};
    ++table.rows;
  }
  if (table.rows == 0) return Error{ErrorCode::BadValue, "no row", "line 2"};
  return table;
}

std::string cellAt(std::size_t row, std::string_view title) {
  return "line " + formatInteger(row + 2) + ", column " + std::string(title);
}

Result<std::vector<char>> flagsOf(const Table& table, std::string_view title) {
  std::vector<char> flags;
  const std::vector<double>& numbers = table.numbersOf(title);
  for (std::size_t row = 0; row < numbers.size(); ++row) {
    if (numbers[row] != 0 && numbers[row] != 1)
      return Error{ErrorCode::OutOfRange, "expected 0 or 1", cellAt(row, title)};
    flags.push_back(numbers[row] == 1 ? 1 : 0);
  }
  return flags;
}

Result<std::vector<double>> filledOf(const Table& table, std::string_view title) {
  const std::vector<double>& numbers = table.numbersOf(title);
  for (std::size_t row = 0; row < numbers.size(); ++row)
    if (std::isnan(numbers[row])) return Error{ErrorCode::BadNumber, "no number", cellAt(row, title)};
  return numbers;
}

std::vector<std::string> listOf(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    std::string name(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

}  // namespace sayso::cli
