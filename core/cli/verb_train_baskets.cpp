#include "core/cli/verb_train_baskets.h"

#include <algorithm>

#include "core/cli/csv.h"

namespace sayso::cli {
namespace {

constexpr std::int64_t kMostDays = INT32_MAX;

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
  if (!csv.next()) return Csv::missing("id");
  const std::size_t id = csv.column("id");
  const std::size_t code = csv.column("code");
  const std::size_t columns = csv.fields().size();
  if (id == columns) return Csv::missing("id");
  if (code == columns) return Csv::missing("code");
  while (csv.next()) {
    if (auto fault = csv.ragged()) return *std::move(fault);
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
  if (!csv.next()) return Csv::missing("shopper");
  const std::size_t shopper = csv.column("shopper");
  const std::size_t day = csv.column("day");
  const std::size_t items = csv.column("items");
  const std::size_t columns = csv.fields().size();
  for (const auto& [column, title] : {std::pair{shopper, "shopper"}, {day, "day"}, {items, "items"}})
    if (column == columns) return Csv::missing(title);
  while (csv.next()) {
    const std::vector<std::string>& fields = csv.fields();
    if (auto fault = csv.ragged()) return *std::move(fault);
    Basket basket;
    basket.shopper = purchases.shoppers.number(fields[shopper]);
    std::int64_t number = 0;
    if (!csv.whole(day, number) || number > kMostDays || number < -kMostDays)
      return Error{ErrorCode::BadNumber, "day is not a whole number", csv.at()};
    basket.day = static_cast<std::int32_t>(number);
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
