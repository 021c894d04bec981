#include "core/cli/verb_train_logistic.h"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <cmath>

namespace sayso::cli {
namespace {

constexpr int kMostRounds = 100;
constexpr double kSettled = 1e-10;  // of the largest slope

/// log(1 + e^margin) without overflow.
double softplus(double margin) {
  return margin > 0 ? margin + std::log1p(std::exp(-margin)) : std::log1p(std::exp(margin));
}

class Problem {
 public:
  Problem(const Rows& rows, double penalty)
      : x_(static_cast<Eigen::Index>(rows.values.size()),
           static_cast<Eigen::Index>(rows.features.size() + 1)),
        y_(static_cast<Eigen::Index>(rows.values.size())),
        penalty_(Eigen::VectorXd::Constant(x_.cols(), penalty)) {
    penalty_(x_.cols() - 1) = 0;  // the last column is the intercept's
    for (Eigen::Index row = 0; row < x_.rows(); ++row) {
      const std::vector<double>& values = rows.values[static_cast<std::size_t>(row)];
      for (Eigen::Index column = 0; column + 1 < x_.cols(); ++column)
        x_(row, column) = values[static_cast<std::size_t>(column)];
      x_(row, x_.cols() - 1) = 1;
      y_(row) = rows.labels[static_cast<std::size_t>(row)];
    }
  }

  Eigen::Index width() const { return x_.cols(); }

  double logLoss(const Eigen::VectorXd& weights) const {
    const Eigen::VectorXd margin = x_ * weights;
    double sum = 0;
    for (Eigen::Index row = 0; row < margin.size(); ++row)
      sum += softplus(margin(row)) - y_(row) * margin(row);
    return sum;
  }
  double loss(const Eigen::VectorXd& weights) const {
    return logLoss(weights) + 0.5 * penalty_.cwiseProduct(weights).dot(weights);
  }

  /// The slope at `weights`, and the step that Newton takes from there.
  struct Move {
    Eigen::VectorXd slope, step;
  };
  Move move(const Eigen::VectorXd& weights) const {
    const Eigen::VectorXd chance = (1 + (-(x_ * weights).array()).exp()).inverse();
    const Eigen::VectorXd slope = x_.transpose() * (chance - y_) + penalty_.cwiseProduct(weights);
    const Eigen::VectorXd curve = chance.array() * (1 - chance.array());
    Eigen::MatrixXd hessian = x_.transpose() * curve.asDiagonal() * x_;
    hessian.diagonal() += penalty_;
    return {slope, hessian.ldlt().solve(slope)};
  }

 private:
  Eigen::MatrixXd x_;
  Eigen::VectorXd y_;
  Eigen::VectorXd penalty_;
};

}  // namespace

Result<Logistic> fitLogistic(const Rows& rows, double penalty) {
  double positives = 0;
  for (const double label : rows.labels) positives += label;
  const auto count = static_cast<double>(rows.labels.size());
  if (positives == 0 || positives == count)
    return Error{ErrorCode::BadValue, "all labels are the same", "line 2"};
  const Problem problem(rows, penalty);
  Eigen::VectorXd weights = Eigen::VectorXd::Zero(problem.width());
  weights(problem.width() - 1) = std::log(positives / (count - positives));
  Logistic found;
  for (; found.rounds < kMostRounds; ++found.rounds) {
    const Problem::Move move = problem.move(weights);
    if (move.slope.lpNorm<Eigen::Infinity>() < kSettled * count) break;
    const double before = problem.loss(weights);
    double size = 1;
    while (size > kSettled && !(problem.loss(weights - size * move.step) <= before)) size /= 2;
    weights -= size * move.step;
  }
  if (!weights.allFinite()) return Error{ErrorCode::OutOfRange, "the values are too large to fit", "line 2"};
  found.coef.assign(weights.data(), weights.data() + weights.size() - 1);
  found.intercept = weights(weights.size() - 1);
  found.logLoss = problem.logLoss(weights) / count;
  return found;
}

}  // namespace sayso::cli
