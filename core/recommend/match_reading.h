#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/recommend/model.h"
#include "core/recommend/visit.h"

namespace sayso::recommend {

/// What a part of stated matches, or of context, reads. Where a stated attribute and an inferred one speak of
/// the same field, the inferred one is not read.
class MatchReading {
 public:
  MatchReading(const Model& all, const Part& part, const Visit& visit);

  void addTo(std::vector<double>& scores, std::vector<char>& touched) const;
  void explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const;
  std::size_t count(std::string_view signal) const;

 private:
  /// A value or a range that the visitor stated, and the rule that reads it.
  struct Match {
    const StatedMatch::Rule* rule = nullptr;
    const Attribute* attribute = nullptr;
    const std::string* value = nullptr;  // null for a range
    double weight = 1;
    /// What of an item must be so.
    const std::string& items() const { return rule->items.empty() ? *value : rule->items; }
    std::string tag() const { return rule->tagKind + ":" + items(); }
    bool inRange(double price) const;
    bool fits(const Item& item) const;
    template <class Use>
    void eachItem(const Catalog& catalog, Use&& use) const;
  };

  void read(const StatedMatch::Rule& rule);

  const Part* part_;
  const Visit* visit_;
  std::vector<Match> matches_;
};

}  // namespace sayso::recommend
