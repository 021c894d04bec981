#include "core/cli/verb_audit_fairness.h"

#include <algorithm>
#include <limits>

#include "core/cli/fairness_what_ifs.h"
#include "core/cli/verb_audit_report.h"

namespace sayso::cli {
namespace {

using audit::AttributeAudit;
using audit::Fairness;

constexpr double kMostDraws = 2e9;

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
    const DecisionsFile* const train = train_ ? &*train_ : nullptr;
    WhatIfs whatIfs({file_, train, rule_, selected_, report_.threshold, penalty_}, report_.resampling);
    for (std::size_t at = 0; at < file_.groupings.size(); ++at) look(at, whatIfs);
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

  void look(std::size_t at, WhatIfs& whatIfs) {
    AttributeAudit& audit = report_.attributes.emplace_back();
    audit.rates = audit::groupRates(file_.groupings[at], decisions_, report_.how);
    tryFlip(at, audit);
    tryProxies(at, audit);
    whatIfs.look(at, audit);
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
    audit.proxy = audit::testProxies(others, file_.groupings[at], normalQuantile(report_.how.confidence),
                                     report_.resampling.seed);
  }

  const Args& args_;
  DecisionsFile file_;
  std::optional<recommend::RowModel> model_;
  std::optional<DecisionsFile> train_;
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
  return answer(args, text ? fairnessOf(args, text.value()) : Result<Fairness>(text.error()), io);
}

}  // namespace sayso::cli
