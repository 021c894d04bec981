#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/group_rates.h"

/// What removing a difference would cost: the same people, decided in another way.
namespace sayso::audit {

/// What is looked at before and after.
enum class Effect : unsigned char {
  Accuracy,           // share of right decisions
  Precision,          // share of the selected that were right to select
  Hits,               // true positive rate of all
  StatisticalParity,  // spread of the selection rate
  EqualOpportunity,   // spread of the true positive rate
};
constexpr std::array kEffects{Effect::Accuracy, Effect::Precision, Effect::Hits, Effect::StatisticalParity,
                              Effect::EqualOpportunity};
/// "equalOpportunity".
std::string_view keyOf(Effect effect);
/// "equal opportunity difference".
std::string_view nameOf(Effect effect);

struct Change {
  std::optional<double> before, after;
  std::optional<Interval> interval;  // of after - before: middle of the resamples on which both have a value
};

struct WhatIf {
  std::string way;                 // "reweighing"
  std::string how;                 // what was done, in words
  std::vector<double> thresholds;  // one each group, where groups have their own
  std::array<Change, kEffects.size()> effects;
  std::size_t decidedOtherwise = 0;  // rows

  const Change& effect(Effect each) const { return effects[static_cast<std::size_t>(each)]; }
};

/// How intervals are drawn: rows anew with replacement, so often. What was learnt or chosen before (a model,
/// thresholds) stays as it is.
struct Resampling {
  std::size_t repeats = 1000;
  std::uint64_t seed = 1;
  double confidence = 0.95;
};

/// Compares `after` with `before`, both one decision each row, on rows that have labels. Groups that
/// `isSmall` marks count for everything but the spreads.
void measure(WhatIf& what, const Grouping& grouping, std::span<const char> isSmall,
             std::span<const char> labels, std::span<const char> before, std::span<const char> after,
             const Resampling& how);

/// The weights of Kamiran and Calders (2012) that make group and label independent: P(group) P(label) over
/// P(group and label), one each row.
std::vector<double> reweigh(const Grouping& grouping, std::span<const char> labels);

/// The score from which on as close as possible to `target` of the rows is selected (of those that `counts`
/// marks); equal scores stay together, and of two as close the higher. Infinite if selecting nobody is
/// closest.
double thresholdFor(std::span<const double> scores, std::span<const char> counts, double target);

}  // namespace sayso::audit
