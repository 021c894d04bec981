#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/normal.h"
#include "core/privacy/mechanism.h"

namespace sayso::privacy {

/// How frequent one answer is among those who answered.
struct Frequency {
  double estimate = 0;       // unbiased: may lie below 0 or above 1
  double standardError = 0;  // at the estimate, taken into 0 … 1
  double low = 0, high = 0;  // interval, within 0 … 1
  double onSimplex = 0;      // with the others: none below 0, 1 in all
};

/// What the counts of reports (one an answer) say of the answers. The interval holds all frequencies that the
/// estimate does not speak against at `z` standard errors of their own (a score interval: the variance
/// depends on the frequency); it is about those who reported, with nothing said of who did not.
/// `reports` is not 0.
std::vector<Frequency> estimate(const Mechanism& mechanism, std::span<const std::uint64_t> counts,
                                std::uint64_t reports, double z = kNormal95);

/// The nearest frequencies that are not negative and add up to 1 (by sorting; Held, Wolfe, Crowder 1974).
std::vector<double> projectOnSimplex(std::span<const double> frequencies);

}  // namespace sayso::privacy
