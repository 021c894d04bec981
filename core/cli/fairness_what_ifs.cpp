#include "core/cli/fairness_what_ifs.h"

namespace sayso::cli {
namespace {

using audit::AttributeAudit;
using audit::Grouping;
using audit::WhatIf;

std::vector<char> smallOf(const AttributeAudit& audit) {
  std::vector<char> isSmall;
  for (const audit::Group& group : audit.rates.groups) isSmall.push_back(group.isSmall ? 1 : 0);
  return isSmall;
}

/// The rows of a group that count for a target: all of them, or those labelled 1.
std::vector<char> rowsOf(const Grouping& grouping, std::size_t group, const std::vector<char>& labels,
                         bool positivesOnly) {
  std::vector<char> isIn;
  for (std::size_t row = 0; row < grouping.of.size(); ++row)
    isIn.push_back(grouping.of[row] == group && (!positivesOnly || labels[row]) ? 1 : 0);
  return isIn;
}

std::optional<double> targetOf(const std::vector<char>& selected, const std::vector<char>& labels,
                               bool positivesOnly) {
  double taken = 0, all = 0;
  for (std::size_t row = 0; row < selected.size(); ++row) {
    if (positivesOnly && !labels[row]) continue;
    all += 1;
    taken += selected[row] ? 1 : 0;
  }
  if (all == 0) return std::nullopt;
  return taken / all;
}

}  // namespace

double Rule::threshold(const std::vector<double>& scores) const {
  if (by == By::Threshold) return number;
  return audit::thresholdFor(scores, std::vector<char>(scores.size(), 1), number);
}

std::vector<char> decide(const std::vector<double>& scores, double threshold) {
  std::vector<char> selected;
  for (const double score : scores) selected.push_back(score >= threshold ? 1 : 0);
  return selected;
}

void WhatIfs::look(std::size_t attribute, AttributeAudit& audit) {
  tryThresholds(attribute, audit);
  tryReweighing(attribute, audit);
}

void WhatIfs::compare(std::size_t attribute, AttributeAudit& audit, WhatIf what,
                      const std::vector<char>& before, const std::vector<char>& after) const {
  const DecisionsFile& file = given_.file;
  audit::measure(what, file.groupings[attribute], smallOf(audit), file.labels, before, after, resampling_);
  audit.whatIfs.push_back(std::move(what));
}

/// Thresholds for each group, chosen on the rows to train on where the model scores them.
void WhatIfs::tryThresholds(std::size_t attribute, AttributeAudit& audit) const {
  const DecisionsFile& file = given_.file;
  if (file.scores.empty() || file.labels.empty()) {
    audit.whyNoWhatIf.emplace_back("thresholds for each group, which need scores and labels");
    return;
  }
  const bool onTrain = given_.train && !given_.train->scores.empty();
  const DecisionsFile& chosenOn = onTrain ? *given_.train : file;
  const Grouping& grouping = chosenOn.groupings[attribute];
  if (grouping.names != file.groupings[attribute].names) {
    audit.whyNoWhatIf.emplace_back("thresholds for each group: the rows to train on have other groups");
    return;
  }
  const std::vector<char> selected = onTrain ? decide(chosenOn.scores, *given_.threshold) : given_.selected;
  for (const bool positivesOnly : {false, true}) {
    const auto target = targetOf(selected, chosenOn.labels, positivesOnly);
    if (!target) {
      audit.whyNoWhatIf.emplace_back("thresholds for equal true positive rates: nobody is labelled 1");
      continue;
    }
    WhatIf what;
    what.way =
        positivesOnly ? "thresholds for equal true positive rates" : "thresholds for equal selection rates";
    what.how = std::string("Each group has a threshold of its own, chosen on ") +
               (onTrain ? "the rows to train on" : "these same rows, so the cost is told too low") +
               ", so that its " + (positivesOnly ? "true positive rate" : "selection rate") +
               " is that of all (" + audit::fixedText(*target, 3) + ").";
    for (std::size_t group = 0; group < grouping.names.size(); ++group)
      what.thresholds.push_back(audit::thresholdFor(
          chosenOn.scores, rowsOf(grouping, group, chosenOn.labels, positivesOnly), *target));
    std::vector<char> after = given_.selected;
    for (std::size_t row = 0; row < after.size(); ++row)
      if (const std::size_t group = file.groupings[attribute].of[row]; !audit.rates.groups[group].isSmall)
        after[row] = file.scores[row] >= what.thresholds[group] ? 1 : 0;
    compare(attribute, audit, std::move(what), given_.selected, after);
  }
}

void WhatIfs::tryReweighing(std::size_t attribute, AttributeAudit& audit) {
  const DecisionsFile* const train = given_.train;
  if (!train || given_.file.features.width() == 0 || given_.file.labels.empty()) {
    audit.whyNoWhatIf.emplace_back("reweighing, which needs features, labels and rows to train on");
    return;
  }
  if (!plain_) plain_ = audit::fitLogistic(train->features, train->labels, {}, given_.penalty);
  const auto weighted =
      audit::fitLogistic(train->features, train->labels,
                         audit::reweigh(train->groupings[attribute], train->labels), given_.penalty);
  if (!*plain_ || !weighted) {
    audit.whyNoWhatIf.push_back("reweighing: " + (*plain_ ? weighted : *plain_).error().message);
    return;
  }
  WhatIf what;
  what.way = "reweighing";
  what.how =
      "A plain logistic model is learnt twice from the rows to train on: as they are (before), and with "
      "weights that make group and label independent (after; Kamiran and Calders 2012).";
  what.how += given_.rule.by == Rule::By::Threshold ? " Both have the same threshold."
                                                    : " Both select as large a share of all.";
  compare(attribute, audit, std::move(what), decidedBy(plain_->value()), decidedBy(weighted.value()));
}

std::vector<char> WhatIfs::decidedBy(const audit::Logistic& model) const {
  const audit::Matrix& features = given_.file.features;
  std::vector<double> scores;
  for (std::size_t row = 0; row < features.rows(); ++row)
    scores.push_back(model.probability(features.row(row)));
  return decide(scores, given_.rule.threshold(scores));
}

}  // namespace sayso::cli
