#pragma once

#include <optional>

/// How much Gaussian noise hides one contribution for (epsilon, delta).
namespace sayso::privacy {

/// Standard deviation for a sum that one contribution moves by at most `sensitivity`, by the classic bound;
/// it holds for epsilon up to 1 (nullopt above).
std::optional<double> classicSigma(double epsilon, double delta, double sensitivity);

/// The smallest standard deviation that suffices, for any epsilon (Balle and Wang 2018, theorem 8): to the
/// last digit, by halving. `delta` within 1e-12 … 0.5, `epsilon` within 0.001 … 100.
double analyticSigma(double epsilon, double delta, double sensitivity);

/// The delta that noise of `sigma` gives for epsilon.
double deltaOf(double sigma, double epsilon, double sensitivity);

}  // namespace sayso::privacy
