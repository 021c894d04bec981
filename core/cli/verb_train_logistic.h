#pragma once

#include <vector>

#include "core/base/result.h"
#include "core/cli/verb_train_rows.h"

/// Logistic regression with an L2 penalty, as scikit-learn's `LogisticRegression(C=1/penalty)`: the sum of
/// the log losses plus penalty/2 times the squared coefficients; the intercept is free.
namespace sayso::cli {

struct Logistic {
  std::vector<double> coef;
  double intercept = 0;
  double logLoss = 0;  // mean over the rows, without the penalty
  int rounds = 0;
};

/// By Newton's method with steps halved where they overshoot: the sum is convex, and with a penalty above 0
/// its minimum is one point. `rows` have labels of both kinds, else there is no minimum (`bad-value`).
Result<Logistic> fitLogistic(const Rows& rows, double penalty);

}  // namespace sayso::cli
