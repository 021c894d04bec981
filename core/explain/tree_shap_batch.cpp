#include "core/explain/tree_shap_batch.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "core/explain/tree_shap_walk.h"
#include "core/explain/vector2.h"

namespace sayso::explain {
namespace {

constexpr std::uint16_t kAboveAll = 0xFFFF;

/// Eight numbers of 16 bits that are compared at once.
using Vector8 = std::uint16_t __attribute__((vector_size(16)));

Vector8 load8(const std::uint16_t* from) {
  Vector8 eight;
  std::memcpy(&eight, from, sizeof eight);
  return eight;
}
void store8(std::uint16_t* to, Vector8 eight) { std::memcpy(to, &eight, sizeof eight); }
Vector8 all8(std::size_t number) {
  const auto n = static_cast<std::uint16_t>(number);
  return Vector8{n, n, n, n, n, n, n, n};
}
/// All bits where `rank` is below `code`.
Vector8 isBelow(Vector8 rank, Vector8 code) { return reinterpret_cast<Vector8>(rank < code); }

/// sum over the points of factor[k] * table[k * width], as TreeShap makes it.
Vector2 sumOfProducts(const double* factor, const double* table, std::size_t width, std::size_t points) {
  Vector2 sum = load2(table) * both(factor[0]);
  for (std::size_t k = 1; k < points; ++k) sum += load2(table + k * width) * both(factor[k]);
  return sum;
}

/// Adds two numbers of one row and two of the next to two columns.
void addToColumns(Vector2 row, Vector2 next, double* first, double* second) {
  store2(first, load2(first) + Vector2{row[0], next[0]});
  store2(second, load2(second) + Vector2{row[1], next[1]});
}

}  // namespace

TreeShapBatch::TreeShapBatch(const Forest& forest, const TreeShap& plan)
    : forest_(forest), plan_(plan), thresholds_(forest.features) {
  const auto use = [&](std::uint32_t source, float threshold) {
    thresholds_[source / 2].push_back(threshold);
  };
  for (const TreeShap::Split& split : plan.splits_) use(split.source, split.threshold);
  for (const TreeShap::Cell& cell : plan.cells_)
    for (std::size_t i = 0; i < TreeShap::Cell::kSplits; ++i) use(cell.source[i], cell.threshold[i]);
  for (std::vector<float>& each : thresholds_) {
    // The first is always there and below all others: that of the tests which nothing passes.
    each.push_back(-std::numeric_limits<float>::infinity());
    std::sort(each.begin(), each.end());
    each.erase(std::unique(each.begin(), each.end()), each.end());
    isRanked_ = isRanked_ && each.size() < kAboveAll;
  }
  const auto codeOf = [&](std::uint32_t source, float threshold) {
    const std::vector<float>& known = thresholds_[source / 2];
    return static_cast<std::uint16_t>(std::lower_bound(known.begin(), known.end(), threshold) -
                                      known.begin());
  };
  for (const TreeShap::Split& split : plan.splits_)
    splitCodes_.push_back(codeOf(split.source, split.threshold));
  for (const TreeShap::Cell& cell : plan.cells_)
    for (std::size_t i = 0; i < TreeShap::Cell::kSplits; ++i)
      cellCodes_.push_back(codeOf(cell.source[i], cell.threshold[i]));
}

void TreeShapBatch::add(std::span<const double> rows, std::span<double> contributions, std::size_t output) {
  const std::size_t features = forest_.features;
  const std::size_t count = rows.size() / features;
  if (!isRanked_) {
    for (std::size_t at = 0; at < rows.size(); at += features)
      plan_.add(forest_, rows.subspan(at, features), contributions.subspan(at, features), output);
    return;
  }
  for (std::size_t start = 0; start < count; start += kBlock * kChunk) {
    std::vector<Block> blocks;
    for (std::size_t first = start; first < std::min(count, start + kBlock * kChunk); first += kBlock) {
      Block& block = blocks.emplace_back();
      block.first = first;
      block.rows = std::min(kBlock, count - first);
      rank(rows, block);
      block.sums.resize((features + TreeShap::kMaxSlots + TreeShap::kUnused) * kBlock);
    }
    for (std::size_t at = 0; at < plan_.trees_.size(); ++at) {
      const TreeShap::Tree& tree = plan_.trees_[at];
      if (tree.output != output) continue;
      if (tree.points != 0) makeProducts(tree);
      for (Block& block : blocks) {
        if (tree.points == 0)
          walkRows(at, rows, block);
        else
          run(tree, block);
      }
    }
    for (const Block& block : blocks)
      for (std::size_t row = 0; row < block.rows; ++row)
        for (std::size_t feature = 0; feature < features; ++feature)
          contributions[(block.first + row) * features + feature] += block.sums[feature * kBlock + row];
  }
}

void TreeShapBatch::rank(std::span<const double> rows, Block& block) const {
  const std::size_t features = forest_.features;
  block.ranks.resize(2 * features * kBlock);
  for (std::size_t row = 0; row < block.rows; ++row) {
    for (std::size_t feature = 0; feature < features; ++feature) {
      const double x = rows[(block.first + row) * features + feature];
      const std::vector<float>& known = thresholds_[feature];
      std::uint16_t* const ranks = block.ranks.data() + 2 * feature * kBlock + row;
      if (x != x) {
        ranks[0] = kAboveAll;
        ranks[kBlock] = 0;
        continue;
      }
      const auto above = std::upper_bound(known.begin(), known.end(), static_cast<float>(x));
      // One less than are not above it: a number below a threshold has a rank below the threshold's place.
      ranks[0] = ranks[kBlock] = static_cast<std::uint16_t>(above - known.begin() - 1);
    }
  }
}

/// The products of each cell for each set of features that pass above and each way of its own splits.
void TreeShapBatch::makeProducts(const TreeShap::Tree& tree) {
  const std::size_t points = tree.points;
  const std::size_t cells = tree.endCell - tree.firstCell;
  products_.resize(cells);
  std::size_t size = 0;
  const auto widthOf = [&](const TreeShap::Cell& cell) { return (cell.stride - 1) / points - 1; };
  for (std::size_t at = 0; at < cells; ++at) {
    const TreeShap::Cell& cell = plan_.cells_[tree.firstCell + at];
    products_[at] = {size, widthOf(cell) + TreeShap::Cell::kOutputs};
    size += (cell.sets << TreeShap::Cell::kSplits) * products_[at].stride;
  }
  tables_.resize(size);
  for (std::size_t at = 0; at < cells; ++at) {
    const TreeShap::Cell& cell = plan_.cells_[tree.firstCell + at];
    const std::size_t width = widthOf(cell);
    double* to = tables_.data() + products_[at].start;
    for (std::size_t set = 0; set < cell.sets; ++set) {
      const double* const above = tree.table.get() + cell.above + set * cell.stride;
      std::uint32_t start = 0;
      std::memcpy(&start, above, sizeof start);
      for (std::size_t way = 0; way >> TreeShap::Cell::kSplits == 0; ++way, to += products_[at].stride) {
        if (way >= cell.ways) continue;  // the cell has fewer splits
        const double* const own = tree.table.get() + start + way * TreeShap::ownStride(points);
        for (std::size_t slot = 0; slot < width; slot += 2)
          store2(to + slot, sumOfProducts(own, above + 1 + points + slot, width, points));
        for (std::size_t out = 0; out < TreeShap::Cell::kOutputs; out += 2)
          store2(to + width + out,
                 sumOfProducts(above + 1, own + points + out, TreeShap::Cell::kOutputs, points));
      }
    }
  }
}

/// Which products each row of the block takes.
void TreeShapBatch::find(const TreeShap::Tree& tree, const Block& block) {
  const std::size_t splits = tree.endSplit - tree.firstSplit;
  const std::size_t cells = tree.endCell - tree.firstCell;
  sets_.resize((1 + 2 * splits) * kBlock);
  places_.resize(cells * kBlock);
  std::fill_n(sets_.begin(), kBlock, std::uint16_t{0});
  for (std::size_t at = 0; at < splits; ++at) {
    const TreeShap::Split& split = plan_.splits_[tree.firstSplit + at];
    const Vector8 code = all8(splitCodes_[tree.firstSplit + at]);
    const Vector8 bit = all8(std::size_t{1} << split.slot);
    const Vector8 isNew = all8(split.isNew << split.slot);
    const std::uint16_t* const ranks = block.ranks.data() + split.source * kBlock;
    const std::uint16_t* const from = sets_.data() + split.parent * kBlock;
    std::uint16_t* const made = sets_.data() + (1 + 2 * at) * kBlock;
    for (std::size_t row = 0; row < kBlock; row += 8) {
      const Vector8 isLeft = isBelow(load8(ranks + row), code);
      const Vector8 set = load8(from + row) | isNew;
      store8(made + row, set & (isLeft | ~bit));
      store8(made + kBlock + row, set & ~(isLeft & bit));
    }
  }
  std::uint16_t index[kBlock];
  for (std::size_t at = 0; at < cells; ++at) {
    const TreeShap::Cell& cell = plan_.cells_[tree.firstCell + at];
    const std::uint16_t* const codes = cellCodes_.data() + (tree.firstCell + at) * TreeShap::Cell::kSplits;
    const std::uint16_t* const from = sets_.data() + cell.set * kBlock;
    for (std::size_t row = 0; row < kBlock; row += 8) {
      Vector8 place = load8(from + row) << TreeShap::Cell::kSplits;
      for (std::size_t split = 0; split < TreeShap::Cell::kSplits; ++split) {
        const Vector8 ranks = load8(block.ranks.data() + cell.source[split] * kBlock + row);
        place |= isBelow(ranks, all8(codes[split])) & all8(std::size_t{1} << split);
      }
      store8(index + row, place);
    }
    const auto start = static_cast<std::uint32_t>(products_[at].start);
    const auto stride = static_cast<std::uint32_t>(products_[at].stride);
    for (std::size_t row = 0; row < kBlock; ++row) places_[at * kBlock + row] = start + index[row] * stride;
  }
}

/// Two columns get the numbers at `at` of a cell's products.
void TreeShapBatch::addProducts(std::size_t cell, std::size_t at, double* first, double* second) const {
  const std::uint32_t* const places = places_.data() + cell * kBlock;
  const double* const tables = tables_.data() + at;
  for (std::size_t row = 0; row < kBlock; row += 2)
    addToColumns(load2(tables + places[row]), load2(tables + places[row + 1]), first + row, second + row);
}

/// The same for the sum of a cell and its neighbour.
void TreeShapBatch::addProductsOfPair(std::size_t cell, std::size_t at, double* columns) const {
  const std::uint32_t* const left = places_.data() + cell * kBlock;
  const std::uint32_t* const right = left + kBlock;
  const double* const tables = tables_.data() + at;
  for (std::size_t row = 0; row < kBlock; row += 2)
    addToColumns(load2(tables + left[row]) + load2(tables + right[row]),
                 load2(tables + left[row + 1]) + load2(tables + right[row + 1]), columns + row,
                 columns + kBlock + row);
}

void TreeShapBatch::run(const TreeShap::Tree& tree, Block& block) {
  using Kind = TreeShap::Step::Kind;
  find(tree, block);
  const auto column = [&](std::size_t at) { return block.sums.data() + at * kBlock; };
  const std::size_t slots = forest_.features;
  const auto addOwn = [&](std::size_t cell, std::size_t width) {
    const std::uint32_t* const target = plan_.cells_[tree.firstCell + cell].target;
    for (std::size_t out = 0; out < TreeShap::Cell::kOutputs; out += 2)
      addProducts(cell, width + out, column(target[out]), column(target[out + 1]));
  };
  for (std::size_t at = tree.firstStep; at < tree.endStep; ++at) {
    const TreeShap::Step& step = plan_.steps_[at];
    const std::size_t width = TreeShap::even(step.slots);
    if (step.kind == Kind::Leave) {
      double* const sum = column(step.index);
      double* const slot = column(slots + step.slot);
      for (std::size_t row = 0; row < kBlock; row += 2) {
        store2(sum + row, load2(sum + row) + load2(slot + row));
        store2(slot + row, both(0));
      }
      continue;
    }
    for (std::size_t slot = 0; slot < width; slot += 2) {
      if (step.kind == Kind::Pair)
        addProductsOfPair(step.index, slot, column(slots + slot));
      else
        addProducts(step.index, slot, column(slots + slot), column(slots + slot + 1));
    }
    addOwn(step.index, width);
    if (step.kind == Kind::Pair) addOwn(step.index + 1, width);
  }
}

void TreeShapBatch::walkRows(std::size_t tree, std::span<const double> rows, Block& block) const {
  const std::size_t features = forest_.features;
  std::vector<double> sums(features);
  for (std::size_t row = 0; row < block.rows; ++row) {
    for (std::size_t feature = 0; feature < features; ++feature)
      sums[feature] = block.sums[feature * kBlock + row];
    walkTreeShap(forest_, tree, plan_.rules_[plan_.trees_[tree].rule],
                 rows.subspan((block.first + row) * features, features), sums);
    for (std::size_t feature = 0; feature < features; ++feature)
      block.sums[feature * kBlock + row] = sums[feature];
  }
}

}  // namespace sayso::explain
