#include "core/audit/what_if.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/random.h"

namespace sayso::audit {
namespace {

struct EffectWords {
  std::string_view key, name;
};
// In the order of Effect.
constexpr EffectWords kWords[] = {{"accuracy", "accuracy"},
                                  {"precision", "precision"},
                                  {"hits", "true positive rate"},
                                  {"statisticalParity", "spread of selection rates"},
                                  {"equalOpportunity", "spread of true positive rates"}};

/// Rows that are the same to every figure: group, label, decision before and after.
struct Cells {
  std::size_t groups;
  std::vector<std::size_t> counts;
  explicit Cells(std::size_t count) : groups(count), counts(count * 8) {}

  static std::size_t at(std::size_t group, bool label, bool before, bool after) {
    return group * 8 + (label ? 4 : 0) + (before ? 2 : 0) + (after ? 1 : 0);
  }

  std::vector<Counts> counted(bool isAfter) const {
    std::vector<Counts> all(groups);
    for (std::size_t cell = 0; cell < counts.size(); ++cell) {
      Counts& group = all[cell / 8];
      const bool label = cell & 4, selected = cell & (isAfter ? 1 : 2);
      group.hasLabels = true;
      group.n += counts[cell];
      if (selected) group.selected += counts[cell];
      (label ? (selected ? group.tp : group.fn) : (selected ? group.fp : group.tn)) += counts[cell];
    }
    return all;
  }
};

Counts sumOf(const std::vector<Counts>& groups) {
  Counts all;
  all.hasLabels = true;
  for (const Counts& each : groups) {
    all.n += each.n;
    all.selected += each.selected;
    all.tp += each.tp;
    all.fp += each.fp;
    all.fn += each.fn;
    all.tn += each.tn;
  }
  return all;
}

using Effects = std::array<std::optional<double>, kEffects.size()>;

Effects effectsOf(const std::vector<Counts>& groups, std::span<const char> isSmall) {
  const auto spread = [&](Rate rate) -> std::optional<double> {
    double low = 2, high = -1;
    std::size_t valued = 0;
    for (std::size_t at = 0; at < groups.size(); ++at) {
      const auto value = shareOf(rate, groups[at]).value();
      if (isSmall[at] || !value) continue;
      ++valued;
      low = std::min(low, *value);
      high = std::max(high, *value);
    }
    if (valued < 2) return std::nullopt;
    return high - low;
  };
  const Counts all = sumOf(groups);
  return {shareOf(Rate::Accuracy, all).value(), shareOf(Rate::Precision, all).value(),
          shareOf(Rate::TruePositive, all).value(), spread(Rate::Selection), spread(Rate::TruePositive)};
}

}  // namespace

std::string_view keyOf(Effect effect) { return kWords[static_cast<std::size_t>(effect)].key; }
std::string_view nameOf(Effect effect) { return kWords[static_cast<std::size_t>(effect)].name; }

void measure(WhatIf& what, const Grouping& grouping, std::span<const char> isSmall,
             std::span<const char> labels, std::span<const char> before, std::span<const char> after,
             const Resampling& how) {
  Cells all(grouping.names.size());
  std::vector<std::size_t> cellOf;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    cellOf.push_back(Cells::at(grouping.of[row], labels[row], before[row], after[row]));
    ++all.counts[cellOf.back()];
    what.decidedOtherwise += before[row] != after[row] ? 1 : 0;
  }
  const Effects was = effectsOf(all.counted(false), isSmall), is = effectsOf(all.counted(true), isSmall);
  std::array<std::vector<double>, kEffects.size()> drawn;
  Random random(how.seed);
  for (std::size_t repeat = 0; repeat < how.repeats; ++repeat) {
    Cells sample(all.groups);
    for (std::size_t row = 0; row < cellOf.size(); ++row)
      ++sample.counts[cellOf[static_cast<std::size_t>(random.below(cellOf.size()))]];
    const Effects a = effectsOf(sample.counted(false), isSmall), b = effectsOf(sample.counted(true), isSmall);
    for (std::size_t at = 0; at < kEffects.size(); ++at)
      if (a[at] && b[at]) drawn[at].push_back(*b[at] - *a[at]);
  }
  for (std::size_t at = 0; at < kEffects.size(); ++at)
    what.effects[at] = {was[at], is[at], middle(std::move(drawn[at]), how.confidence)};
}

std::vector<double> reweigh(const Grouping& grouping, std::span<const char> labels) {
  std::vector<std::array<double, 2>> together(grouping.names.size(), {0, 0});
  std::array<double, 2> ofLabel{0, 0};
  for (std::size_t row = 0; row < labels.size(); ++row) {
    const std::size_t label = labels[row] ? 1 : 0;
    together[grouping.of[row]][label] += 1;
    ofLabel[label] += 1;
  }
  std::vector<double> weights;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    const std::size_t label = labels[row] ? 1 : 0;
    const auto& group = together[grouping.of[row]];
    weights.push_back((group[0] + group[1]) * ofLabel[label] /
                      (static_cast<double>(labels.size()) * group[label]));
  }
  return weights;
}

double thresholdFor(std::span<const double> scores, std::span<const char> counts, double target) {
  std::vector<double> sorted;
  for (std::size_t row = 0; row < scores.size(); ++row)
    if (counts[row]) sorted.push_back(scores[row]);
  std::sort(sorted.begin(), sorted.end(), [](double a, double b) { return a > b; });
  const double wanted = target * static_cast<double>(sorted.size());
  double best = std::numeric_limits<double>::infinity(), distance = wanted;
  for (std::size_t taken = 1; taken <= sorted.size(); ++taken) {
    if (taken < sorted.size() && sorted[taken] == sorted[taken - 1]) continue;
    const double off = std::fabs(static_cast<double>(taken) - wanted);
    if (off < distance) {
      distance = off;
      best = sorted[taken - 1];
    }
  }
  return best;
}

}  // namespace sayso::audit
