#pragma once

#include <vector>

#include "core/explain/numbers.h"
#include "core/explain/quadrature.h"
#include "core/explain/tree_shap.h"

namespace sayso::explain {

/// Cuts the trees of a forest into cells and fills their tables.
class PlanMaker {
 public:
  PlanMaker(const Forest& forest, TreeShap& plan) : forest_(forest), plan_(plan) {}

  void make();

 private:
  /// A feature of the splits above: the share of the training rows that pass them.
  struct Slot {
    std::uint16_t feature;
    double share;
  };
  /// A leaf of a cell, and of each of the cell's own features the share of the training rows that pass it
  /// here, and which bits of a way say so: the row passes where `(way & need) == want`.
  struct Leaf {
    struct Own {
      double share;
      std::uint32_t need = 0;
      std::uint32_t want = 0;
      bool passes(std::size_t way) const { return (way & need) == want; }
    };
    double value = 0;
    Own own[TreeShap::Cell::kOutputs] = {{1}, {1}, {1}, {1}};
  };

  void makeTree(const Forest::Tree& tree);
  void split(std::uint32_t node, std::size_t set);
  void cell(std::uint32_t root, std::size_t set);
  void addLeaves(std::uint32_t node, const Leaf& above);
  std::size_t outputOf(std::uint16_t feature);
  void tabulateAbove();
  void addSlot(std::size_t slot, double* row, double* passed) const;
  std::size_t tabulateOwn();
  void addLeaf(const Leaf& leaf, std::size_t ways, double* table) const;
  void makeRow(const Leaf& leaf, std::size_t passes, double* row) const;
  std::size_t extend(std::size_t numbers);

  std::size_t heightOf(std::uint32_t node) const { return heights_[node]; }
  void measure(std::uint32_t node, std::size_t above);

  const Forest& forest_;
  TreeShap& plan_;
  std::vector<std::uint8_t> heights_;  // splits on the longest path below, at most 255
  std::vector<std::uint16_t> seen_;    // splits on each feature above
  std::size_t mostFeatures_ = 0;
  const Quadrature* rule_ = nullptr;

  std::vector<Slot> slots_;
  std::size_t firstSplit_ = 0, firstCell_ = 0;  // of this tree
  bool isFull_ = false;                         // this tree needs more than the tables may hold
  Numbers table_;                               // of this tree

  // Of the cell that is being made.
  TreeShap::Cell* cell_ = nullptr;
  std::size_t splits_ = 0;
  std::vector<std::size_t> shared_;  // slots of features that the cell splits on as well
  std::vector<std::uint16_t> ownFeatures_;
  double ownShares_[TreeShap::Cell::kOutputs] = {};  // that pass them at the splits above
  std::vector<Leaf> leaves_;
};

}  // namespace sayso::explain
