#include "core/recommend/columns.h"

#include <limits>

#include "core/base/number.h"
#include "core/base/sort.h"

namespace sayso::recommend {

std::vector<double> readNumbers(json::Reader& reader, std::string_view key) {
  std::vector<double> numbers;
  reader.each(key, [&](json::Reader& number) { numbers.push_back(number.asNumber()); });
  if (numbers.size() > kMaxFeatures) reader.fail(ErrorCode::TooLarge, "more than 65535", key);
  return numbers;
}

std::vector<std::string> plainNames(std::size_t count) {
  std::vector<std::string> names;
  for (std::size_t column = 0; column < count; ++column) names.push_back("f" + formatInteger(column));
  return names;
}

std::vector<std::string> readFeatures(json::Reader& reader, std::size_t count) {
  std::vector<std::string> names = reader.textsIf("features");
  if (!reader.has("features")) return plainNames(count);
  if (names.size() != count) reader.fail(ErrorCode::BadModel, "not one name each feature", "features");
  const auto order = sortedOrder(names.size(), [&](auto a, auto b) { return names[a] < names[b]; });
  for (std::size_t i = 1; i < order.size(); ++i)
    if (names[order[i]] == names[order[i - 1]])
      reader.fail(ErrorCode::DuplicateId, "feature given twice: " + names[order[i]], "features");
  return names;
}

std::vector<double> readRow(json::Reader& row, std::size_t count, Missing missing) {
  std::vector<double> numbers;
  const std::size_t before = row.faults();
  row.elements([&](json::Reader& number) {
    const bool isMissing = missing == Missing::Allowed && number.isNull();
    numbers.push_back(isMissing ? std::numeric_limits<double>::quiet_NaN() : number.asNumber());
  });
  if (row.faults() == before && numbers.size() != count)
    row.fail(ErrorCode::BadValue, "expected " + formatInteger(count) + " numbers");
  return numbers;
}

std::vector<std::vector<double>> readRows(json::Reader& reader, std::string_view key, std::size_t count,
                                          Missing missing) {
  std::vector<std::vector<double>> rows;
  reader.in(key, [&](json::Reader& list) {
    list.elements([&](json::Reader& row) { rows.push_back(readRow(row, count, missing)); });
    if (rows.empty() && list.isArray()) list.fail(ErrorCode::BadModel, "no row");
  });
  return rows;
}

std::vector<double> meanOf(const std::vector<std::vector<double>>& rows, std::size_t count) {
  std::vector<double> mean(count);
  for (std::size_t column = 0; column < count; ++column) {
    for (const auto& row : rows) mean[column] += row[column];
    mean[column] /= static_cast<double>(rows.size());
  }
  return mean;
}

}  // namespace sayso::recommend
