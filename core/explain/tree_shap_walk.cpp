#include "core/explain/tree_shap_walk.h"

#include <algorithm>
#include <memory>

namespace sayso::explain {
namespace {

/// A leaf with value l gives feature i of its path l (o_i - z_i) times the integral over t from 0 to 1 of the
/// product of z_j + t (o_j - z_j) over the other features j, where z_j is the share of training rows that
/// pass all splits on j and o_j says whether the row passes them. A polynomial in t of a degree below the
/// number of features: a few points integrate it exactly. One pass of a tree carries the product at each
/// point.
class Pass {
 public:
  Pass(const Forest& forest, std::span<const double> row, std::span<double> contributions,
       const Quadrature& rule)
      : forest_(forest),
        row_(row),
        contributions_(contributions),
        rule_(rule),
        states_(forest.features),
        products_(new double[2 * kLevels * rule.points.size()]) {}

  void run(std::uint32_t root) {
    std::fill_n(products(0), rule_.points.size(), 1.0);
    visit(root, 0);
  }

 private:
  /// Of a feature on the path so far.
  struct State {
    double share = 1;
    bool passes = true;
    double slope() const { return (passes ? 1 : 0) - share; }
    double at(double t) const { return share + t * slope(); }
  };

  double* products(std::size_t depth) { return products_.get() + depth * rule_.points.size(); }
  double* sums(std::size_t depth) { return products(kLevels + depth); }

  /// Leaves in `sums(depth)` what the leaves below `node` are worth at each point.
  void visit(std::uint32_t node, std::size_t depth) {
    const std::size_t points = rule_.points.size();
    if (forest_.isLeaf(node)) {
      for (std::size_t k = 0; k < points; ++k)
        sums(depth)[k] = products(depth)[k] * rule_.weights[k] * forest_.value[node];
      return;
    }
    const std::uint16_t feature = forest_.feature[node];
    const State before = states_[feature];
    const bool isLeft = forest_.goesLeft(node, row_[feature]);
    std::fill_n(sums(depth), points, 0.0);
    follow(node + 1, depth, feature, before, isLeft);
    follow(forest_.right[node], depth, feature, before, !isLeft);
    states_[feature] = before;
    // The split's feature was counted below as if this were its first split; an earlier one gives up its
    // part.
    contributions_[feature] -= part(sums(depth), before);
  }

  void follow(std::uint32_t child, std::size_t depth, std::uint16_t feature, const State& before,
              bool isWay) {
    const State after{before.share * forest_.share[child], before.passes && isWay};
    if (after.share == 0 && !after.passes) return;  // nobody comes here, in training or now
    for (std::size_t k = 0; k < rule_.points.size(); ++k)
      products(depth + 1)[k] = products(depth)[k] / before.at(rule_.points[k]) * after.at(rule_.points[k]);
    states_[feature] = after;
    visit(child, depth + 1);
    contributions_[feature] += part(sums(depth + 1), after);
    for (std::size_t k = 0; k < rule_.points.size(); ++k) sums(depth)[k] += sums(depth + 1)[k];
  }

  double part(const double* sums, const State& state) const {
    double sum = 0;
    for (std::size_t k = 0; k < rule_.points.size(); ++k) sum += sums[k] / state.at(rule_.points[k]);
    return sum * state.slope();
  }

  const Forest& forest_;
  std::span<const double> row_;
  std::span<double> contributions_;
  const Quadrature& rule_;
  std::vector<State> states_;  // by feature
  static constexpr std::size_t kLevels = Forest::kMaxDepth + 2;
  std::unique_ptr<double[]> products_;  // by depth and point; then the sums
};

}  // namespace

void walkTreeShap(const Forest& forest, std::size_t tree, const Quadrature& rule, std::span<const double> row,
                  std::span<double> contributions) {
  Pass(forest, row, contributions, rule).run(forest.trees[tree].root);
}

}  // namespace sayso::explain
