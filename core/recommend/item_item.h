#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/json.h"
#include "core/recommend/model_reading.h"

namespace sayso::recommend {

/// Items that go with items: for each scored item its strongest neighbours. The score of an item is the sum
/// of one entry for each item of the history, so each entry is the exact Shapley value of its datum.
class ItemItem {
 public:
  static constexpr std::size_t kMaxItems = 65536;  // indices are 16 bits
  static constexpr std::size_t kMaxNeighbours = 1000;

  /// EASE (Steck 2019) as in the file: for each scored item `neighbours` pairs of (item of the history,
  /// value); the entry is value * scale of the scored item. Value 0 means that the place is empty.
  struct Table {
    std::size_t neighbours = 0;
    std::vector<std::uint16_t> index;
    std::vector<std::uint8_t> value;
    std::vector<float> scale;
  };

  /// One entry: what an item of the history adds to one scored item.
  struct Entry {
    std::uint32_t item = 0;
    std::uint32_t history = 0;
    double value = 0;
  };

  ItemItem() = default;
  ItemItem(ItemIds items, std::vector<SignalWeight> signals, const Table& table);
  /// `entries` in the order of scored items.
  ItemItem(ItemIds items, std::vector<SignalWeight> signals, const std::vector<Entry>& entries);

  const ItemIds& items() const { return items_; }
  const std::vector<SignalWeight>& signals() const { return signals_; }

  /// Calls `use(item, value)` for each item that `history` adds to, in the order of items.
  template <class Use>
  void eachEffect(std::uint32_t history, Use&& use) const {
    for (std::size_t at = offsets_[history]; at < offsets_[history + 1]; ++at)
      use(std::uint32_t{targets_[at]}, valueAt(at));
  }
  /// What `history` adds to `item`; 0 if nothing.
  double effect(std::uint32_t history, std::uint32_t item) const;

 private:
  double valueAt(std::size_t at) const {
    return exact_.empty() ? codes_[at] * static_cast<double>(scale_[targets_[at]]) : exact_[at];
  }
  template <class Each, class Store>
  void turnRound(const Each& each, const Store& store);

  ItemIds items_;
  std::vector<SignalWeight> signals_;
  // By item of the history, though files are by scored item: scoring reads only what the history touches.
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint16_t> targets_;
  std::vector<float> scale_;
  std::vector<std::uint8_t> codes_;  // one of these two holds the values
  std::vector<double> exact_;
};

/// `{"kind":"ease","signals","neighbours","index","value","scale"}`
ItemItem readEase(json::Reader& reader, const ItemIds& inherited);

/// Cosine similarity with shrinkage from counts of baskets, as any shop's own engine can make them:
/// `{"kind":"cosine","signals","shrink","neighbours","bought","first","second","together"}`. Items i and j
/// are similar by together / (sqrt(bought i * bought j) + shrink); each item keeps its `neighbours` most
/// similar ones, of equals the first.
ItemItem readCosine(json::Reader& reader, const ItemIds& inherited);

/// The parts of a file, as `say-so train` writes them.
Json toJson(const ItemItem::Table& table);

}  // namespace sayso::recommend
