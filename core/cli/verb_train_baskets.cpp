#include "core/cli/verb_train_baskets.h"

#include <algorithm>
#include <charconv>

namespace sayso::cli {
namespace {

constexpr std::size_t kMaxItems = 65536;

/// Lines and fields of a CSV text (RFC 4180, but no line breaks inside quotes).
class Csv {
 public:
  explicit Csv(std::string_view text) : rest_(text) {}

  bool next() {
    if (rest_.empty()) return false;
    const std::size_t end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++line_;
    split(line);
    return true;
  }
  const std::vector<std::string>& fields() const { return fields_; }
  std::string at() const { return "line " + std::to_string(line_); }

  /// Which field has this title; the number of fields if none. To be asked on the first line.
  std::size_t column(std::string_view title) const {
    return static_cast<std::size_t>(std::find(fields_.begin(), fields_.end(), title) - fields_.begin());
  }

 private:
  void split(std::string_view line) {
    fields_.assign(1, "");
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '"' && quoted && i + 1 < line.size() && line[i + 1] == '"')
        fields_.back() += line[i++];
      else if (line[i] == '"')
        quoted = !quoted;
      else if (line[i] == ',' && !quoted)
        fields_.emplace_back();
      else
        fields_.back() += line[i];
    }
  }

  std::string_view rest_;
  std::size_t line_ = 0;
  std::vector<std::string> fields_;
};

Error missing(std::string_view column) {
  return {ErrorCode::MissingKey, "no column " + std::string(column), "line 1"};
}

}  // namespace

std::uint32_t Names::number(std::string_view name) {
  const auto found = numbers_.find(name);
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(all_.size());
  numbers_.emplace(name, number);
  all_.emplace_back(name);
  return number;
}

Result<bool> readItems(std::string_view text, Purchases& purchases) {
  Csv csv(text);
  if (!csv.next()) return missing("id");
  const std::size_t id = csv.column("id");
  const std::size_t code = csv.column("code");
  const std::size_t columns = csv.fields().size();
  if (id == columns) return missing("id");
  if (code == columns) return missing("code");
  while (csv.next()) {
    if (csv.fields().size() != columns)
      return Error{ErrorCode::BadValue, "expected " + std::to_string(columns) + " fields", csv.at()};
    if (purchases.items.has(csv.fields()[id]))
      return Error{ErrorCode::DuplicateId, "item given twice", csv.at()};
    if (purchases.items.all().size() == kMaxItems)
      return Error{ErrorCode::TooLarge, "more than 65536 items", csv.at()};
    purchases.items.rename(purchases.items.number(csv.fields()[id]), csv.fields()[code]);
  }
  purchases.itemsAreFixed = true;
  return true;
}

Result<bool> readBaskets(std::string_view text, Purchases& purchases) {
  Csv csv(text);
  if (!csv.next()) return missing("shopper");
  const std::size_t shopper = csv.column("shopper");
  const std::size_t day = csv.column("day");
  const std::size_t items = csv.column("items");
  const std::size_t columns = csv.fields().size();
  for (const auto& [column, title] : {std::pair{shopper, "shopper"}, {day, "day"}, {items, "items"}})
    if (column == columns) return missing(title);
  while (csv.next()) {
    const std::vector<std::string>& fields = csv.fields();
    if (fields.size() != columns)
      return Error{ErrorCode::BadValue, "expected " + std::to_string(columns) + " fields", csv.at()};
    Basket basket;
    basket.shopper = purchases.shoppers.number(fields[shopper]);
    const char* end = fields[day].data() + fields[day].size();
    if (const auto read = std::from_chars(fields[day].data(), end, basket.day);
        read.ec != std::errc{} || read.ptr != end)
      return Error{ErrorCode::BadNumber, "day is not a whole number", csv.at()};
    for (std::string_view rest = fields[items]; !rest.empty();) {
      const std::size_t space = std::min(rest.find(' '), rest.size());
      const std::string_view item = rest.substr(0, space);
      rest.remove_prefix(std::min(space + 1, rest.size()));
      if (item.empty()) continue;
      if (purchases.itemsAreFixed && !purchases.items.has(item))
        return Error{ErrorCode::UnknownItem, "no such item: " + std::string(item), csv.at()};
      basket.items.push_back(purchases.items.number(item));
      if (purchases.items.all().size() > kMaxItems)
        return Error{ErrorCode::TooLarge, "more than 65536 items", csv.at()};
    }
    std::sort(basket.items.begin(), basket.items.end());
    basket.items.erase(std::unique(basket.items.begin(), basket.items.end()), basket.items.end());
    purchases.baskets.push_back(std::move(basket));
  }
  if (purchases.baskets.empty()) return Error{ErrorCode::BadValue, "no basket", "line 2"};
  return true;
}

}  // namespace sayso::cli
