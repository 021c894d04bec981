#include "core/explain/tree_interventional.h"

namespace sayso::explain {
namespace {

/// (a - 1)! b! / (a + b)!
double weight(std::size_t a, std::size_t b) {
  double product = 1 / static_cast<double>(a);
  for (std::size_t k = 1; k <= b; ++k) product *= static_cast<double>(k) / static_cast<double>(a + k);
  return product;
}

/// Walks the row and one row of the background together. A leaf counts where the features that led to it by
/// the row's values are in the set and those that led to it by the background's are not.
class Pair {
 public:
  Pair(const Forest& forest, std::span<const double> row, std::span<double> contributions, double share)
      : forest_(forest), row_(row), contributions_(contributions), share_(share), owner_(forest.features) {}

  double bias = 0;

  void run(std::uint32_t root, std::span<const double> other) {
    other_ = other;
    visit(root);
  }

 private:
  enum class Owner : char { Neither, Row, Other };

  void visit(std::uint32_t node) {
    if (forest_.isLeaf(node)) return addLeaf(share_ * forest_.value[node]);
    const std::size_t feature = forest_.feature[node];
    const std::uint32_t ways[] = {forest_.right[node], node + 1};
    const std::uint32_t mine = ways[forest_.goesLeft(node, row_[feature])];
    const std::uint32_t its = ways[forest_.goesLeft(node, other_[feature])];
    if (mine == its || owner_[feature] == Owner::Row) return visit(mine);
    if (owner_[feature] == Owner::Other) return visit(its);
    part(feature, Owner::Row, rows_, mine);
    part(feature, Owner::Other, others_, its);
  }

  void part(std::size_t feature, Owner owner, std::vector<std::size_t>& owned, std::uint32_t child) {
    owner_[feature] = owner;
    owned.push_back(feature);
    visit(child);
    owned.pop_back();
    owner_[feature] = Owner::Neither;
  }

  void addLeaf(double value) {
    if (rows_.empty()) bias += value;
    if (!rows_.empty()) add(rows_, value * weight(rows_.size(), others_.size()));
    if (!others_.empty()) add(others_, -value * weight(others_.size(), rows_.size()));
  }
  void add(const std::vector<std::size_t>& features, double value) {
    for (const std::size_t feature : features) contributions_[feature] += value;
  }

  const Forest& forest_;
  std::span<const double> row_, other_;
  std::span<double> contributions_;
  double share_;  // of one row of the background
  std::vector<Owner> owner_;
  std::vector<std::size_t> rows_, others_;
};

}  // namespace

double addInterventional(const Forest& forest, std::span<const double> row,
                         const std::vector<std::vector<double>>& background, std::span<double> contributions,
                         std::size_t output) {
  Pair pair(forest, row, contributions, 1 / static_cast<double>(background.size()));
  for (const std::vector<double>& other : background)
    for (const Forest::Tree& tree : forest.trees)
      if (tree.output == output) pair.run(tree.root, other);
  return pair.bias;
}

}  // namespace sayso::explain
