#pragma once

/// The standard normal distribution.
namespace sayso {

/// How far the middle 95 % of it reach to either side.
constexpr double kNormal95 = 1.959963984540054;

/// The share of it below `x`.
double normalBelow(double x);

/// How far its middle `confidence` (above 0, below 1) reaches to either side: 1.96 for 0.95.
double normalQuantile(double confidence);

/// Where the share `p` (above 0, below 1) of it lies below.
double normalQuantileBelow(double p);

}  // namespace sayso
