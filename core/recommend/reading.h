#pragma once

#include <memory>
#include <string_view>
#include <variant>
#include <vector>

#include "core/recommend/history_reading.h"
#include "core/recommend/match_reading.h"
#include "core/recommend/segment_reading.h"

namespace sayso::recommend {

/// What one part of the model reads of a visit.
class Reading {
 public:
  /// All of these outlive the reading.
  Reading(const Shop& shop, std::size_t part, const Visit& visit);

  /// Adds to `scores` (one each catalog item) what the visitor's data add, and marks in `touched` those that
  /// are then no longer exact to the last bit.
  void addTo(std::vector<double>& scores, std::vector<char>& touched) const;
  /// Appends what the visitor's data add to `item` of the catalog, if anything, and gives what the part adds
  /// to its base beyond the shop's.
  double explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const;
  /// How many data of `signal` are read.
  std::size_t count(std::string_view signal) const;
  /// The segment that the part puts the visitor in; nullptr if it does not.
  const Segments::Segment* segment() const;
  /// The reading of a part that judges candidates only, and how many; nullptr for all others.
  const RowReading* judge(std::size_t& candidates) const;

 private:
  const Part* part_;
  std::variant<std::monostate, HistoryReading, MatchReading, SegmentReading, std::unique_ptr<RowReading>>
      reading_;
};

}  // namespace sayso::recommend
