#include "core/recommend/item_item.h"

#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/base/sort.h"
#include "core/recommend/numbers.h"

namespace sayso::recommend {
namespace {

constexpr std::size_t kMaxPairs = std::size_t{1} << 23;

std::string place(std::size_t at, std::size_t neighbours) {
  return "neighbour " + formatInteger(at % neighbours) + " of item " + formatInteger(at / neighbours);
}

/// Finds what would make the sum wrong: an index that is no item, an item that speaks for itself, or one that
/// speaks twice.
void checkTable(json::Reader& reader, const ItemItem::Table& table, std::size_t items) {
  std::vector<std::size_t> lastRow(items, items);
  for (std::size_t at = 0; at < table.index.size(); ++at) {
    const std::size_t row = at / table.neighbours;
    const std::size_t from = table.index[at];
    const char* fault = nullptr;
    ErrorCode code = ErrorCode::BadModel;
    if (from >= items) {
      fault = " is not an item";
      code = ErrorCode::OutOfRange;
    } else if (table.value[at] == 0) {
      continue;
    } else if (from == row) {
      fault = " is the item itself";
    } else if (lastRow[from] == row) {
      fault = " is given twice";
    }
    if (fault) return reader.fail(code, place(at, table.neighbours) + fault, "index");
    lastRow[from] = row;
  }
}

ItemIds readFewIds(json::Reader& reader, const ItemIds& inherited) {
  ItemIds ids = readIds(reader, inherited);
  if (ids->size() > ItemItem::kMaxItems)
    reader.fail(ErrorCode::TooLarge, "more than 65536 items", reader.has("items") ? "items" : "kind");
  return ids;
}

std::size_t readNeighbours(json::Reader& reader) {
  return static_cast<std::size_t>(
      reader.integer("neighbours", 1, static_cast<std::int64_t>(ItemItem::kMaxNeighbours)));
}

/// How many baskets hold each item, and two items together.
struct Counts {
  std::vector<float> bought;
  std::vector<std::uint16_t> first, second;
  std::vector<float> together;
};

/// Pairs must ascend, so that none is given twice and a file has one form.
void checkCounts(json::Reader& reader, const Counts& counts) {
  std::uint32_t last = 0;
  for (std::size_t pair = 0; pair < counts.first.size(); ++pair) {
    const std::uint32_t i = counts.first[pair], j = counts.second[pair];
    const std::uint32_t order = i << 16 | j;
    const char* fault = nullptr;
    const char* key = "second";
    if (j >= counts.bought.size() || i >= j)
      fault = " is not of two items in ascending order";
    else if (order <= last)  // (0, 0) is no pair, so the first is above it
      fault = " does not come after the one before it";
    else if (!(counts.together[pair] > 0 &&
               counts.together[pair] <= std::min(counts.bought[i], counts.bought[j]))) {
      fault = " is bought together more often than alone, or never";
      key = "together";
    }
    if (fault) return reader.fail(ErrorCode::BadModel, "pair " + formatInteger(pair) + fault, key);
    last = order;
  }
}

/// Of all similarities those that each scored item keeps, in the order of scored items.
std::vector<ItemItem::Entry> strongest(const Counts& counts, double shrink, std::size_t neighbours) {
  std::vector<std::vector<ItemItem::Entry>> rows(counts.bought.size());
  for (std::size_t pair = 0; pair < counts.first.size(); ++pair) {
    const std::uint32_t i = counts.first[pair], j = counts.second[pair];
    const double product = static_cast<double>(counts.bought[i]) * static_cast<double>(counts.bought[j]);
    const double similarity = static_cast<double>(counts.together[pair]) / (std::sqrt(product) + shrink);
    rows[i].push_back({i, j, similarity});
    rows[j].push_back({j, i, similarity});
  }
  std::vector<ItemItem::Entry> kept;
  for (const auto& row : rows) {
    const auto order = sortedOrder(row.size(), [&](std::size_t a, std::size_t b) {
      return row[a].value != row[b].value ? row[a].value > row[b].value : row[a].history < row[b].history;
    });
    for (std::size_t rank = 0; rank < order.size() && rank < neighbours; ++rank)
      kept.push_back(row[order[rank]]);
  }
  return kept;
}

}  // namespace

ItemItem readEase(json::Reader& reader, const ItemIds& inherited) {
  const std::size_t before = reader.faults();
  std::vector<SignalWeight> signals = readSignalWeights(reader);
  ItemIds ids = readFewIds(reader, inherited);
  ItemItem::Table table;
  table.neighbours = readNeighbours(reader);
  if (reader.faults() != before) {
    for (const char* key : {"index", "value", "scale"}) reader.rawIf(key);
    return {};
  }
  const std::size_t places = ids->size() * table.neighbours;
  table.index = readU16(reader, "index", places);
  table.value = readU8(reader, "value", places);
  table.scale = readF32(reader, "scale", ids->size());
  for (std::size_t item = 0; item < table.scale.size(); ++item) {
    if (table.scale[item] >= 0) continue;
    reader.fail(ErrorCode::OutOfRange, "scale of item " + formatInteger(item) + " is negative", "scale");
    break;
  }
  if (reader.faults() == before) checkTable(reader, table, ids->size());
  if (reader.faults() != before) return {};
  return ItemItem(std::move(ids), std::move(signals), table);
}

ItemItem readCosine(json::Reader& reader, const ItemIds& inherited) {
  const std::size_t before = reader.faults();
  std::vector<SignalWeight> signals = readSignalWeights(reader);
  ItemIds ids = readFewIds(reader, inherited);
  const double shrink = reader.number("shrink");
  if (!(shrink >= 0 && shrink <= 1e6)) reader.fail(ErrorCode::OutOfRange, "expected 0 to 1000000", "shrink");
  const std::size_t neighbours = readNeighbours(reader);
  const auto pairs =
      static_cast<std::size_t>(reader.integer("pairs", 0, static_cast<std::int64_t>(kMaxPairs)));
  if (reader.faults() != before) {
    for (const char* key : {"bought", "first", "second", "together"}) reader.rawIf(key);
    return {};
  }
  Counts counts{readF32(reader, "bought", ids->size()), readU16(reader, "first", pairs),
                readU16(reader, "second", pairs), readF32(reader, "together", pairs)};
  if (reader.faults() == before) checkCounts(reader, counts);
  if (reader.faults() != before) return {};
  return ItemItem(std::move(ids), std::move(signals), strongest(counts, shrink, neighbours));
}

/// Lays the entries out by item of the history. `each(use)` calls `use(item, history, at)` for every entry in
/// the order of scored items, so that targets ascend; `store(slot, at)` puts the value at its slot.
template <class Each, class Store>
void ItemItem::turnRound(const Each& each, const Store& store) {
  offsets_.assign(items_->size() + 1, 0);
  each([&](std::uint32_t, std::uint32_t history, std::size_t) { ++offsets_[history + 1]; });
  for (std::size_t item = 0; item < items_->size(); ++item) offsets_[item + 1] += offsets_[item];
  targets_.resize(offsets_.back());
  std::vector<std::uint32_t> next(offsets_.begin(), offsets_.end() - 1);
  each([&](std::uint32_t item, std::uint32_t history, std::size_t at) {
    const std::uint32_t slot = next[history]++;
    targets_[slot] = static_cast<std::uint16_t>(item);
    store(slot, at);
  });
}

ItemItem::ItemItem(ItemIds items, std::vector<SignalWeight> signals, const Table& table)
    : items_(std::move(items)), signals_(std::move(signals)), scale_(table.scale) {
  std::size_t count = 0;
  for (const std::uint8_t value : table.value) count += value != 0;
  codes_.resize(count);
  turnRound(
      [&](const auto& use) {
        for (std::size_t at = 0; at < table.index.size(); ++at)
          if (table.value[at] != 0)
            use(static_cast<std::uint32_t>(at / table.neighbours), table.index[at], at);
      },
      [&](std::size_t slot, std::size_t at) { codes_[slot] = table.value[at]; });
}

ItemItem::ItemItem(ItemIds items, std::vector<SignalWeight> signals, const std::vector<Entry>& entries)
    : items_(std::move(items)), signals_(std::move(signals)) {
  exact_.resize(entries.size());
  turnRound(
      [&](const auto& use) {
        for (std::size_t at = 0; at < entries.size(); ++at) use(entries[at].item, entries[at].history, at);
      },
      [&](std::size_t slot, std::size_t at) { exact_[slot] = entries[at].value; });
}

double ItemItem::effect(std::uint32_t history, std::uint32_t item) const {
  const auto first = targets_.begin() + offsets_[history];
  const auto last = targets_.begin() + offsets_[history + 1];
  const auto found = std::lower_bound(first, last, item);
  if (found == last || *found != item) return 0;
  return valueAt(static_cast<std::size_t>(found - targets_.begin()));
}

Json toJson(const ItemItem::Table& table) {
  return json::object({{"neighbours", table.neighbours},
                       {"index", encodeU16(table.index)},
                       {"value", encodeU8(table.value)},
                       {"scale", encodeF32(table.scale)}});
}

}  // namespace sayso::recommend
