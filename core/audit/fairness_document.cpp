#include "core/audit/fairness.h"
#include "core/base/number.h"

namespace sayso::audit {
namespace {

constexpr std::string_view kNotAtOnce =
    "With base rates that differ, no decision that errs can be equally precise for all groups and also miss "
    "and "
    "alarm equally often in all (Kleinberg, Mullainathan and Raghavan 2016; Chouldechova 2017). Which of the "
    "criteria matters is a choice about values; these figures do not make it.";

std::string text(const std::optional<double>& value) { return value ? fixedText(*value, 3) : "–"; }
std::string within(const Interval& interval) {
  return " (" + fixedText(interval.low, 3) + " to " + fixedText(interval.high, 3) + ")";
}
std::string text(Share share, double quantile) {
  const auto interval = wilson(share, quantile);
  return text(share.value()) + (interval ? within(*interval) : "");
}

/// "95 %".
std::string surety(const Fairness& report) {
  std::string text = fixedText(100 * report.how.confidence, 2);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text + " %";
}

void tellGroups(Document& document, const AttributeRates& rates, const Fairness& report, double quantile) {
  Table table{"Rates by " + rates.attribute, {"group", "rows"}, {}};
  for (const Rate rate : kRates) table.head.emplace_back(nameOf(rate));
  const auto row = [&](const std::string& name, const Counts& counts) {
    std::vector<std::string> cells{name, formatInteger(counts.n)};
    for (const Rate rate : kRates) cells.push_back(text(shareOf(rate, counts), quantile));
    table.rows.push_back(std::move(cells));
  };
  std::vector<std::string> notes;
  for (const Group& group : rates.groups) {
    row(group.name + (group.isSmall ? " (small)" : ""), group.counts);
    if (group.isSmall)
      notes.push_back(group.name + " has fewer than " + formatInteger(report.how.least) +
                      " rows: shown, but in no comparison.");
    for (const Rate rate : kRates)
      if (!shareOf(rate, group.counts).value())
        notes.push_back("No " + std::string(nameOf(rate)) + " for " + group.name + ": " +
                        std::string(whyUndefined(rate, group.counts)) + ".");
  }
  row("all", report.all);
  document.blocks.emplace_back(std::move(table));
  if (!notes.empty()) document.blocks.emplace_back(Points{std::move(notes)});
}

void tellCriteria(Document& document, const AttributeRates& rates, double quantile) {
  Table table{"How far the groups lie apart", {"criterion", "difference", "between"}, {}};
  const auto add = [&](std::string name, Rate rate) {
    const auto& spread = rates.spread(rate);
    std::string between = "fewer than two groups have this rate";
    if (spread) {
      between = rates.groups[spread->lowest].name;
      between.append(" (lowest) and ").append(rates.groups[spread->highest].name);
    }
    table.rows.push_back({std::move(name),
                          spread ? fixedText(spread->difference, 3) + within(spread->interval) : "–",
                          std::move(between)});
  };
  add("base rates (what is there before any decision)", Rate::Base);
  add("statistical parity: selection rates", Rate::Selection);
  const auto ratio = rates.impactRatio();
  std::string impact = text(ratio);
  if (ratio) {
    const auto& spread = rates.spread(Rate::Selection);
    const auto interval =
        ratioInterval(shareOf(Rate::Selection, rates.groups[spread->lowest].counts),
                      shareOf(Rate::Selection, rates.groups[spread->highest].counts), quantile);
    if (interval) impact += within(*interval);
  }
  table.rows.push_back({"impact ratio: lowest over highest selection rate", impact,
                        !ratio                  ? "nobody was selected, or too few groups"
                        : *ratio >= kFourFifths ? "four fifths or more"
                                                : "BELOW FOUR FIFTHS: to be looked into"});
  add("equal opportunity: true positive rates", Rate::TruePositive);
  add("false positive rates", Rate::FalsePositive);
  table.rows.push_back({"equalized odds: the larger of these two", text(rates.equalizedOdds()), ""});
  add("predictive parity: precision", Rate::Precision);
  document.blocks.emplace_back(std::move(table));
}

void tellCalibration(Document& document, const AttributeRates& rates, const Fairness& report,
                     double quantile) {
  if (!report.calibration) return;
  Table table{"Calibration: what share was right, by score",
              {"group", "score", "rows", "mean score", "observed"},
              {}};
  const auto add = [&](const std::string& name, const std::optional<Calibration>& calibration) {
    if (!calibration) return;
    for (const Calibration::Bin& bin : calibration->bins)
      table.rows.push_back({name, fixedText(bin.from, 2) + " to " + fixedText(bin.to, 2),
                            formatInteger(bin.positives.of),
                            fixedText(bin.scoreSum / static_cast<double>(bin.positives.of), 3),
                            text(bin.positives, quantile)});
  };
  std::string errors = "Expected calibration error: all " + fixedText(report.calibration->error, 4);
  for (const Group& group : rates.groups) {
    add(group.name, group.calibration);
    if (group.calibration) errors += ", " + group.name + " " + fixedText(group.calibration->error, 4);
  }
  document.blocks.emplace_back(std::move(table));
  document.say(errors + ".");
}

void tellFlip(Document& document, const AttributeAudit& audit, double quantile) {
  document.heading(3, "Had they been of another group");
  if (!audit.flip) return document.say("Not tried: " + audit.whyNoFlip + ".");
  const Flip& flip = *audit.flip;
  const Share share{flip.changed, flip.rows};
  const auto interval = wilson(share, quantile);
  document.say(
      "With this attribute alone set to another group's value, the model decides otherwise about " +
      formatInteger(flip.changed) + " of " + formatInteger(flip.rows) + " people" +
      (interval ? " (" + percentText(interval->low) + " to " + percentText(interval->high) + ")" : "") +
      "; the score moves by " + fixedText(flip.meanChange, 4) + " in the mean, by at most " +
      fixedText(flip.maxChange, 4) + ".");
  Table table{
      "Set to each group", {"as", "people of other groups", "selected only so", "not selected so"}, {}};
  for (std::size_t group = 0; group < flip.into.size(); ++group)
    table.rows.push_back({audit.rates.groups[group].name, formatInteger(flip.into[group].rows),
                          formatInteger(flip.into[group].gained), formatInteger(flip.into[group].lost)});
  document.blocks.emplace_back(std::move(table));
}

void tellProxy(Document& document, const AttributeAudit& audit) {
  document.heading(3, "How well the other features tell the group");
  if (!audit.proxy) return document.say("Not tried: " + audit.whyNoProxy + ".");
  document.say("A plain logistic model of each group against the rest, learnt on " +
               formatInteger(audit.proxy->learnt) + " rows without the attribute and measured on " +
               formatInteger(audit.proxy->tested) +
               " others. An AUC of 0.5 tells nothing, 1 everything: the nearer to 1, the less leaving the "
               "attribute out of a model hides it. Intervals are DeLong's.");
  Table table{"Proxies", {"group", "AUC", "told most by"}, {}};
  for (const Proxy& proxy : audit.proxy->groups) {
    std::string names;
    for (const std::string& name : proxy.strongest) names += (names.empty() ? "" : ", ") + name;
    table.rows.push_back({proxy.group,
                          proxy.auc ? fixedText(proxy.auc->value, 3) + within(proxy.auc->interval) : "–",
                          proxy.auc ? names : proxy.why});
  }
  document.blocks.emplace_back(std::move(table));
}

void tellWhatIfs(Document& document, const AttributeAudit& audit, const Fairness& report) {
  document.heading(3, "What removing the difference would cost");
  for (const WhatIf& what : audit.whatIfs) {
    Table table{what.way, {"figure", "before", "after", "change"}, {}};
    for (const Effect each : kEffects) {
      const Change& change = what.effect(each);
      std::string moved = "–";
      if (change.before && change.after)
        moved = fixedText(*change.after - *change.before, 4) +
                (change.interval ? " (" + fixedText(change.interval->low, 4) + " to " +
                                       fixedText(change.interval->high, 4) + ")"
                                 : "");
      table.rows.push_back({std::string(nameOf(each)), text(change.before), text(change.after), moved});
    }
    document.say(what.how + " " + formatInteger(what.decidedOtherwise) + " of " + formatInteger(report.rows) +
                 " people would be decided about otherwise.");
    document.blocks.emplace_back(std::move(table));
  }
  std::vector<std::string> reasons;
  for (const std::string& why : audit.whyNoWhatIf) reasons.push_back("Not tried: " + why + ".");
  if (!reasons.empty()) document.blocks.emplace_back(Points{std::move(reasons)});
  if (!audit.whatIfs.empty())
    document.say("Intervals of changes: the middle " + surety(report) + " of " +
                 formatInteger(report.resampling.repeats) + " resamples of the rows (seed " +
                 formatInteger(report.resampling.seed) +
                 "); models and thresholds stay as they are, so what another training set would change is "
                 "not in them.");
}

}  // namespace

Document toDocument(const Fairness& report) {
  const double quantile = normalQuantile(report.how.confidence);
  Document document{"Fairness", {}};
  document.say(formatInteger(report.rows) + " rows. Selected: " + report.decidedBy + ".");
  document.say(
      "Numbers in brackets are " + surety(report) +
      " intervals: Wilson's for rates, Newcombe's for the difference of two, Katz's for their ratio. The "
      "two groups farthest apart were picked from all, so with many groups their difference looks larger "
      "than it is.");
  document.say(std::string(kNotAtOnce));
  for (const AttributeAudit& audit : report.attributes) {
    document.heading(2, "By " + audit.rates.attribute);
    tellGroups(document, audit.rates, report, quantile);
    tellCriteria(document, audit.rates, quantile);
    tellCalibration(document, audit.rates, report, quantile);
    tellFlip(document, audit, quantile);
    tellProxy(document, audit);
    tellWhatIfs(document, audit, report);
  }
  return document;
}

}  // namespace sayso::audit
