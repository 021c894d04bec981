#include "core/cli/verb_audit_fairness.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/audit/logistic.h"
#include "core/base/number.h"
#include "core/cli/decisions_file.h"
#include "core/cli/verb_audit_report.h"

namespace sayso::cli {
namespace {

using audit::AttributeAudit;
using audit::Fairness;
using audit::Grouping;
using audit::WhatIf;

constexpr double kMostDraws = 2e9;

/// Who is selected: those scored so high, a share of all, or whom the file says.
struct Rule {
  enum class By : unsigned char { Threshold, Share, File } by = By::Threshold;
  double number = 0.5;  // the threshold or the share

  double threshold(const std::vector<double>& scores) const {
    if (by == By::Threshold) return number;
    return audit::thresholdFor(scores, std::vector<char>(scores.size(), 1), number);
  }
};

std::vector<char> decide(const std::vector<double>& scores, double threshold) {
  std::vector<char> selected;
  for (const double score : scores) selected.push_back(score >= threshold ? 1 : 0);
  return selected;
}

double shareOf(const std::vector<char>& flags) {
  return static_cast<double>(std::count(flags.begin(), flags.end(), 1)) / static_cast<double>(flags.size());
}

/// All that an audit works on.
class Auditor {
 public:
  Auditor(const Args& args, DecisionsFile file, std::optional<recommend::RowModel> model)
      : args_(args), file_(std::move(file)), model_(std::move(model)) {}

  Result<Fairness> run() {
    for (const auto step : {&Auditor::readOptions, &Auditor::readRule, &Auditor::readTrain})
      if (auto fault = (this->*step)()) return *std::move(fault);
    report_.rows = file_.groupings.front().of.size();
    if (static_cast<double>(report_.rows) * static_cast<double>(report_.resampling.repeats) > kMostDraws)
      return Error{ErrorCode::TooLarge, "more than 2e9 draws: ask for fewer", "--repeats"};
    tellAll();
    for (std::size_t at = 0; at < file_.groupings.size(); ++at) look(at);
    return std::move(report_);
  }

 private:
  std::optional<Error> readOptions() {
    const auto least = countWithin(args_, "least", 30, 1, 100'000);
    const auto bins = countWithin(args_, "bins", 10, 1, 100);
    const auto penalty = numberWithin(args_, "penalty", 1, 1e-6, 1e9);
    const auto resampling = resamplingOf(args_);
    for (const auto* number : {&least, &bins})
      if (!*number) return number->error();
    if (!penalty) return penalty.error();
    if (!resampling) return resampling.error();
    report_.how = {least.value(), resampling.value().confidence, bins.value()};
    report_.resampling = resampling.value();
    penalty_ = penalty.value();
    return std::nullopt;
  }

  std::optional<Error> readRule() {
    constexpr double kAny = std::numeric_limits<double>::max();
    const auto threshold = numberWithin(args_, "threshold", 0.5, -kAny, kAny);
    const auto share = numberWithin(args_, "select", 0.5, 0, 1);
    for (const auto* number : {&threshold, &share})
      if (!*number) return number->error();
    if (!file_.decided.empty()) {
      selected_ = file_.decided;
      rule_ = {Rule::By::File, ::sayso::cli::shareOf(selected_)};
      report_.decidedBy = "as the file says (" + args_.get("decision") + ")";
      return std::nullopt;
    }
    if (args_.has("select"))
      rule_ = {Rule::By::Share, share.value()};
    else
      rule_ = {Rule::By::Threshold, threshold.value()};
    const double cut = rule_.threshold(file_.scores);
    report_.threshold = cut;
    report_.decidedBy = "a score of " + fixedText(cut) + " or more";
    if (args_.has("select"))
      report_.decidedBy +=
          ", as near as equal scores allow to the highest " + args_.get("select") + " of all";
    selected_ = decide(file_.scores, cut);
    return std::nullopt;
  }

  static std::string fixedText(double number) { return audit::fixedText(number, 4); }

  std::optional<Error> readTrain() {
    if (!args_.has("train")) return std::nullopt;
    const std::string path = args_.get("train");
    const auto text = readFile(path);
    if (!text) return text.error();
    DecisionsShape shape = shapeOf(args_, model_ ? &*model_ : nullptr);
    shape.decision.clear();
    shape.score.clear();
    auto train = readDecisions(text.value(), shape, model_ ? &*model_ : nullptr);
    if (!train) return inFile(path, train.error());
    train_ = std::move(train).value();
    return std::nullopt;
  }

  void tellAll() {
    decisions_ = {selected_, file_.labels, file_.scores};
    for (std::size_t row = 0; row < report_.rows; ++row) report_.all.add(decisions_, row);
    report_.calibration = audit::calibrate(decisions_, std::vector<char>(report_.rows, 1), report_.how.bins);
  }

  void look(std::size_t at) {
    AttributeAudit& audit = report_.attributes.emplace_back();
    audit.rates = audit::groupRates(file_.groupings[at], decisions_, report_.how);
    tryFlip(at, audit);
    tryProxies(at, audit);
    tryThresholds(at, audit);
    tryReweighing(at, audit);
  }

  void tryFlip(std::size_t at, AttributeAudit& audit) const {
    if (!model_) {
      audit.whyNoFlip = "no model was given";
      return;
    }
    const auto settings = settingsOf(file_.columns[at], file_.groupings[at], file_.features);
    if (!settings) {
      audit.whyNoFlip = "the model does not read " + audit.rates.attribute;
      return;
    }
    const auto score = [&](std::span<const double> row) { return model_->predict(model_->margin(row)); };
    audit.flip = audit::flip(file_.features, file_.groupings[at], *settings, *report_.threshold, score);
  }

  void tryProxies(std::size_t at, AttributeAudit& audit) const {
    std::vector<std::size_t> kept;
    audit::Matrix others;
    for (std::size_t column = 0; column < file_.features.width(); ++column) {
      if (file_.columns[at].owns(file_.features.columns[column])) continue;
      kept.push_back(column);
      others.columns.push_back(file_.features.columns[column]);
    }
    if (kept.empty()) {
      audit.whyNoProxy = "no features were given";
      return;
    }
    for (std::size_t row = 0; row < file_.features.rows(); ++row)
      for (const std::size_t column : kept) others.values.push_back(file_.features.row(row)[column]);
    audit.proxy = audit::testProxies(others, file_.groupings[at],
                                     audit::normalQuantile(report_.how.confidence), report_.resampling.seed);
  }

  std::vector<char> smallOf(const AttributeAudit& audit) const {
    std::vector<char> isSmall;
    for (const audit::Group& group : audit.rates.groups) isSmall.push_back(group.isSmall ? 1 : 0);
    return isSmall;
  }

  void compare(std::size_t at, AttributeAudit& audit, WhatIf what, const std::vector<char>& before,
               const std::vector<char>& after) const {
    audit::measure(what, file_.groupings[at], smallOf(audit), file_.labels, before, after,
                   report_.resampling);
    audit.whatIfs.push_back(std::move(what));
  }

  /// The rows of a group that count for a target: all of them, or those labelled 1.
  static std::vector<char> rowsOf(const Grouping& grouping, std::size_t group,
                                  const std::vector<char>& labels, bool positivesOnly) {
    std::vector<char> isIn;
    for (std::size_t row = 0; row < grouping.of.size(); ++row)
      isIn.push_back(grouping.of[row] == group && (!positivesOnly || labels[row]) ? 1 : 0);
    return isIn;
  }

  /// Thresholds for each group, chosen on the rows to train on where there are any.
  void tryThresholds(std::size_t at, AttributeAudit& audit) const {
    if (file_.scores.empty() || file_.labels.empty()) {
      audit.whyNoWhatIf.emplace_back("thresholds for each group, which need scores and labels");
      return;
    }
    const bool onTrain = train_ && model_;
    const DecisionsFile& chosenOn = onTrain ? *train_ : file_;
    const Grouping& grouping = chosenOn.groupings[at];
    if (grouping.names != file_.groupings[at].names) {
      audit.whyNoWhatIf.emplace_back("thresholds for each group: the rows to train on have other groups");
      return;
    }
    const std::vector<char> selected = onTrain ? decide(chosenOn.scores, *report_.threshold) : selected_;
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
      std::vector<char> after = selected_;
      for (std::size_t row = 0; row < after.size(); ++row)
        if (const std::size_t group = file_.groupings[at].of[row]; !audit.rates.groups[group].isSmall)
          after[row] = file_.scores[row] >= what.thresholds[group] ? 1 : 0;
      compare(at, audit, std::move(what), selected_, after);
    }
  }

  static std::optional<double> targetOf(const std::vector<char>& selected, const std::vector<char>& labels,
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

  void tryReweighing(std::size_t at, AttributeAudit& audit) {
    if (!train_ || file_.features.width() == 0 || file_.labels.empty()) {
      audit.whyNoWhatIf.emplace_back("reweighing, which needs features, labels and rows to train on");
      return;
    }
    if (!plain_) plain_ = audit::fitLogistic(train_->features, train_->labels, {}, penalty_);
    const auto weighted = audit::fitLogistic(train_->features, train_->labels,
                                             audit::reweigh(train_->groupings[at], train_->labels), penalty_);
    if (!*plain_ || !weighted) {
      audit.whyNoWhatIf.push_back("reweighing: " + (*plain_ ? weighted : *plain_).error().message);
      return;
    }
    WhatIf what;
    what.way = "reweighing";
    what.how =
        "A plain logistic model is learnt twice from the rows to train on: as they are (before), and with "
        "weights that make group and label independent (after; Kamiran and Calders 2012).";
    what.how += rule_.by == Rule::By::Threshold ? " Both have the same threshold."
                                                : " Both select as large a share of all.";
    compare(at, audit, std::move(what), decidedBy(plain_->value()), decidedBy(weighted.value()));
  }

  std::vector<char> decidedBy(const audit::Logistic& model) const {
    std::vector<double> scores;
    for (std::size_t row = 0; row < report_.rows; ++row)
      scores.push_back(model.probability(file_.features.row(row)));
    return decide(scores, rule_.threshold(scores));
  }

  const Args& args_;
  DecisionsFile file_;
  std::optional<recommend::RowModel> model_;
  std::optional<DecisionsFile> train_;
  std::optional<Result<audit::Logistic>> plain_;  // learnt once for all attributes
  Rule rule_;
  double penalty_ = 1;
  std::vector<char> selected_;
  audit::Decisions decisions_;
  Fairness report_;
};

/// What is wrong with the options before anything is read.
std::string_view misuse(const Args& args) {
  if (args.words.size() != 2 || !args.has("group") || !knowsFormat(args))
    return "expected DECISIONS.csv --group TITLE[,TITLE…] [--format json|markdown|html]";
  const int deciders = (args.has("score") ? 1 : 0) + (args.has("model") ? 1 : 0);
  if (deciders == 2) return "--score and --model both say the score";
  if (args.has("decision") && args.has("model")) return "--decision and --model both decide";
  if (args.has("threshold") && args.has("select")) return "--threshold and --select both decide";
  if (args.has("decision") && (args.has("threshold") || args.has("select")))
    return "--decision needs neither --threshold nor --select";
  if (deciders == 0 && !args.has("decision")) return "expected --decision, --score or --model";
  if (args.has("model") && args.has("features")) return "the features are the model's";
  if (args.has("train") && !args.has("label")) return "--train needs --label";
  return "";
}

}  // namespace

Result<Fairness> fairnessOf(const Args& args, std::string_view decisions) {
  auto model = modelOf(args);
  if (!model) return model.error();
  const recommend::RowModel* const scoring = model.value() ? &*model.value() : nullptr;
  auto file = readDecisions(decisions, shapeOf(args, scoring), scoring);
  if (!file) return inFile(args.words[1], file.error());
  if (file.value().groupings.empty()) return Error{ErrorCode::BadUsage, "no title", "--group"};
  return Auditor(args, std::move(file).value(), std::move(model).value()).run();
}

int runFairness(const Args& args, Io& io) {
  if (const auto fault = misuse(args); !fault.empty()) {
    io.say("say-so audit fairness: " + std::string(fault));
    return kBadUsage;
  }
  const auto text = readFile(args.words[1]);
  const auto report = text ? fairnessOf(args, text.value()) : Result<Fairness>(text.error());
  if (report)
    writeReport(args, audit::toJson(report.value()), audit::toDocument(report.value()), io);
  else
    io.refuse(report.error());
  return io.exitCode();
}

}  // namespace sayso::cli
