#include "core/privacy/accountant.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/function_ref.h"
#include "core/base/math.h"

namespace sayso::privacy {
namespace {

constexpr int kLastInARow = 64;

constexpr auto makeOrders() {
  std::array<int, kLastInARow - 1 + 3> orders{};
  std::size_t at = 0;
  for (int order = 2; order <= kLastInARow; ++order) orders[at++] = order;
  for (const int order : {96, 128, 256}) orders[at++] = order;
  return orders;
}
constexpr auto kOrders = makeOrders();

/// ln of a sum, given the logarithms of what is added: the terms themselves may be beyond any double.
double logSum(const std::vector<double>& logs) {
  const double most = *std::max_element(logs.begin(), logs.end());
  double sum = 0;
  for (const double each : logs) sum += math::exp(each - most);
  return most + math::log(sum);
}

/// The smallest epsilon over all orders, of what an order adds for delta.
Accounted least(const Rounds& rounds, FunctionRef<double(double order)> added) {
  Accounted best;
  for (const int order : kOrders) {
    const double epsilon = renyiDivergence(rounds, order) + added(order);
    if (best.order == 0 || epsilon < best.epsilon) best = {epsilon, order};
  }
  best.epsilon = std::max(0.0, best.epsilon);
  return best;
}

}  // namespace

std::span<const int> renyiOrders() { return kOrders; }

double renyiDivergence(const Rounds& rounds, int order) {
  const double twice = 2 * rounds.noiseMultiplier * rounds.noiseMultiplier;
  if (rounds.rate >= 1) return rounds.count * (order / twice);
  const double in = math::log(rounds.rate), out = math::log1p(-rounds.rate);
  std::vector<double> logs;
  double choices = 0;  // ln of the binomial coefficient
  for (int taken = 0; taken <= order; ++taken) {
    if (taken > 0) choices += math::log(order - taken + 1) - math::log(taken);
    logs.push_back(choices + (order - taken) * out + taken * in + taken * (taken - 1.0) / twice);
  }
  return rounds.count * (logSum(logs) / (order - 1));
}

Accounted mironovEpsilon(const Rounds& rounds, double delta) {
  return least(rounds, [&](double order) { return -math::log(delta) / (order - 1); });
}

Accounted improvedEpsilon(const Rounds& rounds, double delta) {
  return least(rounds, [&](double order) {
    return math::log1p(-1 / order) - (math::log(delta) + math::log(order)) / (order - 1);
  });
}

double zeroConcentrated(const Rounds& rounds) {
  return rounds.count / (2 * rounds.noiseMultiplier * rounds.noiseMultiplier);
}

double zeroConcentratedEpsilon(double rho, double delta) {
  return rho + 2 * std::sqrt(-rho * math::log(delta));
}

Composed composeBasic(double epsilon, double delta, double count) { return {epsilon * count, delta * count}; }

Composed composeAdvanced(double epsilon, double delta, double count, double slack) {
  const double spread = std::sqrt(-2 * count * math::log(slack)) * epsilon;
  return {spread + count * epsilon * (math::exp(epsilon) - 1), count * delta + slack};
}

}  // namespace sayso::privacy
