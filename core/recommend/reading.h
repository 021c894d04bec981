#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/consent/config.h"
#include "core/explain/rationale.h"
#include "core/recommend/catalog.h"
#include "core/recommend/gate.h"
#include "core/recommend/model.h"

namespace sayso::recommend {

/// Where the items of a model are in the catalog, and back. Catalog::kNone: nowhere.
struct Places {
  std::vector<std::uint32_t> inCatalog;
  std::vector<std::uint32_t> inModel;
};

/// Places of `part`'s items; empty for a part that lists none.
Places placesOf(const Part& part, const Catalog& catalog);

/// What one part of the model reads of the visitor. Every list has the order in which the gate gave its data,
/// which is the definition order of contributions.
class Reading {
 public:
  /// Of the data that passed the gate, those that `part` of `model` reads. An item that was both viewed and
  /// bought counts once, by the signal that weighs more; entries about unknown or sensitive items do not
  /// count. Where a stated attribute and another one speak of the same field, the other is not read.
  Reading(const Model& model, const Part& part, const Places& places, const Catalog& catalog,
          const consent::Config& config, const ConsentedSignals& consented);

  /// Adds to `scores` (one each catalog item) what each datum adds, and marks in `touched` what was added to.
  void addTo(std::vector<double>& scores, std::vector<char>& touched) const;
  /// Appends what each datum adds to `item` of the catalog, if anything.
  void explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const;
  /// How many data of `signal` are read.
  std::size_t count(std::string_view signal) const;

 private:
  /// An item of the history.
  struct Past {
    std::uint32_t item = 0;  // in the model
    double weight = 1;
    const Entry* entry = nullptr;
  };
  /// A stated value, or a range, and the rule that reads it.
  struct Match {
    const StatedMatch::Rule* rule = nullptr;
    const Attribute* attribute = nullptr;
    const std::string* value = nullptr;  // null for a range
    double weight = 1;
    bool fits(const Item& item) const;
    template <class Use>
    void eachItem(const Catalog& catalog, Use&& use) const;
    std::string tag() const;
    bool inRange(double price) const;
  };

  void readHistory(const Ease& model, const ConsentedSignals& consented);
  void readStatements(const Model& all, const StatedMatch& model, const ConsentedSignals& consented);
  explain::Contribution contribution(const std::string& signal, const std::string& of, Time at,
                                     double value) const;

  const Part* part_;
  const Places* places_;
  const Catalog* catalog_;
  const consent::Config* config_;
  std::vector<Past> history_;
  std::vector<Match> matches_;
};

}  // namespace sayso::recommend
