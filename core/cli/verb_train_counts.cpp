#include "core/cli/verb_train_counts.h"

#include <algorithm>

#include "core/cli/csv.h"

namespace sayso::cli {
namespace {

struct Line {
  std::uint32_t item = 0, other = 0;
  double shoppers = 0;
  std::string at;
};

Result<std::vector<Line>> readLines(Csv& csv, Names& items, bool areFixed) {
  const std::size_t columns = csv.fields().size();
  const std::size_t item = csv.column("item"), other = csv.column("other"), shoppers = csv.column("shoppers");
  for (const auto& [column, title] : {std::pair{item, "item"}, {other, "other"}, {shoppers, "shoppers"}})
    if (column == columns) return Csv::missing(title);
  std::vector<Line> lines;
  while (csv.next()) {
    if (auto fault = csv.ragged()) return *std::move(fault);
    std::int64_t count = 0;
    if (!csv.whole(shoppers, count) || count < 0)
      return Error{ErrorCode::BadNumber, "shoppers is not a count", csv.at()};
    for (const std::size_t field : {item, other})
      if (areFixed && !items.has(csv.fields()[field]))
        return Error{ErrorCode::UnknownItem, "no such item: " + csv.fields()[field], csv.at()};
    const std::uint32_t a = items.number(csv.fields()[item]), b = items.number(csv.fields()[other]);
    if (items.all().size() > kMaxItems) return Error{ErrorCode::TooLarge, "more than 65536 items", csv.at()};
    lines.push_back({a, b, static_cast<double>(count), csv.at()});
  }
  if (lines.empty()) return Error{ErrorCode::BadValue, "no pair", "line 2"};
  return lines;
}

}  // namespace

Result<Counts> readCounts(std::string_view text, const Purchases* known) {
  Csv csv(text);
  if (!csv.next()) return Csv::missing("item");
  Counts counts;
  if (known) counts.items = known->items;
  const auto lines = readLines(csv, counts.items, known != nullptr);
  if (!lines) return lines.error();
  PairCounts& pairs = counts.pairs;
  pairs.items = counts.items.all().size();
  constexpr double kUnknown = -1;
  pairs.counts.assign(pairs.items * pairs.items, kUnknown);
  for (const Line& line : lines.value()) {
    if (pairs.of(line.item, line.other) != kUnknown)
      return Error{ErrorCode::DuplicateId, "pair given twice", line.at};
    pairs.of(line.item, line.other) = pairs.of(line.other, line.item) = line.shoppers;
  }
  for (const Line& line : lines.value()) {
    const double most = std::min(pairs.of(line.item, line.item), pairs.of(line.other, line.other));
    if (most == kUnknown)
      return Error{ErrorCode::MissingKey, "an item of this pair has no line with itself", line.at};
    if (line.shoppers > most)
      return Error{ErrorCode::OutOfRange, "both were bought by more shoppers than one of them", line.at};
  }
  std::replace(pairs.counts.begin(), pairs.counts.end(), kUnknown, 0.0);
  return counts;
}

std::vector<float> popularity(const PairCounts& pairs) {
  double most = 0;
  for (std::size_t item = 0; item < pairs.items; ++item) most = std::max(most, pairs.of(item, item));
  std::vector<float> scores;
  for (std::size_t item = 0; item < pairs.items; ++item)
    scores.push_back(most > 0 ? static_cast<float>(pairs.of(item, item) / most) : 0);
  return scores;
}

}  // namespace sayso::cli
