#include "core/explain/tree_interactions.h"

#include <algorithm>

#include "core/explain/quadrature.h"

namespace sayso::explain {
namespace {

/// A feature of a path: the share of the training rows that pass its splits, and whether the row does.
struct Step {
  std::size_t feature;
  double share;
  bool passes;
  double slope() const { return (passes ? 1 : 0) - share; }
  double at(double t) const { return share + t * slope(); }
};

class Walk {
 public:
  Walk(const Forest& forest, std::span<const double> row, std::span<double> matrix)
      : forest_(forest), row_(row), matrix_(matrix) {}

  void visit(std::uint32_t node) {
    if (forest_.isLeaf(node)) return addLeaf(forest_.value[node]);
    const bool isLeft = forest_.goesLeft(node, row_[forest_.feature[node]]);
    follow(forest_.feature[node], node + 1, isLeft);
    follow(forest_.feature[node], forest_.right[node], !isLeft);
  }

 private:
  void follow(std::size_t feature, std::uint32_t child, bool isWay) {
    const auto known =
        std::find_if(path_.begin(), path_.end(), [&](const Step& step) { return step.feature == feature; });
    const auto at = static_cast<std::size_t>(known - path_.begin());
    const bool isNew = known == path_.end();
    if (isNew) path_.push_back({feature, 1, true});
    const Step before = path_[at];
    path_[at] = {feature, before.share * forest_.share[child], before.passes && isWay};
    if (path_[at].share != 0 || path_[at].passes) visit(child);
    path_[at] = before;
    if (isNew) path_.pop_back();
  }

  /// Half of value * slope_i * slope_j * the integral of the product over the others, a polynomial of two
  /// degrees less than there are features.
  void addLeaf(double value) {
    const Quadrature& rule = ruleFor(path_.size());
    for (std::size_t k = 0; k < rule.points.size(); ++k) {
      const double t = rule.points[k];
      double product = value / 2 * rule.weights[k];
      for (const Step& step : path_) product *= step.at(t);
      for (const Step& i : path_)
        for (const Step& j : path_)
          if (&i != &j)
            matrix_[i.feature * forest_.features + j.feature] +=
                product * (i.slope() / i.at(t)) * (j.slope() / j.at(t));
    }
  }

  const Quadrature& ruleFor(std::size_t features) {
    const std::size_t size = std::max<std::size_t>(features / 2, 1);
    while (rules_.size() <= size) rules_.push_back(gaussLegendre(std::max<std::size_t>(rules_.size(), 1)));
    return rules_[size];
  }

  const Forest& forest_;
  std::span<const double> row_;
  std::span<double> matrix_;
  std::vector<Step> path_;
  std::vector<Quadrature> rules_;  // by size
};

}  // namespace

void addTreeInteractions(const Forest& forest, std::span<const double> row, std::span<double> matrix,
                         std::size_t output) {
  Walk walk(forest, row, matrix);
  for (const Forest::Tree& tree : forest.trees)
    if (tree.output == output) walk.visit(tree.root);
}

}  // namespace sayso::explain
