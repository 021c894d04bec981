#pragma once

#include <span>
#include <vector>

#include "core/audit/matrix.h"
#include "core/base/result.h"

/// Logistic regression with an L2 penalty, as scikit-learn's `LogisticRegression(C=1/penalty)`: the weighted
/// sum of the log losses plus penalty/2 times the squared coefficients; the intercept is free. In one order
/// of sums and with core/base/math, so every build finds the same bits.
namespace sayso::audit {

struct Logistic {
  std::vector<double> coef;
  std::vector<double> mean;  // of each column, over the rows that have a value: stands for a missing one
  double intercept = 0;
  double logLoss = 0;  // weighted mean over the rows, without the penalty
  int rounds = 0;

  double margin(std::span<const double> row) const;
  double probability(std::span<const double> row) const;
};

/// The most that a fit may cost: rows times squared columns.
constexpr double kMostFitWork = 2e10;

/// By Newton's method with steps halved where they overshoot: the sum is convex, and with a penalty above 0
/// its minimum is one point. A missing value counts as the mean of its column. `weights` may be empty (each
/// row counts one). Labels of one kind alone are `bad-value`, too much work is `too-large`.
Result<Logistic> fitLogistic(const Matrix& rows, std::span<const char> labels,
                             std::span<const double> weights, double penalty);

}  // namespace sayso::audit
