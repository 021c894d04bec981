#include "core/recommend/catalog.h"

#include <algorithm>
#include <map>

#include "core/base/json_elements.h"
#include "core/base/number.h"
#include "core/base/sort.h"

namespace sayso::recommend {
namespace {

constexpr std::size_t kMaxId = 128;
constexpr std::size_t kMaxText = 1000;

/// Text that must not be empty nor longer than `most` bytes.
std::string boundedText(json::Reader& reader, std::string_view key, std::size_t most) {
  std::string text = reader.text(key);
  if (reader.has(key) && text.empty() && reader.raw()[std::string(key)].is_string())
    reader.fail(ErrorCode::BadValue, "must not be empty", key);
  if (text.size() > most)
    reader.fail(ErrorCode::TooLarge, "more than " + formatInteger(most) + " bytes", key);
  return text;
}

/// A link may be a path or an http(s) address: a catalog must not be able to plant a script.
void checkUrl(json::Reader& reader, std::string_view key, const std::string& url) {
  const bool path = url.starts_with("/") && !url.starts_with("//") && !url.starts_with("/\\");
  if (!url.empty() && !path && !url.starts_with("https://") && !url.starts_with("http://"))
    reader.fail(ErrorCode::BadValue, "expected a path from the root or an http(s) address", key);
}

Item readItem(json::Reader& reader) {
  Item item;
  item.id = boundedText(reader, "id", kMaxId);
  item.title = boundedText(reader, "title", kMaxText);
  item.url = boundedText(reader, "url", kMaxText);
  checkUrl(reader, "url", item.url);
  item.category = boundedText(reader, "category", kMaxText);
  reader.eachIf("tags", [&](json::Reader& tag) {
    std::string text = tag.asText();
    const auto colon = text.find(':');
    if (tag.isText() && (colon == 0 || colon == text.npos || colon + 1 == text.size()))
      tag.fail(ErrorCode::BadValue, "expected kind:value");
    if (std::find(item.tags.begin(), item.tags.end(), text) != item.tags.end())
      tag.fail(ErrorCode::DuplicateId, "tag given twice");
    item.tags.push_back(std::move(text));
  });
  item.price = reader.number("price");
  if (item.price < 0) reader.fail(ErrorCode::OutOfRange, "must not be negative", "price");
  item.image = reader.textIf("image");
  checkUrl(reader, "image", item.image);
  item.inStock = reader.flagIf("inStock", true);
  item.sensitive = reader.flagIf("sensitive");
  reader.finish();
  return item;
}

std::vector<std::size_t> orderOfIds(const std::vector<Item>& items) {
  return sortedOrder(items.size(), [&](std::size_t a, std::size_t b) { return items[a].id < items[b].id; });
}

/// Equal ids keep the order of the file, so of each the second and later ones are at fault.
void refuseTwins(const std::vector<Item>& items, std::vector<Error>& errors) {
  std::size_t first = 0;  // of those with the same id
  for (const std::size_t item : orderOfIds(items)) {
    if (items[item].id != items[first].id) first = item;
    if (item != first && items[first].id == items[item].id && !items[item].id.empty())
      errors.push_back({ErrorCode::DuplicateId, "same id as item " + formatInteger(first),
                        "/items/" + formatInteger(item) + "/id"});
  }
}

}  // namespace

std::uint32_t Catalog::add(Groups& groups, const std::string& key, std::uint32_t item) {
  const auto number = static_cast<std::uint32_t>(groups.size());
  Group& group = groups.try_emplace(key, Group{number, {}}).first->second;
  group.items.push_back(item);
  return group.number;
}

Catalog::Catalog(std::string currency, std::vector<Item> items)
    : currency_(std::move(currency)), items_(std::move(items)) {
  for (const std::size_t item : orderOfIds(items_)) byId_.push_back(static_cast<std::uint32_t>(item));
  tagsAt_.push_back(0);
  for (std::uint32_t index = 0; index < items_.size(); ++index) {
    const Item& item = items_[index];
    categoryOf_.push_back(add(byCategory_, item.category, index));
    for (const std::string& tag : item.tags) tagsOf_.push_back(add(byTag_, tag, index));
    tagsAt_.push_back(static_cast<std::uint32_t>(tagsOf_.size()));
    prices_.push_back(item.price);
    isSensitive_.push_back(item.sensitive ? 1 : 0);
  }
}

std::uint32_t Catalog::find(std::string_view id) const {
  const auto found =
      std::lower_bound(byId_.begin(), byId_.end(), id,
                       [&](std::uint32_t item, std::string_view wanted) { return items_[item].id < wanted; });
  return found == byId_.end() || items_[*found].id != id ? kNone : *found;
}

std::span<const std::uint32_t> Catalog::withCategory(std::string_view category) const {
  const auto found = byCategory_.find(category);
  return found == byCategory_.end() ? std::span<const std::uint32_t>() : found->second.items;
}

std::span<const std::uint32_t> Catalog::withTag(std::string_view tag) const {
  const auto found = byTag_.find(tag);
  return found == byTag_.end() ? std::span<const std::uint32_t>() : found->second.items;
}

std::uint32_t Catalog::categoryNumber(std::string_view category) const {
  const auto found = byCategory_.find(category);
  return found == byCategory_.end() ? kNone : found->second.number;
}

std::uint32_t Catalog::tagNumber(std::string_view tag) const {
  const auto found = byTag_.find(tag);
  return found == byTag_.end() ? kNone : found->second.number;
}

Catalog readCatalog(std::string_view text, std::vector<Error>& errors) {
  std::vector<Item> items;
  std::vector<Error> ofItems;
  // A large shop's items would take several times the file's size as JSON: each is read and let go.
  const auto parsed = json::parseElements(text, "items", [&](const Json& element, std::size_t at) {
    if (at == Catalog::kMaxItems)
      ofItems.push_back({ErrorCode::TooLarge, "more than 1000000 items", "/items"});
    if (at >= Catalog::kMaxItems) return;
    json::Reader reader(element, ofItems, "/items/" + formatInteger(at));
    items.push_back(readItem(reader));
  });
  if (!parsed) {
    errors.push_back(parsed.error());
    return {};
  }
  const std::size_t before = errors.size();
  json::Reader reader(parsed.value(), errors);
  if (!reader.schema("say-so-catalog/1")) return {};
  std::string currency = reader.text("currency");
  if (reader.faults() == before &&
      (currency.size() != 3 ||
       !std::all_of(currency.begin(), currency.end(), [](char c) { return c >= 'A' && c <= 'Z'; })))
    reader.fail(ErrorCode::BadValue, "expected a currency code such as GBP", "currency");
  reader.each("items", [](json::Reader&) {});
  for (Error& error : ofItems) reader.note(std::move(error));
  refuseTwins(items, errors);
  reader.finish();
  if (errors.size() != before) return {};
  return Catalog(std::move(currency), std::move(items));
}

Result<Catalog> readCatalog(std::string_view text) {
  std::vector<Error> errors;
  Catalog catalog = readCatalog(text, errors);
  if (!errors.empty()) return errors.front();
  return catalog;
}

Json facets(const Catalog& catalog) {
  std::vector<std::string> values;
  std::vector<std::size_t> counts;
  const auto count = [&](std::string value, const Catalog::Group& group) {
    std::size_t items = 0;
    for (const std::uint32_t item : group.items) items += catalog.isSensitive(item) ? 0 : 1;
    if (items == 0) return;
    values.push_back(std::move(value));
    counts.push_back(items);
  };
  // What most items have first; equals stay in alphabetical order.
  const auto take = [&] {
    Json list = Json::array();
    for (const std::size_t at :
         sortedOrder(values.size(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; }))
      json::append(list, values[at]);
    values.clear();
    counts.clear();
    return list;
  };
  for (const auto& [category, group] : catalog.byCategory_) count(category, group);
  Json categories = take();
  Json tags = Json::object();
  std::string kind;
  const auto takeKind = [&] {
    if (!values.empty()) json::set(tags, kind, take());
  };
  for (const auto& [tag, group] : catalog.byTag_) {
    const std::size_t colon = tag.find(':');
    if (std::string_view(tag).substr(0, colon) != kind) takeKind();
    kind = tag.substr(0, colon);
    count(tag.substr(colon + 1), group);
  }
  takeKind();
  const Item* cheapest = nullptr;
  const Item* dearest = nullptr;
  for (const Item& item : catalog.items()) {
    if (item.sensitive) continue;
    if (!cheapest || item.price < cheapest->price) cheapest = &item;
    if (!dearest || item.price > dearest->price) dearest = &item;
  }
  const Json price =
      json::object({{"min", cheapest ? cheapest->price : 0.0}, {"max", dearest ? dearest->price : 0.0}});
  return json::object({{"categories", std::move(categories)}, {"tags", std::move(tags)}, {"price", price}});
}

}  // namespace sayso::recommend
