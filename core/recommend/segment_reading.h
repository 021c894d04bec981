#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/recommend/feature_values.h"
#include "core/recommend/shop.h"

namespace sayso::recommend {

/// The segment of a visitor, and what each signal has to do with it: the exact Shapley values of being in it
/// rather than in any of them, each as likely. That is a weight for each signal and segment, the same for
/// every item; the mean of all segments is in the item's base.
class SegmentReading {
 public:
  SegmentReading(const Part& part, const PartOfShop& ready, const Visit& visit);

  void addTo(std::vector<double>& scores, std::vector<char>& touched) const;
  void explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const;
  std::size_t count(std::string_view signal) const;
  /// nullptr where nothing is known of the visitor.
  const Segments::Segment* segment() const;

 private:
  const SegmentsPart& model() const { return std::get<SegmentsPart>(part_->model); }

  const Part* part_;
  const PartOfShop* ready_;
  const Visit* visit_;
  std::vector<SignalData> data_;  // one each signal of the part
  Segments::Memberships memberships_;
};

}  // namespace sayso::recommend
