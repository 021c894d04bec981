#include "core/explain/tree_shap.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <limits>

#include "core/explain/tree_shap_walk.h"
#include "core/explain/vector2.h"

namespace sayso::explain {
namespace {

/// The factors of a sum over the points, each twice: the sums of two features are made at once.
template <std::size_t kPoints>
struct Factors {
  explicit Factors(const double* factors) {
    for (std::size_t k = 0; k < kPoints; ++k) each[k] = both(factors[k]);
  }
  /// sum over the points of factor[k] * table[k * width …]
  Vector2 times(const double* table, std::size_t width) const {
    Vector2 sum = load2(table) * each[0];
    for (std::size_t k = 1; k < kPoints; ++k) sum += load2(table + k * width) * each[k];
    return sum;
  }
  Vector2 each[kPoints];
};

}  // namespace

std::vector<float> TreeShap::sourcesOf(std::span<const double> row) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  std::vector<float> sources(2 * row.size());
  for (std::size_t feature = 0; feature < row.size(); ++feature) {
    const double x = row[feature];
    const bool isMissing = x != x;
    sources[2 * feature] = isMissing ? kInfinity : static_cast<float>(x);
    sources[2 * feature + 1] = isMissing ? -kInfinity : static_cast<float>(x);
  }
  return sources;
}

TreeShap::Scratch TreeShap::scratch() const {
  Scratch scratch;
  std::size_t splits = 0, cells = 0;
  for (const Tree& tree : trees_) {
    splits = std::max<std::size_t>(splits, tree.endSplit - tree.firstSplit);
    cells = std::max<std::size_t>(cells, tree.endCell - tree.firstCell);
  }
  scratch.sets.resize(2 * splits + 1);
  scratch.rows.resize(cells);
  return scratch;
}

/// Without branches: which way a row goes cannot be foretold. And before anything is added, so that a
/// processor which waits for one row of a table can already look for the next.
void TreeShap::find(const Tree& tree, const float* sources, Scratch& scratch) const {
  std::uint32_t* const sets = scratch.sets.data();
  sets[0] = 0;
  std::uint32_t* made = sets + 1;
  for (std::uint32_t at = tree.firstSplit; at < tree.endSplit; ++at, made += 2) {
    const Split& split = splits_[at];
    const auto isLeft = static_cast<std::uint32_t>(sources[split.source] < split.threshold);
    const std::uint32_t set = sets[split.parent] | split.isNew << split.slot;
    made[0] = set & ~((isLeft ^ 1) << split.slot);
    made[1] = set & ~(isLeft << split.slot);
  }
  const auto stride = static_cast<std::uint32_t>(ownStride(tree.points));
  Rows* rows = scratch.rows.data();
  for (std::uint32_t at = tree.firstCell; at < tree.endCell; ++at, ++rows) {
    const Cell& cell = cells_[at];
    const std::uint32_t above = cell.above + sets[cell.set] * cell.stride;
    std::uint32_t own = 0;
    std::memcpy(&own, tree.table.get() + above, sizeof own);
    std::uint32_t way = 0;
    for (std::uint32_t split = 0; split < Cell::kSplits; ++split)
      way |= static_cast<std::uint32_t>(sources[cell.source[split]] < cell.threshold[split]) << split;
    *rows = {above + 1, own + way * stride};
  }
}

template <std::size_t kPoints>
void TreeShap::run(const Tree& tree, const float* sources, Scratch& scratch, double* sums) const {
  find(tree, sources, scratch);
  double* const slots = sums + features_;
  const double* const tables = tree.table.get();
  const auto addOwn = [&](const Cell& cell, const Rows& rows) {
    const Factors<kPoints> products(tables + rows.above);
    const double* const gains = tables + rows.own + kPoints;
    for (std::size_t output = 0; output < Cell::kOutputs; output += 2) {
      const Vector2 sum = products.times(gains + output, Cell::kOutputs);
      sums[cell.target[output]] += sum[0];
      sums[cell.target[output + 1]] += sum[1];
    }
  };
  for (std::uint32_t at = tree.firstStep; at < tree.endStep; ++at) {
    const Step& step = steps_[at];
    const std::size_t width = even(step.slots);
    switch (step.kind) {
      case Step::Kind::Cell: {
        const Rows rows = scratch.rows[step.index];
        const Factors<kPoints> values(tables + rows.own);
        const double* const gains = tables + rows.above + kPoints;
        for (std::size_t slot = 0; slot < width; slot += 2)
          store2(slots + slot, load2(slots + slot) + values.times(gains + slot, width));
        addOwn(cells_[tree.firstCell + step.index], rows);
        break;
      }
      case Step::Kind::Pair: {
        const Rows left = scratch.rows[step.index];
        const Rows right = scratch.rows[step.index + 1];
        const Factors<kPoints> leftValues(tables + left.own), rightValues(tables + right.own);
        const double* const leftGains = tables + left.above + kPoints;
        const double* const rightGains = tables + right.above + kPoints;
        for (std::size_t slot = 0; slot < width; slot += 2) {
          const Vector2 sum =
              leftValues.times(leftGains + slot, width) + rightValues.times(rightGains + slot, width);
          store2(slots + slot, load2(slots + slot) + sum);
        }
        addOwn(cells_[tree.firstCell + step.index], left);
        addOwn(cells_[tree.firstCell + step.index + 1], right);
        break;
      }
      case Step::Kind::Leave: {
        // Two at once as they were stored: a processor waits where a load is wider than the store before it.
        double* const pair = slots + (step.slot & ~1);
        const Vector2 done = load2(pair);
        const bool isSecond = (step.slot & 1) != 0;
        sums[step.index] += isSecond ? done[1] : done[0];
        store2(pair, isSecond ? Vector2{done[0], 0} : Vector2{0, done[1]});
        break;
      }
    }
  }
}

/// By a table: of functions that were joined to one, an engine would have to optimize all.
void TreeShap::runAny(const Tree& tree, const float* sources, Scratch& scratch, double* sums) const {
  using Run = void (TreeShap::*)(const Tree&, const float*, Scratch&, double*) const;
  static constexpr Run kRuns[] = {&TreeShap::run<1>, &TreeShap::run<2>, &TreeShap::run<3>,
                                  &TreeShap::run<4>, &TreeShap::run<5>, &TreeShap::run<6>};
  static_assert(std::size(kRuns) == kMaxPoints);
  (this->*kRuns[tree.points - 1])(tree, sources, scratch, sums);
}

void TreeShap::add(const Forest& forest, std::span<const double> row, std::span<double> contributions,
                   std::size_t output) const {
  const std::vector<float> sources = sourcesOf(row);
  Scratch scratch = this->scratch();
  std::vector<double> sums(features_ + kMaxSlots + kUnused);
  for (std::size_t tree = 0; tree < trees_.size(); ++tree) {
    if (trees_[tree].output != output) continue;
    if (trees_[tree].points == 0)
      walkTreeShap(forest, tree, rules_[trees_[tree].rule], row, std::span(sums).first(features_));
    else
      runAny(trees_[tree], sources.data(), scratch, sums.data());
  }
  for (std::size_t feature = 0; feature < features_; ++feature) contributions[feature] += sums[feature];
}

}  // namespace sayso::explain
