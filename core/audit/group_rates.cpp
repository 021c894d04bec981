#include "core/audit/group_rates.h"

#include <algorithm>
#include <cmath>

namespace sayso::audit {
namespace {

struct RateWords {
  std::string_view key, name, undefined;
};
// In the order of Rate.
constexpr RateWords kWords[] = {
    {"baseRate", "base rate", "nobody is in the group"},
    {"selectionRate", "selection rate", "nobody is in the group"},
    {"truePositiveRate", "true positive rate", "nobody in the group is labelled 1"},
    {"falsePositiveRate", "false positive rate", "nobody in the group is labelled 0"},
    {"precision", "precision", "nobody in the group was selected"},
    {"accuracy", "accuracy", "nobody is in the group"},
};

const RateWords& wordsOf(Rate rate) { return kWords[static_cast<std::size_t>(rate)]; }

void spread(AttributeRates& rates, double quantile) {
  std::vector<Counts> counts;
  std::vector<char> isSmall;
  for (const Group& group : rates.groups) {
    counts.push_back(group.counts);
    isSmall.push_back(group.isSmall);
  }
  for (const Rate rate : kRates)
    rates.spreads[static_cast<std::size_t>(rate)] = spreadOf(rate, counts, isSmall, quantile);
}

}  // namespace

void Counts::add(const Decisions& decisions, std::size_t row) {
  const bool isSelected = decisions.selected[row];
  ++n;
  selected += isSelected ? 1 : 0;
  hasScores = !decisions.scores.empty();
  if (hasScores) scoreSum += decisions.scores[row];
  hasLabels = !decisions.labels.empty();
  if (hasLabels) ++(decisions.labels[row] ? (isSelected ? tp : fn) : (isSelected ? fp : tn));
}

std::string_view keyOf(Rate rate) { return wordsOf(rate).key; }
std::string_view nameOf(Rate rate) { return wordsOf(rate).name; }

Share shareOf(Rate rate, const Counts& counts) {
  const std::size_t labelled = counts.hasLabels ? counts.n : 0;
  switch (rate) {
    using enum Rate;
    case Base:
      return {counts.tp + counts.fn, labelled};
    case Selection:
      return {counts.selected, counts.n};
    case TruePositive:
      return {counts.tp, counts.tp + counts.fn};
    case FalsePositive:
      return {counts.fp, counts.fp + counts.tn};
    case Precision:
      return {counts.tp, counts.tp + counts.fp};
    case Accuracy:
      break;
  }
  return {counts.tp + counts.tn, labelled};
}

std::string_view whyUndefined(Rate rate, const Counts& counts) {
  if (counts.n > 0 && !counts.hasLabels && rate != Rate::Selection) return "the rows have no labels";
  return wordsOf(rate).undefined;
}

std::optional<double> AttributeRates::impactRatio() const {
  const auto& found = spread(Rate::Selection);
  if (!found) return std::nullopt;
  const double lowest = *shareOf(Rate::Selection, groups[found->lowest].counts).value();
  const double highest = *shareOf(Rate::Selection, groups[found->highest].counts).value();
  if (!(highest > 0)) return std::nullopt;
  return lowest / highest;
}

std::optional<double> AttributeRates::equalizedOdds() const {
  const auto& hits = spread(Rate::TruePositive);
  const auto& alarms = spread(Rate::FalsePositive);
  if (!hits || !alarms) return std::nullopt;
  return std::max(hits->difference, alarms->difference);
}

std::optional<Spread> spreadOf(Rate rate, std::span<const Counts> counts, std::span<const char> isSmall,
                               double quantile) {
  std::optional<std::size_t> lowest, highest;
  const auto valueOf = [&](std::size_t at) { return *shareOf(rate, counts[at]).value(); };
  std::size_t valued = 0;
  for (std::size_t at = 0; at < counts.size(); ++at) {
    if (isSmall[at] || !shareOf(rate, counts[at]).value()) continue;
    ++valued;
    if (!lowest || valueOf(at) < valueOf(*lowest)) lowest = at;
    if (!highest || valueOf(at) > valueOf(*highest)) highest = at;
  }
  if (valued < 2) return std::nullopt;
  Spread spread{*lowest, *highest, valueOf(*highest) - valueOf(*lowest), {}};
  spread.interval =
      *differenceInterval(shareOf(rate, counts[*highest]), shareOf(rate, counts[*lowest]), quantile);
  return spread;
}

std::optional<Calibration> calibrate(const Decisions& decisions, std::span<const char> isIn,
                                     std::size_t bins) {
  if (decisions.scores.empty() || decisions.labels.empty()) return std::nullopt;
  std::vector<Calibration::Bin> all(bins);
  const auto count = static_cast<double>(bins);
  std::size_t rows = 0;
  for (std::size_t row = 0; row < decisions.scores.size(); ++row) {
    const double score = decisions.scores[row];
    if (!(score >= 0 && score <= 1)) return std::nullopt;
    if (!isIn[row]) continue;
    Calibration::Bin& bin = all[std::min(bins - 1, static_cast<std::size_t>(score * count))];
    bin.positives.hits += decisions.labels[row] ? 1 : 0;
    ++bin.positives.of;
    bin.scoreSum += score;
    ++rows;
  }
  if (rows == 0) return std::nullopt;
  Calibration found;
  for (std::size_t at = 0; at < bins; ++at) {
    Calibration::Bin& bin = all[at];
    if (bin.positives.of == 0) continue;
    bin.from = static_cast<double>(at) / count;
    bin.to = static_cast<double>(at + 1) / count;
    found.error += std::fabs(static_cast<double>(bin.positives.hits) - bin.scoreSum);
    found.bins.push_back(bin);
  }
  found.error /= static_cast<double>(rows);
  return found;
}

AttributeRates groupRates(const Grouping& grouping, const Decisions& decisions, const Reckoning& how) {
  AttributeRates rates;
  rates.attribute = grouping.attribute;
  Counts all;
  for (const std::string& name : grouping.names) rates.groups.push_back({name, false, {}, {}, {}});
  for (std::size_t row = 0; row < grouping.of.size(); ++row) {
    rates.groups[grouping.of[row]].counts.add(decisions, row);
    all.add(decisions, row);
  }
  std::vector<char> isIn(grouping.of.size());
  for (std::size_t at = 0; at < rates.groups.size(); ++at) {
    Group& group = rates.groups[at];
    group.isSmall = group.counts.n < how.least;
    group.againstRest = twoProportions(shareOf(Rate::Selection, group.counts),
                                       {all.selected - group.counts.selected, all.n - group.counts.n});
    for (std::size_t row = 0; row < isIn.size(); ++row) isIn[row] = grouping.of[row] == at;
    group.calibration = calibrate(decisions, isIn, how.bins);
  }
  spread(rates, normalQuantile(how.confidence));
  return rates;
}

}  // namespace sayso::audit
