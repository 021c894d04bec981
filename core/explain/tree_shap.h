#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "core/explain/forest.h"
#include "core/explain/quadrature.h"

/// Exact Shapley values of a forest for the path-dependent value function: where a split's feature is not in
/// the set, the mean of both children, each weighed by its share of the training rows. In doubles throughout.
namespace sayso::explain {

/// A forest prepared for attributions. A tree is cut into *cells*: the largest parts below a node that have
/// at most two splits on a path. The contributions of a cell's leaves are products of two factors, and each
/// has few forms: one for what the row does at the splits above (a bit for each feature there: does it
/// pass?), one for what it does at the cell's own splits. Both are kept in tables, made when the plan is.
///
///        split            above: passes = 1 0 …      -> C, E  (for each point of the quadrature)
///       /     \           .
///   split     split       .
///   /   \     /   \       .
///  cell cell cell cell    inside: left = 1 1 0       -> G, D
///
/// A feature above adds the sum over the points of E * G, a feature inside that of C * D.
///
/// One order of sums: by trees, within a tree by cells from left to right, two neighbours added first, and a
/// feature's part from above when the node that brought it in is left. `TreeShapBatch` follows the same
/// order, so a row has the same bits alone and in a batch, with and without SIMD.
class TreeShap {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{16} << 20;  // of tables; other trees are walked

  explicit TreeShap(const Forest& forest);

  /// Adds to `contributions` (one each feature) what each feature of `row` gives to the sum of the trees of
  /// `output`; with the trees' means they add up to `walk`. NaN is missing. `forest` is that of the
  /// constructor.
  void add(const Forest& forest, std::span<const double> row, std::span<double> contributions,
           std::size_t output = 0) const;

  /// How much the tables hold.
  std::size_t bytes() const { return bytes_; }

 private:
  friend class TreeShapBatch;
  friend class PlanMaker;

  /// A split above cells. It makes two sets of features that pass: one for each side.
  struct Split {
    std::uint32_t source = 0;
    float threshold = 0;
    std::uint32_t parent = 0;  // which set it starts from; its own follow those of the splits before
    std::uint32_t slot = 0;    // which feature of the set it is on
    std::uint32_t isNew = 0;   // whether that is the first split on it
  };

  /// What is added, and when.
  struct Step {
    enum class Kind : std::uint8_t {
      Cell,
      Pair,   // two cells that are neighbours
      Leave,  // all below the split that brought a feature in is done
    };
    Kind kind;
    std::uint8_t slots = 0;   // features above the cells
    std::uint8_t slot = 0;    // of the feature that is left
    std::uint32_t index = 0;  // of the (first) cell of the tree; of Leave the feature
  };

  /// A cell without three splits or three features has some that do nothing, so that all are alike.
  struct Cell {
    static constexpr std::size_t kSplits = 3;
    static constexpr std::size_t kOutputs = 4;  // in pairs
    std::uint32_t set = 0;                      // of the features above that pass
    std::uint32_t above = 0;                    // where its rows for the sets start
    std::uint32_t stride = 0;                   // numbers in one
    std::uint32_t sets = 0;                     // how many there are
    std::uint32_t ways = 0;                     // how many its own splits make
    std::uint32_t source[kSplits] = {};
    float threshold[kSplits] = {};
    std::uint32_t target[kOutputs] = {};  // where the contributions of its own features are added
  };

  struct Tree {
    std::uint32_t firstSplit = 0, endSplit = 0;
    std::uint32_t firstCell = 0, endCell = 0;
    std::uint32_t firstStep = 0, endStep = 0;
    std::uint8_t points = 0;  // of the quadrature; 0: no tables, the tree is walked
    std::uint8_t rule = 0;    // by its points
    std::uint32_t output = 0;
    std::unique_ptr<double[]> table;  // of all its cells; nothing where the tree is walked
  };

  static constexpr std::size_t kMaxSlots = 10;  // 2^slots rows in a table
  static constexpr std::size_t kMaxPoints = 6;  // for 12 features on a path
  static constexpr std::size_t kUnused = 8;     // places for what cells alike add and nobody reads

  /// Numbers in a row of the table above: where the row's own table starts, C, and E of each slot (an even
  /// number of them); and in a row of an own table: G, and D of each output.
  static constexpr std::size_t aboveStride(std::size_t points, std::size_t slots) {
    return 1 + points * (1 + even(slots));
  }
  static constexpr std::size_t ownStride(std::size_t points) { return points * (1 + Cell::kOutputs); }
  static constexpr std::size_t even(std::size_t count) { return (count + 1) / 2 * 2; }

  /// The row as it is compared: each feature twice, a missing value once as what is never below a threshold
  /// and once as what always is. A test is then one comparison.
  static std::vector<float> sourcesOf(std::span<const double> row);

  /// What a row does in a tree: where the two factors of each cell are.
  struct Rows {
    std::uint32_t above;  // C, then E
    std::uint32_t own;    // G, then D
  };
  struct Scratch {
    std::vector<std::uint32_t> sets;
    std::vector<Rows> rows;
  };
  Scratch scratch() const;

  void find(const Tree& tree, const float* sources, Scratch& scratch) const;
  template <std::size_t kPoints>
  void run(const Tree& tree, const float* sources, Scratch& scratch, double* sums) const;
  void runAny(const Tree& tree, const float* sources, Scratch& scratch, double* sums) const;

  std::size_t features_;
  std::vector<Tree> trees_;
  std::vector<Split> splits_;
  std::vector<Cell> cells_;
  std::vector<Step> steps_;
  std::size_t bytes_ = 0;          // of all tables
  std::vector<Quadrature> rules_;  // by their points; empty where no tree needs one
};

}  // namespace sayso::explain
