#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/recommend/diversify.h"

namespace sayso::recommend {

/// How much of an item belongs to a genre, here a category; the shares of one item sum to 1.
struct Share {
  std::uint32_t genre = 0;
  double value = 1;
};

/// The shares of a candidate.
using SharesOf = FunctionRef<std::span<const Share>(std::size_t candidate)>;

/// Calibrated re-ranking (Steck, "Calibrated recommendations", RecSys 2018): the genres of the list follow a
/// target p. With q(g) the mean of the shares of the picked, weighted by their rank, and q~ = (1 - alpha) q +
/// alpha p so that no genre is missing, the distance is C = sum p ln(p / q~); genres with p = 0 drop out.
struct Calibration {
  static constexpr double kAlpha = 0.01;

  std::vector<double> target;  // by genre; sums to 1
  double lambda = 0.5;         // 0 is the order of relevance, 1 asks for the target alone
  double (*rankWeight)(std::size_t place) = nullptr;  // of place 0, 1, …; nullptr: each counts the same

  /// Greedily: each place goes to the candidate that leaves the most (1 - lambda) * sum of relevance -
  /// lambda * C, of equal ones to the lower index. `sharesOf` gives those of a candidate. Picks `count`
  /// candidates, or all; the first picks do not depend on `count`. The worth of a pick is that of the list so
  /// far. For the form of the objective that is submodular, greedy comes within 1 - 1/e of the best list.
  std::vector<Pick> pick(std::span<const double> relevance, SharesOf sharesOf, std::size_t count) const;
};

/// C of the picked shares against the target, every rank weighing the same.
double miscalibration(std::span<const double> target, std::span<const std::vector<Share>> shares);

}  // namespace sayso::recommend
