#pragma once

#include <string_view>
#include <vector>

#include "core/recommend/places.h"
#include "core/recommend/visit.h"

namespace sayso::recommend {

/// What an item-item part reads: items of the history. An item that was both viewed and bought counts once,
/// by the signal that weighs more.
class HistoryReading {
 public:
  HistoryReading(const Part& part, const Places& places, const Visit& visit);

  void addTo(std::vector<double>& scores, std::vector<char>& touched) const;
  void explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const;
  std::size_t count(std::string_view signal) const;

 private:
  struct Past {
    std::uint32_t item = 0;  // in the model
    double weight = 1;
    const Entry* entry = nullptr;
  };

  const ItemItem& model() const { return std::get<ItemItem>(part_->model); }

  const Part* part_;
  const Places* places_;
  const Visit* visit_;
  std::vector<Past> history_;
};

}  // namespace sayso::recommend
