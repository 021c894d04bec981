#pragma once

/// The one source of transcendental functions, for every build.
///
/// libm differs between platforms in the last bit (tanh between glibc and Emscripten in one argument of
/// eight), and a rationale must have the same bytes everywhere. These are written from the textbook series
/// with the IEEE operations + - * / alone, so every build agrees. Nothing here is a table to trust.
///
/// Accuracy, measured against 113-bit numbers over millions of arguments: at most 0.542 units in the last
/// place (0.5 would be perfect), subnormal results included; math_test.cpp holds every build to 0.55.
/// Infinities, NaN, zeros and the special cases of pow are as in Annex F of the C standard. sqrt is not here:
/// IEEE already fixes it.
namespace sayso::math {

/// e to the power x.
double exp(double x);

/// Natural logarithm: NaN below zero, -infinity at zero.
double log(double x);

/// log(1 + x) without losing small x.
double log1p(double x);

/// Logarithm to base two; exact for powers of two.
double log2(double x);

/// x to the power y.
double pow(double x, double y);

/// Hyperbolic tangent.
double tanh(double x);

/// Complementary error function: 2/sqrt(pi) times the integral of exp(-t^2) from x to infinity.
double erfc(double x);

}  // namespace sayso::math
