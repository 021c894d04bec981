#include "core/recommend/exploration.h"

#include "core/base/math.h"

namespace sayso::recommend {
namespace {

/// A draw from the gamma distribution of this shape.
double drawGamma(std::size_t shape, Random& random) {
  constexpr double kSmall = 0x1p-900;  // a factor is at least 2^-53, so no product is subnormal
  double sum = 0, product = 1;
  for (; shape > 0; --shape) {
    product *= 1 - random.uniform();
    if (product > kSmall && shape > 1) continue;
    sum -= math::log(product);
    product = 1;
  }
  return sum;
}

}  // namespace

double draw(const Beta& beta, Random& random) {
  const double a = drawGamma(beta.alpha, random);
  return a / (a + drawGamma(beta.beta, random));
}

std::size_t explore(std::span<const Beta> known, Random& random) {
  std::size_t best = 0;
  double most = -1;
  for (std::size_t at = 0; at < known.size(); ++at) {
    const double drawn = draw(known[at], random);
    if (!(drawn > most)) continue;
    most = drawn;
    best = at;
  }
  return best;
}

}  // namespace sayso::recommend
