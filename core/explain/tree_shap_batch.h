#pragma once

#include <span>

#include "core/explain/tree_shap.h"

namespace sayso::explain {

/// Attributions of many rows at once. Where one row looks up two factors a cell and multiplies, here the
/// products of one tree are made first, all of them, and each row looks up the result; then the next tree
/// takes their place, so the memory is that of the largest tree. Worth it from some hundred rows on.
///
/// The sums are those of `TreeShap::add`, in the same order: a row has the same bits alone and in a batch.
class TreeShapBatch {
 public:
  TreeShapBatch(const Forest& forest, const TreeShap& plan);

  /// Adds to `contributions` what each number of `rows` gives: rows one after the other in both.
  void add(std::span<const double> rows, std::span<double> contributions, std::size_t output = 0);

 private:
  static constexpr std::size_t kBlock = 256;  // rows that are looked up together: their sums stay near
  static constexpr std::size_t kChunk = 16;   // blocks that share the making of a tree's products

  /// Of one block of rows.
  struct Block {
    std::size_t first = 0, rows = 0;
    std::vector<std::uint16_t> ranks;  // by source and row
    std::vector<double> sums;          // by feature (slot, unused) and row
  };

  void rank(std::span<const double> rows, Block& block) const;
  void makeProducts(const TreeShap::Tree& tree);
  void find(const TreeShap::Tree& tree, const Block& block);
  void run(const TreeShap::Tree& tree, Block& block);
  void walkRows(std::size_t tree, std::span<const double> rows, Block& block) const;
  void addProducts(std::size_t cell, std::size_t at, double* first, double* second) const;
  void addProductsOfPair(std::size_t cell, std::size_t at, double* columns) const;

  const Forest& forest_;
  const TreeShap& plan_;
  /// The thresholds of each feature in rising order. A row's number becomes the count of those that are not
  /// above it, so that a test compares 16 bits, eight rows at a time.
  std::vector<std::vector<float>> thresholds_;
  std::vector<std::uint16_t> splitCodes_;  // a split's test is rank < code
  std::vector<std::uint16_t> cellCodes_;
  bool isRanked_ = true;  // false: a feature has more thresholds than 16 bits count

  // Of the tree at hand.
  struct Products {
    std::size_t start = 0;
    std::size_t stride = 0;
  };
  std::vector<double> tables_;
  std::vector<Products> products_;     // by cell
  std::vector<std::uint16_t> sets_;    // by set and row
  std::vector<std::uint32_t> places_;  // by cell and row: where the row's products are
};

}  // namespace sayso::explain
