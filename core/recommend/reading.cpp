#include "core/recommend/reading.h"

namespace sayso::recommend {
namespace {

/// Calls `use` with the reading, if the part reads anything.
template <class Readings, class Use>
void whatever(const Readings& readings, Use&& use) {
  if (const auto* history = std::get_if<HistoryReading>(&readings)) use(*history);
  if (const auto* match = std::get_if<MatchReading>(&readings)) use(*match);
  if (const auto* segment = std::get_if<SegmentReading>(&readings)) use(*segment);
  if (const auto* rows = std::get_if<std::unique_ptr<RowReading>>(&readings)) use(**rows);
}

}  // namespace

Reading::Reading(const Shop& shop, std::size_t at, const Visit& visit) : part_(&shop.model->parts[at]) {
  const PartOfShop& ready = shop.parts[at];
  const auto& model = part_->model;
  if (std::holds_alternative<ItemItem>(model)) reading_.emplace<HistoryReading>(*part_, ready.places, visit);
  if (std::holds_alternative<StatedMatch>(model)) reading_.emplace<MatchReading>(*shop.model, *part_, visit);
  if (std::holds_alternative<SegmentsPart>(model)) reading_.emplace<SegmentReading>(*part_, ready, visit);
  if (const auto* rows = std::get_if<Rows>(&model)) reading_ = (*rows)->read(*part_, ready, shop, visit);
}

void Reading::addTo(std::vector<double>& scores, std::vector<char>& touched) const {
  whatever(reading_, [&](const auto& reading) { reading.addTo(scores, touched); });
}

double Reading::explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const {
  if (const auto* rows = std::get_if<std::unique_ptr<RowReading>>(&reading_))
    return (*rows)->explain(item, contributions);
  if (const auto* history = std::get_if<HistoryReading>(&reading_)) history->explain(item, contributions);
  if (const auto* match = std::get_if<MatchReading>(&reading_)) match->explain(item, contributions);
  if (const auto* segment = std::get_if<SegmentReading>(&reading_)) segment->explain(item, contributions);
  return 0;
}

std::size_t Reading::count(std::string_view signal) const {
  std::size_t count = 0;
  whatever(reading_, [&](const auto& reading) { count = reading.count(signal); });
  return count;
}

const Segments::Segment* Reading::segment() const {
  const auto* reading = std::get_if<SegmentReading>(&reading_);
  return reading ? reading->segment() : nullptr;
}

const RowReading* Reading::judge(std::size_t& candidates) const {
  const auto* reading = std::get_if<std::unique_ptr<RowReading>>(&reading_);
  if (!reading || std::get<Rows>(part_->model)->candidates == 0) return nullptr;
  candidates = std::get<Rows>(part_->model)->candidates;
  return reading->get();
}

}  // namespace sayso::recommend
