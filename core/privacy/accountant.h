#pragma once

#include <cstddef>
#include <span>
#include <vector>

/// What many rounds with Gaussian noise cost together.
namespace sayso::privacy {

/// Rounds of which each takes every consumer with probability `rate` (Poisson) and adds noise of
/// `noiseMultiplier` times the clipping length to the sum.
struct Rounds {
  double rate = 1;             // above 0, at most 1
  double noiseMultiplier = 1;  // above 0
  double count = 1;
};

/// The orders that are tried: 2 … 64, 96, 128 and 256.
std::span<const int> renyiOrders();

/// Rényi divergence of one order of all rounds together (Mironov 2017; Mironov, Talwar, Zhang 2019 for the
/// sampling). Integer orders from 2.
double renyiDivergence(const Rounds& rounds, int order);

/// An epsilon, and the order that gives it.
struct Accounted {
  double epsilon = 0;
  int order = 0;
};
/// Rényi divergences to epsilon: Mironov's conversion, and the better one (Canonne, Kamath, Steinke 2020).
Accounted mironovEpsilon(const Rounds& rounds, double delta);
Accounted improvedEpsilon(const Rounds& rounds, double delta);

/// Zero-concentrated privacy of the same without sampling, an upper bound with it (Bun and Steinke 2016).
double zeroConcentrated(const Rounds& rounds);
double zeroConcentratedEpsilon(double rho, double delta);

/// Several answers of (epsilon, delta) each: added up, and by advanced composition with its own `slack`.
struct Composed {
  double epsilon = 0, delta = 0;
};
Composed composeBasic(double epsilon, double delta, double count);
Composed composeAdvanced(double epsilon, double delta, double count, double slack);

}  // namespace sayso::privacy
