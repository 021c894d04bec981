#include "core/audit/logistic.h"

#include <algorithm>
#include <cmath>

#include "core/base/math.h"

namespace sayso::audit {
namespace {

constexpr int kMostRounds = 100;
constexpr double kSettled = 1e-10;  // of the largest slope
constexpr double kLeastPivot = 1e-300;

/// log(1 + e^margin) without overflow.
double softplus(double margin) {
  return margin > 0 ? margin + math::log1p(math::exp(-margin)) : math::log1p(math::exp(margin));
}

double sigmoid(double margin) { return 1 / (1 + math::exp(-margin)); }

bool isFinite(const std::vector<double>& numbers) {
  return std::all_of(numbers.begin(), numbers.end(), [](double each) { return std::isfinite(each); });
}

/// Solves matrix * x = right, in place, by Cholesky's decomposition without square roots. `matrix` is
/// symmetric and positive definite, its lower triangle is read, row after row. What is singular to rounding
/// does not move.
void solve(std::vector<double>& matrix, std::vector<double>& right) {
  const std::size_t n = right.size();
  const auto at = [&](std::size_t row, std::size_t column) -> double& { return matrix[row * n + column]; };
  for (std::size_t j = 0; j < n; ++j) {
    for (std::size_t k = 0; k < j; ++k) at(j, j) -= at(j, k) * at(j, k) * at(k, k);
    const bool isFlat = !(at(j, j) > kLeastPivot);
    for (std::size_t i = j + 1; i < n; ++i) {
      for (std::size_t k = 0; k < j; ++k) at(i, j) -= at(i, k) * at(j, k) * at(k, k);
      at(i, j) = isFlat ? 0 : at(i, j) / at(j, j);
    }
    if (isFlat) at(j, j) = 0;
  }
  for (std::size_t i = 0; i < n; ++i)
    for (std::size_t k = 0; k < i; ++k) right[i] -= at(i, k) * right[k];
  for (std::size_t i = 0; i < n; ++i) right[i] = at(i, i) > 0 ? right[i] / at(i, i) : 0;
  for (std::size_t i = n; i-- > 0;)
    for (std::size_t k = i + 1; k < n; ++k) right[i] -= at(k, i) * right[k];
}

/// The rows with each column moved to mean 0 and spread 1, and a last column of ones: the same problem,
/// better to compute. The penalty of a column follows its spread.
class Problem {
 public:
  Problem(const Matrix& rows, std::span<const char> labels, std::span<const double> weights, double penalty)
      : width_(rows.width() + 1), x_(rows.rows() * width_, 1.0), penalty_(width_, 0.0) {
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      y_.push_back(labels[row] ? 1 : 0);
      weight_.push_back(weights.empty() ? 1 : weights[row]);
      total_ += weight_.back();
    }
    for (std::size_t column = 0; column + 1 < width_; ++column) scale(rows, column, penalty);
  }

  std::size_t width() const { return width_; }
  double total() const { return total_; }
  /// Whether the columns can be put on one scale.
  bool isSound() const { return isFinite(means_) && isFinite(spreads_); }

  double positives() const {
    double sum = 0;
    for (std::size_t row = 0; row < y_.size(); ++row) sum += weight_[row] * y_[row];
    return sum;
  }

  double logLoss(const std::vector<double>& at) const {
    double sum = 0;
    for (std::size_t row = 0; row < y_.size(); ++row) {
      const double margin = marginOf(row, at);
      sum += weight_[row] * (softplus(margin) - y_[row] * margin);
    }
    return sum;
  }
  double loss(const std::vector<double>& at) const {
    double sum = logLoss(at);
    for (std::size_t i = 0; i < width_; ++i) sum += 0.5 * penalty_[i] * at[i] * at[i];
    return sum;
  }

  /// The slope at `at`, and the step that Newton takes from there.
  struct Move {
    std::vector<double> slope, step;
  };
  Move move(const std::vector<double>& at) const {
    std::vector<double> slope(width_), curve(width_ * width_);
    for (std::size_t row = 0; row < y_.size(); ++row) {
      const double* const x = x_.data() + row * width_;
      const double chance = sigmoid(marginOf(row, at));
      const double miss = weight_[row] * (chance - y_[row]);
      const double bend = weight_[row] * chance * (1 - chance);
      for (std::size_t i = 0; i < width_; ++i) {
        slope[i] += miss * x[i];
        const double bent = bend * x[i];
        for (std::size_t j = 0; j <= i; ++j) curve[i * width_ + j] += bent * x[j];
      }
    }
    for (std::size_t i = 0; i < width_; ++i) {
      slope[i] += penalty_[i] * at[i];
      curve[i * width_ + i] += penalty_[i];
    }
    Move move{slope, std::move(slope)};
    solve(curve, move.step);
    return move;
  }

  /// What was found, for the columns as they were.
  void tell(const std::vector<double>& found, Logistic& model) const {
    model.intercept = found.back();
    for (std::size_t column = 0; column + 1 < width_; ++column) {
      model.coef.push_back(found[column] / spreads_[column]);
      model.intercept -= model.coef.back() * means_[column];
    }
    model.mean = means_;
  }

 private:
  void scale(const Matrix& rows, std::size_t column, double penalty) {
    double sum = 0, count = 0, squares = 0;
    for (std::size_t row = 0; row < rows.rows(); ++row)
      if (const double x = rows.row(row)[column]; !std::isnan(x)) sum += x, count += 1;
    const double mean = count > 0 ? sum / count : 0;
    for (std::size_t row = 0; row < rows.rows(); ++row) {
      const double x = rows.row(row)[column];
      const double centered = std::isnan(x) ? 0 : x - mean;
      x_[row * width_ + column] = centered;
      squares += centered * centered;
    }
    const double spread = count > 0 && squares > 0 ? std::sqrt(squares / count) : 1;
    for (std::size_t row = 0; row < rows.rows(); ++row) x_[row * width_ + column] /= spread;
    means_.push_back(mean);
    spreads_.push_back(spread);
    penalty_[column] = penalty / (spread * spread);
  }

  double marginOf(std::size_t row, const std::vector<double>& at) const {
    double sum = 0;
    for (std::size_t i = 0; i < width_; ++i) sum += x_[row * width_ + i] * at[i];
    return sum;
  }

  std::size_t width_;
  std::vector<double> x_, y_, weight_, penalty_, means_, spreads_;
  double total_ = 0;
};

double largest(const std::vector<double>& slope) {
  double most = 0;
  for (const double each : slope) most = std::max(most, std::fabs(each));
  return most;
}

}  // namespace

double Logistic::margin(std::span<const double> row) const {
  double sum = intercept;
  for (std::size_t column = 0; column < coef.size(); ++column)
    sum += coef[column] * (std::isnan(row[column]) ? mean[column] : row[column]);
  return sum;
}

double Logistic::probability(std::span<const double> row) const { return sigmoid(margin(row)); }

Result<Logistic> fitLogistic(const Matrix& rows, std::span<const char> labels,
                             std::span<const double> weights, double penalty) {
  const auto width = static_cast<double>(rows.width() + 1);
  if (static_cast<double>(rows.rows()) * width * width > kMostFitWork)
    return Error{ErrorCode::TooLarge, "too many rows and columns to fit", ""};
  const Error tooLarge{ErrorCode::OutOfRange, "the values are too large to fit", "line 2"};
  const Problem problem(rows, labels, weights, penalty);
  if (!problem.isSound()) return tooLarge;
  const double positives = problem.positives(), total = problem.total();
  if (!(positives > 0 && positives < total))
    return Error{ErrorCode::BadValue, "all labels are the same", "line 2"};
  std::vector<double> at(problem.width());
  at.back() = math::log(positives / (total - positives));
  Logistic found;
  for (; found.rounds < kMostRounds; ++found.rounds) {
    const Problem::Move move = problem.move(at);
    if (!(largest(move.slope) >= kSettled * total)) break;
    const double before = problem.loss(at);
    std::vector<double> next;
    for (double size = 1; size > kSettled; size /= 2) {
      next = at;
      for (std::size_t i = 0; i < at.size(); ++i) next[i] -= size * move.step[i];
      if (problem.loss(next) <= before) break;
    }
    if (next == at) break;
    at = std::move(next);
  }
  problem.tell(at, found);
  found.logLoss = problem.logLoss(at) / total;
  if (!isFinite(found.coef) || !std::isfinite(found.intercept) || !std::isfinite(found.logLoss))
    return tooLarge;
  return found;
}

}  // namespace sayso::audit
