#include "core/recommend/link.h"

#include <algorithm>

#include "core/base/math.h"

namespace sayso::recommend {

double predict(Link link, double margin) {
  if (link == Link::Logistic) return 1 / (1 + math::exp(-margin));
  if (link == Link::Exp) return math::exp(margin);
  return margin;
}

std::vector<double> predict(Link link, std::vector<double> margins) {
  const auto largest = std::max_element(margins.begin(), margins.end());
  if (link == Link::Argmax) return {static_cast<double>(largest - margins.begin())};
  if (link != Link::Softmax) {
    for (double& margin : margins) margin = predict(link, margin);
    return margins;
  }
  const double top = *largest;  // so that no exponential is too large
  double sum = 0;
  for (double& margin : margins) sum += margin = math::exp(margin - top);
  for (double& margin : margins) margin /= sum;
  return margins;
}

}  // namespace sayso::recommend
