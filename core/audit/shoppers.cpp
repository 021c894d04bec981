#include "core/audit/shoppers.h"

#include <algorithm>
#include <set>

namespace sayso::audit {
namespace {

using recommend::Catalog;

std::uint32_t itemOf(std::string_view id, const Catalog& catalog, json::Reader& reader) {
  const std::uint32_t item = catalog.find(id);
  if (item == Catalog::kNone) reader.fail(ErrorCode::UnknownItem, "the catalog has no such item");
  return item;
}

std::vector<std::uint32_t> readItems(json::Reader& reader, std::string_view key, const Catalog& catalog) {
  std::vector<std::uint32_t> items;
  std::set<std::uint32_t> seen;
  reader.each(key, [&](json::Reader& element) {
    if (items.size() == Shoppers::kMostItems) return;
    const std::uint32_t item = itemOf(element.asText(), catalog, element);
    if (item == Catalog::kNone) return;
    if (!seen.insert(item).second) element.fail(ErrorCode::DuplicateId, "item given twice");
    items.push_back(item);
  });
  if (items.size() == Shoppers::kMostItems) reader.fail(ErrorCode::TooLarge, "5000 items or more", key);
  return items;
}

Shopper readShopper(json::Reader& reader, const Catalog& catalog) {
  Shopper shopper;
  shopper.id = reader.text("id");
  shopper.group = reader.text("group");
  shopper.before = readItems(reader, "before", catalog);
  shopper.after = readItems(reader, "after", catalog);
  shopper.stated = reader.texts("stated");
  reader.finish();
  return shopper;
}

void readCounts(json::Reader& reader, const Catalog& catalog, Shoppers& shoppers) {
  shoppers.counts.assign(catalog.items().size(), 0);
  shoppers.total = reader.number("total");
  if (!(shoppers.total > 0)) reader.fail(ErrorCode::OutOfRange, "expected more than 0", "total");
  reader.in("items", [&](json::Reader& items) {
    items.members([&](std::string_view id, json::Reader& value) {
      const double count = value.asNumber();
      const std::uint32_t item = itemOf(id, catalog, value);
      if (!(count >= 0 && count <= shoppers.total))
        value.fail(ErrorCode::OutOfRange, "expected 0 to the total");
      if (item != Catalog::kNone) shoppers.counts[item] = count;
    });
  });
  reader.finish();
}

}  // namespace

const Shopper* Shoppers::find(std::string_view id) const {
  const auto at = std::find_if(all.begin(), all.end(), [&](const Shopper& each) { return each.id == id; });
  return at == all.end() ? nullptr : &*at;
}

Result<Shoppers> readShoppers(std::string_view text, const Catalog& catalog) {
  const auto parsed = json::parse(text, json::kMaxBytesLarge);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  Shoppers shoppers;
  json::Reader reader(parsed.value(), errors);
  reader.schema("say-so-shoppers/1");
  reader.in("environment", [&](json::Reader& environment) { shoppers.environment = environment.raw(); });
  if (const Json* context = reader.rawIf("context")) shoppers.context = *context;
  shoppers.bought = reader.text("bought");
  shoppers.stated = reader.text("stated");
  reader.in("counts", [&](json::Reader& counts) { readCounts(counts, catalog, shoppers); });
  std::set<std::string, std::less<>> ids;
  reader.each("shoppers", [&](json::Reader& element) {
    if (shoppers.all.size() == Shoppers::kMost) return;
    shoppers.all.push_back(readShopper(element, catalog));
    if (!ids.insert(shoppers.all.back().id).second)
      element.fail(ErrorCode::DuplicateId, "shopper given twice", "id");
  });
  if (shoppers.all.size() == Shoppers::kMost)
    reader.fail(ErrorCode::TooLarge, "100000 shoppers or more", "shoppers");
  reader.finish();
  if (!errors.empty()) return errors.front();
  return shoppers;
}

}  // namespace sayso::audit
