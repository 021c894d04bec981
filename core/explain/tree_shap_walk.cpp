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
        points_(rule.points.size()),
        states_(forest.features),
        products_(new double[2 * kLevels * rule.points.size()]) {}

  void run(std::uint32_t root) {
    std::fill_n(products(0), points_, 1.0);
    visit(root, 0);
  }

 private:
  /// Of a feature on the path so far.
  struct State {
    double share = 1;
    bool passes = true;
    bool isNew() const { return share == 1 && passes; }
    double slope() const { return (passes ? 1 : 0) - share; }
    double at(double t) const { return share + t * slope(); }
  };

  double* products(std::size_t depth) { return products_.get() + depth * points_; }
  double* sums(std::size_t depth) { return products(kLevels + depth); }

  /// Leaves in `sums(depth)` what the leaves below `node` are worth at each point.
  void visit(std::uint32_t node, std::size_t depth) {
    double* const sum = sums(depth);
    if (forest_.isLeaf(node)) {
      const double* const product = products(depth);
      const double* const weight = rule_.weights.data();
      const double value = forest_.value[node];
      for (std::size_t k = 0; k < points_; ++k) sum[k] = product[k] * weight[k] * value;
      return;
    }
    const std::uint16_t feature = forest_.feature[node];
    const State before = states_[feature];
    const bool isLeft = forest_.goesLeft(node, row_[feature]);
    std::fill_n(sum, points_, 0.0);
    follow(node + 1, depth, feature, before, isLeft);
    follow(forest_.right[node], depth, feature, before, !isLeft);
    states_[feature] = before;
    // The split's feature was counted below as if this were its first split; an earlier one gives up its
    // part.
    if (!before.isNew()) contributions_[feature] -= part(sum, before);
  }

  void follow(std::uint32_t child, std::size_t depth, std::uint16_t feature, const State& before,
              bool isWay) {
    const State after{before.share * forest_.share[child], before.passes && isWay};
    if (after.share == 0 && !after.passes) return;  // nobody comes here, in training or now
    const double* const point = rule_.points.data();
    const double* const product = products(depth);
    double* const next = products(depth + 1);
    if (before.isNew())  // most are, and a division takes longest
      for (std::size_t k = 0; k < points_; ++k) next[k] = product[k] * after.at(point[k]);
    else
      for (std::size_t k = 0; k < points_; ++k)
        next[k] = product[k] / before.at(point[k]) * after.at(point[k]);
    states_[feature] = after;
    visit(child, depth + 1);
    double* const sum = sums(depth);
    const double* const below = sums(depth + 1);
    contributions_[feature] += part(below, after);
    for (std::size_t k = 0; k < points_; ++k) sum[k] += below[k];
  }

  double part(const double* sums, const State& state) const {
    const double* const point = rule_.points.data();
    const double slope = state.slope();
    double sum = 0;
    for (std::size_t k = 0; k < points_; ++k) sum += sums[k] / (state.share + point[k] * slope);
    return sum * slope;
  }

  const Forest& forest_;
  std::span<const double> row_;
  std::span<double> contributions_;
  const Quadrature& rule_;
  const std::size_t points_;
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
