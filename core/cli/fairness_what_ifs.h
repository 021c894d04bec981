#pragma once

#include <optional>
#include <vector>

#include "core/audit/fairness.h"
#include "core/audit/logistic.h"
#include "core/cli/decisions_file.h"

/// Other ways to decide about the same people: what `say-so audit fairness` says that they would cost.
namespace sayso::cli {

/// Who is selected: those scored so high, a share of all, or whom the file says.
struct Rule {
  enum class By : unsigned char { Threshold, Share, File } by = By::Threshold;
  double number = 0.5;  // the threshold or the share

  double threshold(const std::vector<double>& scores) const;
};

std::vector<char> decide(const std::vector<double>& scores, double threshold);

class WhatIfs {
 public:
  struct Given {
    const DecisionsFile& file;
    const DecisionsFile* train;  // nullptr: no rows to train on
    Rule rule;
    std::vector<char> selected;
    std::optional<double> threshold;
    double penalty;  // of a model that is learnt
  };
  WhatIfs(Given given, const audit::Resampling& resampling)
      : given_(std::move(given)), resampling_(resampling) {}

  /// Adds them to the audit of an attribute, or why one cannot be told.
  void look(std::size_t attribute, audit::AttributeAudit& audit);

 private:
  void tryThresholds(std::size_t attribute, audit::AttributeAudit& audit) const;
  void tryReweighing(std::size_t attribute, audit::AttributeAudit& audit);
  void compare(std::size_t attribute, audit::AttributeAudit& audit, audit::WhatIf what,
               const std::vector<char>& before, const std::vector<char>& after) const;
  std::vector<char> decidedBy(const audit::Logistic& model) const;

  Given given_;
  audit::Resampling resampling_;
  std::optional<Result<audit::Logistic>> plain_;  // learnt once for all attributes
};

}  // namespace sayso::cli
