#pragma once

#include <vector>

namespace sayso::recommend {

/// From the scale on which contributions add up, the margin, to what the model predicts.
enum class Link : unsigned char {
  Identity,
  Logistic,  // a probability
  Exp,       // a count or an amount
  Softmax,   // a probability for each class
  Argmax,    // the class with the largest margin
};

/// The prediction for one margin; Softmax and Argmax need all of them and leave it as it is.
double predict(Link link, double margin);
/// The predictions for the margins of all outputs; of Argmax one, the class.
std::vector<double> predict(Link link, std::vector<double> margins);

}  // namespace sayso::recommend
