#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/privacy/draws.h"

/// Logistic regression learnt where the data are: each device improves the weights on its own rows and gives
/// only the difference, clipped and with noise (McMahan et al. 2017; 2018 for the noise).
namespace sayso::privacy {

/// A coefficient each feature, the intercept last.
using Weights = std::vector<double>;

/// What one device learns from: rows of numbers, one each feature, and 0 or 1 each row.
struct Examples {
  std::vector<std::vector<double>> rows;
  std::vector<double> labels;
};

struct Steps {
  int epochs = 1;  // each is one step on all rows
  double learningRate = 0.5;
  double l2 = 0.01;  // of the coefficients; the intercept is free
};

/// The difference that so many steps make to the weights. Without rows there is none: all zeros.
Weights localUpdate(const Weights& weights, const Examples& examples, const Steps& steps);

/// The Euclidean length.
double lengthOf(std::span<const double> update);

/// Shortens an update to at most `clip`; gives the length it had.
double clipTo(Weights& update, double clip);

/// Adds noise of standard deviation `sigma` to each number.
void addNoise(Weights& update, double sigma, Draws& draws);

/// One device's update as the server has it.
struct Update {
  Weights change;
  double examples = 1;  // how many rows stand behind it, where the plain mean weighs by them
};

/// The mean of the updates, each weighing as many examples as it has.
Weights meanByExamples(std::span<const Update> updates, std::size_t width);

/// The mean with each weighing the same, and in it noise: `normals` (one each number, standard normal) times
/// `sigma` is added to the sum. `expected` divides in place of the number that arrived where that number must
/// not become known (Poisson sampling); 0: those that arrived. At least one update, or `expected`.
Weights privateMean(std::span<const Update> updates, std::span<const double> normals, double sigma,
                    double expected = 0);

}  // namespace sayso::privacy
