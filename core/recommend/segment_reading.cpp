#include "core/recommend/segment_reading.h"

#include <algorithm>
#include <limits>

namespace sayso::recommend {

SegmentReading::SegmentReading(const Part& part, const PartOfShop& ready, const Visit& visit)
    : part_(&part), ready_(&ready), visit_(&visit) {
  const std::vector<std::string>& signals = model().sources.signals;
  for (const std::string& signal : signals) data_.emplace_back(signal, visit);
  std::vector<double> row;
  std::vector<std::size_t> playerOf;
  for (const Feature& feature : model().sources.features) {
    const FeatureValue value = FeatureValue::ofVisit(feature, visit);
    row.push_back(value.isKnown() ? value.of(0, {}) : std::numeric_limits<double>::quiet_NaN());
    playerOf.push_back(static_cast<std::size_t>(std::find(signals.begin(), signals.end(), feature.signal) -
                                                signals.begin()));
  }
  // Of at most 8 signals the memberships are always there.
  auto memberships = model().model.explain(row, playerOf, signals.size());
  if (memberships) memberships_ = std::move(memberships).value();
}

const Segments::Segment* SegmentReading::segment() const {
  const auto& segments = model().model.segments;
  return memberships_.segment < segments.size() ? &segments[memberships_.segment] : nullptr;
}

void SegmentReading::addTo(std::vector<double>& scores, std::vector<char>& touched) const {
  if (!segment()) return;
  for (std::size_t at = 0; at < ready_->scores.size(); ++at) {
    double weight = 0;
    for (const auto& weights : memberships_.weights) weight += part_->weight * weights[at];
    for (const PartOfShop::Score& each : ready_->scores[at]) {
      if (visit_->catalog.isSensitive(each.item)) continue;
      scores[each.item] += weight * each.score;
      touched[each.item] = 1;
    }
  }
}

void SegmentReading::explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const {
  if (!segment() || visit_->catalog.isSensitive(item)) return;
  std::vector<double> scores;  // of the item, one each segment
  for (const auto& segment : ready_->scores) {
    const auto found = std::lower_bound(
        segment.begin(), segment.end(), item,
        [](const PartOfShop::Score& score, std::uint32_t wanted) { return score.item < wanted; });
    scores.push_back(found != segment.end() && found->item == item ? found->score : 0);
  }
  for (std::size_t signal = 0; signal < data_.size(); ++signal) {
    double value = 0;
    for (std::size_t at = 0; at < scores.size(); ++at)
      value += part_->weight * memberships_.weights[signal][at] * scores[at];
    if (value != 0) contributions.push_back(data_[signal].contribution(*visit_, item, part_->id, value));
  }
}

std::size_t SegmentReading::count(std::string_view signal) const { return countOf(data_, signal); }

}  // namespace sayso::recommend
