#include "core/recommend/history_reading.h"

#include <algorithm>

namespace sayso::recommend {

HistoryReading::HistoryReading(const Part& part, const Places& places, const Visit& visit)
    : part_(&part), places_(&places), visit_(&visit) {
  // In the order of the gate, which is the definition order of contributions.
  for (const Entry& entry : visit.consented.entries()) {
    const auto signal = std::find_if(model().signals().begin(), model().signals().end(),
                                     [&](const SignalWeight& each) { return each.signal == entry.signal; });
    const std::uint32_t index = visit.catalog.find(entry.of);
    if (signal == model().signals().end() || index == Catalog::kNone || visit.catalog.isSensitive(index))
      continue;
    const Past past{places.inModel[index], part.weight * signal->weight, &entry};
    if (past.item == Catalog::kNone) continue;
    const auto known = std::find_if(history_.begin(), history_.end(),
                                    [&](const Past& each) { return each.item == past.item; });
    if (known == history_.end())
      history_.push_back(past);
    else if (past.weight > known->weight)
      *known = past;
  }
}

void HistoryReading::addTo(std::vector<double>& scores, std::vector<char>& touched) const {
  for (const Past& past : history_)
    model().eachEffect(past.item, [&](std::uint32_t target, double effect) {
      const std::uint32_t item = places_->inCatalog[target];
      const double value = past.weight * effect;
      if (item == Catalog::kNone || value == 0 || visit_->catalog.isSensitive(item)) return;
      scores[item] += value;
      touched[item] = 1;
    });
}

void HistoryReading::explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const {
  if (places_->inModel[item] == Catalog::kNone || visit_->catalog.isSensitive(item)) return;
  for (const Past& past : history_) {
    const double value = past.weight * model().effect(past.item, places_->inModel[item]);
    if (value != 0)
      contributions.push_back(
          visit_->contribution(past.entry->signal, past.entry->of, past.entry->at, part_->id, value));
  }
}

std::size_t HistoryReading::count(std::string_view signal) const {
  return static_cast<std::size_t>(std::count_if(
      history_.begin(), history_.end(), [&](const Past& past) { return past.entry->signal == signal; }));
}

}  // namespace sayso::recommend
