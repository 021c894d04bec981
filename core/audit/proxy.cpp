#include "core/audit/proxy.h"

#include <algorithm>
#include <cmath>

#include "core/audit/logistic.h"
#include "core/base/random.h"
#include "core/base/sort.h"

namespace sayso::audit {
namespace {

constexpr double kPenalty = 1;
constexpr std::size_t kMostColumns = 5;

/// Half of the rows, to learn from, and the others.
struct Halves {
  std::vector<std::size_t> learnt, tested;
};

Halves halve(std::size_t rows, std::uint64_t seed) {
  Random random(seed);
  std::vector<std::size_t> order(rows);
  for (std::size_t row = 0; row < rows; ++row) order[row] = row;
  for (std::size_t left = rows; left > 1; --left)
    std::swap(order[left - 1], order[static_cast<std::size_t>(random.below(left))]);
  const auto middle = order.begin() + static_cast<std::ptrdiff_t>(rows / 2);
  return {{order.begin(), middle}, {middle, order.end()}};
}

Matrix pick(const Matrix& rows, const std::vector<std::size_t>& which) {
  Matrix picked{rows.columns, {}};
  for (const std::size_t row : which)
    picked.values.insert(picked.values.end(), rows.row(row).begin(), rows.row(row).end());
  return picked;
}

std::vector<double> spreads(const Matrix& rows, const std::vector<double>& means) {
  std::vector<double> squares(rows.width());
  for (std::size_t row = 0; row < rows.rows(); ++row)
    for (std::size_t column = 0; column < rows.width(); ++column)
      if (const double x = rows.row(row)[column]; !std::isnan(x))
        squares[column] += (x - means[column]) * (x - means[column]);
  for (double& each : squares) each = std::sqrt(each);
  return squares;
}

/// The columns with the largest coefficient on an equal scale.
std::vector<std::string> strongest(const Matrix& rows, const Logistic& model) {
  std::vector<double> strength = spreads(rows, model.mean);
  for (std::size_t column = 0; column < strength.size(); ++column)
    strength[column] *= std::fabs(model.coef[column]);
  const auto order =
      sortedOrder(strength.size(), [&](std::size_t a, std::size_t b) { return strength[a] > strength[b]; });
  std::vector<std::string> names;
  for (const std::size_t column : order)
    if (names.size() < kMostColumns && strength[column] > 0) names.push_back(rows.columns[column]);
  return names;
}

}  // namespace

ProxyTest testProxies(const Matrix& rows, const Grouping& grouping, double quantile, std::uint64_t seed) {
  const Halves halves = halve(rows.rows(), seed);
  const Matrix learnt = pick(rows, halves.learnt), tested = pick(rows, halves.tested);
  ProxyTest test{halves.learnt.size(), halves.tested.size(), {}};
  const auto width = static_cast<double>(rows.width() + 1);
  const double work =
      static_cast<double>(learnt.rows()) * width * width * static_cast<double>(grouping.names.size());
  for (std::size_t group = 0; group < grouping.names.size(); ++group) {
    Proxy& proxy = test.groups.emplace_back();
    proxy.group = grouping.names[group];
    if (work > kMostFitWork) {
      proxy.why = "too many rows, columns and groups to fit";
      continue;
    }
    std::vector<char> isIn, isTested;
    for (const std::size_t row : halves.learnt) isIn.push_back(grouping.of[row] == group);
    for (const std::size_t row : halves.tested) isTested.push_back(grouping.of[row] == group);
    const auto model = fitLogistic(learnt, isIn, {}, kPenalty);
    if (!model) {
      proxy.why = model.error().code == ErrorCode::BadValue
                      ? "one half of the rows has nobody of the group, or nobody else"
                      : model.error().message;
      continue;
    }
    std::vector<double> scores;
    for (std::size_t row = 0; row < tested.rows(); ++row)
      scores.push_back(model.value().margin(tested.row(row)));
    proxy.auc = auc(scores, isTested, quantile);
    if (!proxy.auc) proxy.why = "one half of the rows has nobody of the group, or nobody else";
    proxy.strongest = strongest(learnt, model.value());
  }
  return test;
}

}  // namespace sayso::audit
