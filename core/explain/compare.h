#pragma once

#include <string>
#include <vector>

#include "core/explain/rationale.h"

namespace sayso::explain {

/// Why one item stands above another, signal by signal.
struct Comparison {
  /// What one signal gives to the first item more than to the second.
  struct Difference {
    std::string signal;
    std::string purpose;
    std::string provenance;
    double first = 0;
    double second = 0;
    double value = 0;
    bool sumOfParts = false;
    bool operator==(const Difference&) const = default;
  };

  std::string first;
  std::string second;
  double scores = 0;  // score of the first minus that of the second: items plus the signals, in their order
  double items = 0;   // of that, what the items get without any datum of the visitor
  std::vector<Difference> signals;  // largest magnitude first
};

/// The difference of two rationales of one slate. Exact for the difference of the scores; what a rule moved
/// afterwards is in their `moves`.
Comparison compare(const Rationale& first, const Rationale& second);

Json toJson(const Comparison& comparison);

}  // namespace sayso::explain
