#include "core/audit/read_items.h"

#include <set>

#include "core/base/number.h"

namespace sayso::audit {

std::uint32_t itemOf(const std::string& id, FindItem find, json::Reader& reader) {
  const std::uint32_t item = find(id);
  if (item == kNoItem) reader.fail(ErrorCode::UnknownItem, "no such item is known");
  return item;
}

std::vector<std::uint32_t> readItems(json::Reader& reader, FindItem find, std::size_t most) {
  std::vector<std::uint32_t> items;
  std::set<std::uint32_t> seen;
  reader.elements([&](json::Reader& element) {
    if (items.size() > most) return;
    const std::uint32_t item = itemOf(element.asText(), find, element);
    if (item != kNoItem && !seen.insert(item).second)
      element.fail(ErrorCode::DuplicateId, "item given twice");
    items.push_back(item);
  });
  if (items.size() > most) reader.fail(ErrorCode::TooLarge, "more than " + formatInteger(most) + " items");
  return items;
}

ItemCounts readCounts(json::Reader& reader, FindItem find, std::size_t items) {
  ItemCounts counts{std::vector<double>(items), reader.number("total")};
  if (!(counts.total > 0)) reader.fail(ErrorCode::OutOfRange, "expected more than 0", "total");
  reader.in("items", [&](json::Reader& each) {
    each.members([&](std::string_view id, json::Reader& value) {
      const double count = value.asNumber();
      const std::uint32_t item = itemOf(std::string(id), find, value);
      if (!(count >= 0 && count <= counts.total))
        value.fail(ErrorCode::OutOfRange, "expected 0 to the total");
      if (item != kNoItem) counts.of[item] = count;
    });
  });
  reader.finish();
  return counts;
}

}  // namespace sayso::audit
