#include "core/explain/tree_shap_plan.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "core/explain/vector2.h"

namespace sayso::explain {
namespace {

constexpr std::size_t kCellHeight = 2;

std::uint32_t sourceOf(const Forest& forest, std::uint32_t node) {
  return 2 * std::uint32_t{forest.feature[node]} + forest.missingLeft[node];
}

/// share + t * (passes - share): what a feature is worth at a point of the quadrature.
double factor(double share, bool passes, double t) { return share + t * ((passes ? 1 : 0) - share); }

/// The product of all factors, and of all but each.
double productsWithout(const double* factors, std::size_t count, double* products) {
  double before = 1;
  for (std::size_t i = 0; i < count; ++i) {
    products[i] = before;
    before *= factors[i];
  }
  double after = 1;
  for (std::size_t i = count; i-- > 0;) {
    products[i] *= after;
    after *= factors[i];
  }
  return before;
}

}  // namespace

void PlanMaker::make() {
  heights_.resize(forest_.feature.size());
  seen_.resize(forest_.features);
  plan_.rules_.resize(Forest::kMaxDepth / 2 + 1);
  for (const Forest::Tree& tree : forest_.trees) {
    mostFeatures_ = 1;
    measure(tree.root, 0);
    makeTree(tree);
  }
}

void PlanMaker::makeTree(const Forest::Tree& tree) {
  const std::size_t splits = plan_.splits_.size(), cells = plan_.cells_.size(), steps = plan_.steps_.size();
  const std::size_t points = (mostFeatures_ + 1) / 2;
  isFull_ = points > TreeShap::kMaxPoints;
  rule_ = &plan_.rules_[points];
  if (rule_->points.empty()) plan_.rules_[points] = gaussLegendre(points);
  firstSplit_ = splits;
  firstCell_ = cells;
  slots_.clear();
  table_.clear();
  if (heightOf(tree.root) > kCellHeight) {
    split(tree.root, 0);
  } else {
    plan_.steps_.push_back({TreeShap::Step::Kind::Cell});
    cell(tree.root, 0);
  }
  if (isFull_) {
    plan_.splits_.resize(splits);
    plan_.cells_.resize(cells);
    plan_.steps_.resize(steps);
    table_.clear();
  }
  const auto narrow = [](std::size_t number) { return static_cast<std::uint32_t>(number); };
  plan_.trees_.push_back({narrow(splits), narrow(plan_.splits_.size()), narrow(cells),
                          narrow(plan_.cells_.size()), narrow(steps), narrow(plan_.steps_.size()),
                          static_cast<std::uint8_t>(isFull_ ? 0 : points), static_cast<std::uint8_t>(points),
                          tree.output, table_.copy()});
  plan_.bytes_ += table_.bytes();
}

void PlanMaker::measure(std::uint32_t node, std::size_t above) {
  heights_[node] = 0;
  mostFeatures_ = std::max(mostFeatures_, above);
  if (forest_.isLeaf(node)) return;
  std::uint16_t& splits = seen_[forest_.feature[node]];
  if (splits++ == 0) ++above;
  const std::uint32_t right = forest_.right[node];
  measure(node + 1, above);
  measure(right, above);
  --splits;
  heights_[node] =
      static_cast<std::uint8_t>(std::min(1 + std::max(heights_[node + 1], heights_[right]), 255));
}

void PlanMaker::split(std::uint32_t node, std::size_t set) {
  using Kind = TreeShap::Step::Kind;
  const std::uint16_t feature = forest_.feature[node];
  const auto known =
      std::find_if(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.feature == feature; });
  const auto slot = static_cast<std::size_t>(known - slots_.begin());
  const bool isNew = known == slots_.end();
  if (isNew) slots_.push_back({feature, 1});
  isFull_ = isFull_ || slots_.size() > TreeShap::kMaxSlots;
  if (isFull_) return;
  const std::size_t made = 1 + 2 * (plan_.splits_.size() - firstSplit_);
  plan_.splits_.push_back({sourceOf(forest_, node), forest_.threshold[node], static_cast<std::uint32_t>(set),
                           static_cast<std::uint32_t>(slot), isNew ? 1U : 0U});
  const std::uint32_t children[] = {node + 1, forest_.right[node]};
  const bool isPair = heightOf(children[0]) <= kCellHeight && heightOf(children[1]) <= kCellHeight;
  const auto slots = static_cast<std::uint8_t>(slots_.size());
  const double share = slots_[slot].share;
  for (std::size_t side = 0; side < 2; ++side) {
    slots_[slot].share = share * forest_.share[children[side]];
    if (heightOf(children[side]) > kCellHeight) {
      split(children[side], made + side);
      continue;
    }
    if (!isPair || side == 0)
      plan_.steps_.push_back({isPair ? Kind::Pair : Kind::Cell, slots, 0,
                              static_cast<std::uint32_t>(plan_.cells_.size() - firstCell_)});
    cell(children[side], made + side);
  }
  slots_.resize(slots);
  slots_[slot].share = share;
  if (!isNew) return;
  slots_.pop_back();
  plan_.steps_.push_back({Kind::Leave, 0, static_cast<std::uint8_t>(slot), feature});
}

void PlanMaker::cell(std::uint32_t root, std::size_t set) {
  plan_.cells_.emplace_back();
  cell_ = &plan_.cells_.back();
  cell_->set = static_cast<std::uint32_t>(set);
  constexpr float kNever = -std::numeric_limits<float>::infinity();  // is above nothing
  std::fill(std::begin(cell_->threshold), std::end(cell_->threshold), kNever);
  // Neighbours use other places, so that none waits for the one before.
  const std::size_t unused = plan_.features_ + TreeShap::kMaxSlots + plan_.cells_.size() % TreeShap::kUnused;
  std::fill(std::begin(cell_->target), std::end(cell_->target), static_cast<std::uint32_t>(unused));
  splits_ = 0;
  ownFeatures_.clear();
  leaves_.clear();
  addLeaves(root, {});
  shared_.clear();
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    const auto own = std::find(ownFeatures_.begin(), ownFeatures_.end(), slots_[slot].feature);
    if (own == ownFeatures_.end()) continue;
    const std::uint32_t bit = std::uint32_t{1} << (splits_ + shared_.size());
    for (Leaf& leaf : leaves_) {
      Leaf::Own& here = leaf.own[own - ownFeatures_.begin()];
      here.need |= bit;
      here.want |= bit;
    }
    shared_.push_back(slot);
  }
  tabulateAbove();
}

/// The place of `feature` among the features of the cell's own splits.
std::size_t PlanMaker::outputOf(std::uint16_t feature) {
  const auto known = std::find(ownFeatures_.begin(), ownFeatures_.end(), feature);
  const auto output = static_cast<std::size_t>(known - ownFeatures_.begin());
  if (known != ownFeatures_.end()) return output;
  ownFeatures_.push_back(feature);
  cell_->target[output] = feature;
  const auto slot =
      std::find_if(slots_.begin(), slots_.end(), [&](const Slot& each) { return each.feature == feature; });
  ownShares_[output] = slot == slots_.end() ? 1 : slot->share;
  return output;
}

void PlanMaker::addLeaves(std::uint32_t node, const Leaf& above) {
  if (forest_.isLeaf(node)) {
    leaves_.push_back(above);
    leaves_.back().value = forest_.value[node];
    return;
  }
  const std::size_t split = splits_++;
  const std::uint32_t bit = std::uint32_t{1} << split;
  cell_->source[split] = sourceOf(forest_, node);
  cell_->threshold[split] = forest_.threshold[node];
  const std::size_t output = outputOf(forest_.feature[node]);
  for (const bool isLeft : {true, false}) {
    const std::uint32_t child = isLeft ? node + 1 : forest_.right[node];
    Leaf below = above;
    Leaf::Own& own = below.own[output];
    own.share *= forest_.share[child];
    own.need |= bit;
    if (isLeft) own.want |= bit;
    addLeaves(child, below);
  }
}

/// The place of so many new numbers; nothing, and `isFull_`, where that is too much.
std::size_t PlanMaker::extend(std::size_t numbers) {
  const std::size_t start = table_.size();
  isFull_ = isFull_ || plan_.bytes_ + table_.bytes() + numbers * sizeof(double) > TreeShap::kMaxBytes;
  if (!isFull_) table_.extend(numbers);
  return start;
}

/// For each set of features above that pass: where the own table for it starts; at each point C, the product
/// of their factors; then at each point E of each feature: the product without it, times what it gains by
/// being known. A feature that the cell splits on as well belongs to the own table alone.
void PlanMaker::tabulateAbove() {
  const std::size_t points = rule_->points.size();
  const std::size_t stride = TreeShap::aboveStride(points, slots_.size());
  const std::size_t start = extend(stride << slots_.size());
  const std::size_t own = tabulateOwn();
  if (isFull_) return;
  cell_->above = static_cast<std::uint32_t>(start);
  cell_->stride = static_cast<std::uint32_t>(stride);
  cell_->sets = std::uint32_t{1} << slots_.size();
  cell_->ways = std::uint32_t{1} << splits_;
  double* const rows = table_.data() + start;
  std::fill_n(rows + 1, points, 1.0);  // C where nothing is above
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    const bool isShared = std::find(shared_.begin(), shared_.end(), slot) != shared_.end();
    for (std::size_t passes = 0; passes >> slot == 0; ++passes) {
      double* const row = rows + passes * stride + 1;
      double* const passed = row + (stride << slot);
      if (isShared)
        std::memcpy(passed, row, (stride - 1) * sizeof(double));
      else
        addSlot(slot, row, passed);
    }
  }
  for (std::size_t passes = 0; passes >> slots_.size() == 0; ++passes) {
    std::size_t sharedPasses = 0;
    for (std::size_t i = 0; i < shared_.size(); ++i) sharedPasses |= (passes >> shared_[i] & 1) << i;
    const auto ownStart =
        static_cast<std::uint32_t>(own + (sharedPasses << splits_) * TreeShap::ownStride(points));
    std::memcpy(rows + passes * stride, &ownStart, sizeof ownStart);
  }
}

/// From C and E of the slots before, in `row`, the same with `slot` where it does not pass (in `row`) and
/// where it does.
void PlanMaker::addSlot(std::size_t slot, double* row, double* passed) const {
  const std::size_t points = rule_->points.size();
  const std::size_t width = TreeShap::even(slots_.size());
  const double share = slots_[slot].share;
  for (std::size_t k = 0; k < points; ++k) {
    const double fails = factor(share, false, rule_->points[k]);
    const double passes = factor(share, true, rule_->points[k]);
    const double product = row[k];
    passed[k] = product * passes;
    row[k] = product * fails;
    double* const gains = row + points + k * width;
    double* const passedGains = passed + points + k * width;
    for (std::size_t other = 0; other < slot; other += 2) {
      const Vector2 gain = load2(gains + other);
      store2(passedGains + other, gain * both(passes));
      store2(gains + other, gain * both(fails));
    }
    passedGains[slot] = product * (1 - share);
    gains[slot] = product * (0 - share);
  }
}

/// For each way of the cell's own splits, and of the features that are also above: at each point G, the sum
/// of the leaves' values times their own factors, then D of each own feature, as E above.
std::size_t PlanMaker::tabulateOwn() {
  const std::size_t bits = splits_ + shared_.size();
  const std::size_t start = extend(TreeShap::ownStride(rule_->points.size()) << bits);
  if (!isFull_)
    for (const Leaf& leaf : leaves_) addLeaf(leaf, std::size_t{1} << bits, table_.data() + start);
  return start;
}

/// A leaf's row depends on which own features pass alone: few rows are made, and added where they belong.
void PlanMaker::addLeaf(const Leaf& leaf, std::size_t ways, double* table) const {
  constexpr std::size_t kRow = TreeShap::ownStride(TreeShap::kMaxPoints);
  constexpr std::size_t kSets = std::size_t{1} << TreeShap::Cell::kSplits;
  double rows[kSets * kRow];
  bool isMade[kSets] = {};
  const std::size_t stride = TreeShap::ownStride(rule_->points.size());
  for (std::size_t way = 0; way < ways; ++way, table += stride) {
    std::size_t passes = 0;
    for (std::size_t output = 0; output < ownFeatures_.size(); ++output)
      passes |= std::size_t{leaf.own[output].passes(way)} << output;
    double* const row = rows + passes * kRow;
    if (!isMade[passes]) makeRow(leaf, passes, row);
    isMade[passes] = true;
    std::size_t i = 0;
    for (; i + 1 < stride; i += 2) store2(table + i, load2(table + i) + load2(row + i));
    if (i < stride) table[i] += row[i];
  }
}

void PlanMaker::makeRow(const Leaf& leaf, std::size_t passes, double* row) const {
  constexpr std::size_t kOutputs = TreeShap::Cell::kOutputs;
  const std::size_t points = rule_->points.size();
  const std::size_t outputs = ownFeatures_.size();
  double shares[kOutputs] = {}, gains[kOutputs] = {}, factors[kOutputs], without[kOutputs];
  for (std::size_t output = 0; output < outputs; ++output) {
    shares[output] = ownShares_[output] * leaf.own[output].share;
    gains[output] = static_cast<double>(passes >> output & 1) - shares[output];
  }
  std::fill_n(row, TreeShap::ownStride(points), 0.0);
  for (std::size_t k = 0; k < points; ++k) {
    for (std::size_t output = 0; output < outputs; ++output)
      factors[output] = shares[output] + rule_->points[k] * gains[output];
    const double worth = rule_->weights[k] * leaf.value;
    row[k] = worth * productsWithout(factors, outputs, without);
    for (std::size_t output = 0; output < outputs; ++output)
      row[points + k * kOutputs + output] = worth * without[output] * gains[output];
  }
}

TreeShap::TreeShap(const Forest& forest) : features_(forest.features) { PlanMaker(forest, *this).make(); }

}  // namespace sayso::explain
