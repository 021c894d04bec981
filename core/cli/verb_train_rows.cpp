#include "core/cli/verb_train_rows.h"

#include "core/cli/csv.h"
#include "core/recommend/columns.h"

namespace sayso::cli {

Result<Rows> readRows(std::string_view text, std::string_view label) {
  Csv csv(text);
  if (!csv.next()) return Error{ErrorCode::BadValue, "no row", "line 1"};
  const std::size_t columns = csv.fields().size();
  const std::size_t shopper = csv.column("shopper");
  const std::size_t ofLabel = label.empty() ? columns : csv.column(label);
  if (!label.empty() && ofLabel == columns) return Csv::missing(label);
  Rows rows;
  const std::vector<std::string> titles = csv.fields();
  for (std::size_t column = 0; column < columns; ++column)
    if (column != shopper && column != ofLabel) rows.features.push_back(titles[column]);
  if (rows.features.empty()) return Error{ErrorCode::MissingKey, "no feature", "line 1"};
  if (rows.features.size() > recommend::kMaxFeatures)
    return Error{ErrorCode::TooLarge, "too many features", "line 1"};
  while (csv.next()) {
    if (auto fault = csv.ragged()) return *std::move(fault);
    std::vector<double>& row = rows.values.emplace_back();
    for (std::size_t column = 0; column < columns; ++column) {
      double number = 0;
      if (column == shopper) {
        rows.shoppers.push_back(csv.fields()[column]);
      } else if (!csv.number(column, number)) {
        return Error{ErrorCode::BadNumber, titles[column] + " is not a number", csv.at()};
      } else if (column == ofLabel) {
        if (number != 0 && number != 1)
          return Error{ErrorCode::OutOfRange, titles[column] + " is not 0 or 1", csv.at()};
        rows.labels.push_back(number);
      } else {
        row.push_back(number);
      }
    }
  }
  if (rows.values.empty()) return Error{ErrorCode::BadValue, "no row", "line 2"};
  return rows;
}

}  // namespace sayso::cli
