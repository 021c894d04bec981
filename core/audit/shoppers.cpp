#include "core/audit/shoppers.h"

#include <algorithm>
#include <set>

namespace sayso::audit {
namespace {

using recommend::Catalog;

/// The ids under a key.
std::vector<std::uint32_t> itemsOf(json::Reader& reader, std::string_view key, FindItem find) {
  std::vector<std::uint32_t> items;
  reader.in(key, [&](json::Reader& list) { items = readItems(list, find, Shoppers::kMostItems); });
  return items;
}

Shopper readShopper(json::Reader& reader, FindItem find) {
  Shopper shopper;
  shopper.id = reader.text("id");
  shopper.group = reader.text("group");
  shopper.before = itemsOf(reader, "before", find);
  shopper.after = itemsOf(reader, "after", find);
  shopper.stated = reader.texts("stated");
  reader.finish();
  return shopper;
}

}  // namespace

const Shopper* Shoppers::find(std::string_view id) const {
  const auto at = std::find_if(all.begin(), all.end(), [&](const Shopper& each) { return each.id == id; });
  return at == all.end() ? nullptr : &*at;
}

Result<Shoppers> readShoppers(std::string_view text, const Catalog& catalog) {
  const auto parsed = json::parse(text, json::kMaxBytesLarge);
  if (!parsed) return parsed.error();
  const auto find = [&](const std::string& id) { return catalog.find(id); };
  std::vector<Error> errors;
  Shoppers shoppers;
  json::Reader reader(parsed.value(), errors);
  reader.schema("say-so-shoppers/1");
  reader.in("environment", [&](json::Reader& environment) { shoppers.environment = environment.raw(); });
  if (const Json* context = reader.rawIf("context")) shoppers.context = *context;
  shoppers.bought = reader.text("bought");
  shoppers.stated = reader.text("stated");
  reader.in("counts", [&](json::Reader& counts) {
    shoppers.counts = readCounts(counts, find, catalog.items().size());
  });
  std::set<std::string, std::less<>> ids;
  reader.each("shoppers", [&](json::Reader& element) {
    if (shoppers.all.size() == Shoppers::kMost) return;
    shoppers.all.push_back(readShopper(element, find));
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
