#include "core/explain/counterfactual.h"

#include <algorithm>
#include <cmath>

#include "core/base/sort.h"

namespace sayso::explain {
namespace {

/// Sums of the same numbers in another order differ in their last bits: scores that differ by less are equal.
constexpr double kSlack = 1e-12;

class Search {
 public:
  Search(const SmallestSet& of, SmallestSet::CanDo canDo, SmallestSet::Does does)
      : order_(of.order),
        most_(of.mostLooked),
        canDo_(canDo),
        does_(does),
        isRemoved_(order_.size(), 0),
        isOpen_(order_.size(), 1) {}

  Removal run(std::size_t least, const std::vector<std::size_t>& guess) {
    if (mayDo(order_.size()) && !tries(guess)) {
      for (std::size_t size = std::max<std::size_t>(least, 1); size <= order_.size() && !isOver_; ++size)
        if (extend(0, size)) break;
      if (isOver_) takeInOrder();
    }
    return {!found_.empty(), std::move(found_), !isOver_, looked_};
  }

 private:
  bool tries(const std::vector<std::size_t>& guess) {
    for (const std::size_t thing : guess) take(thing);
    const bool found = !guess.empty() && mayDo(0) && doesNow();
    while (!taken_.empty()) {
      isOpen_[taken_.back()] = 1;
      putBack();
    }
    return found;
  }

  bool mayDo(std::size_t left) {
    if (++looked_ > most_) isOver_ = true;
    return !isOver_ && canDo_({isRemoved_, isOpen_, taken_, left});
  }

  bool extend(std::size_t from, std::size_t left) {
    if (left == 0) return doesNow();
    bool found = false;
    std::size_t at = from;
    for (; !found && !isOver_ && at + left <= order_.size(); ++at) {
      take(order_[at]);
      found = mayDo(left - 1) && extend(at + 1, left - 1);
      putBack();
    }
    while (at > from) isOpen_[order_[--at]] = 1;
    return found;
  }

  void take(std::size_t thing) {
    isOpen_[thing] = 0;
    isRemoved_[thing] = 1;
    taken_.push_back(thing);
  }
  void putBack() {
    isRemoved_[taken_.back()] = 0;
    taken_.pop_back();
  }

  bool doesNow() {
    std::vector<std::size_t> things;  // ascending
    for (std::size_t thing = 0; thing < isRemoved_.size(); ++thing)
      if (isRemoved_[thing]) things.push_back(thing);
    return does(std::move(things));
  }
  bool does(std::vector<std::size_t> things) {
    if (!does_(things)) return false;
    found_ = std::move(things);
    return true;
  }

  /// Not the smallest set, perhaps, but one of which nothing can be spared.
  void takeInOrder() {
    isOpen_.assign(order_.size(), 0);
    for (const std::size_t thing : order_) {
      take(thing);
      if (canDo_({isRemoved_, isOpen_, taken_, 0}) && doesNow()) break;
    }
    for (std::size_t at = 0; at < found_.size();) {
      std::vector<std::size_t> fewer = found_;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at));
      if (fewer.empty() || !does(std::move(fewer))) ++at;
    }
  }

  const std::vector<std::size_t>& order_;
  const std::size_t most_;
  SmallestSet::CanDo canDo_;
  SmallestSet::Does does_;
  std::vector<char> isRemoved_;
  std::vector<char> isOpen_;
  std::vector<std::size_t> taken_;
  std::vector<std::size_t> found_;
  std::size_t looked_ = 0;
  bool isOver_ = false;
};

/// Another item, and how far the target is from standing on the wanted side of it.
struct Rival {
  std::size_t item = 0;
  double gap = 0;  // what removals must bring together
  std::size_t heldBy = Shares::kNone;
  std::size_t best = 0;    // where in `best_` its things begin, those that bring most first
  std::size_t fewest = 0;  // no fewer removals do for it alone
};

/// An item is out when enough rivals stand above it, and in when enough do not. Either way so many rivals are
/// to be passed. One that is held back until its own thing is removed cannot pass the target before.
class Contest {
 public:
  Contest(const Shares& shares, std::size_t item, bool isEntering);

  Removal find(std::size_t wanted, SmallestSet::Does does) const;
  /// The rivals that some removal puts, or keeps, on the other side.
  std::size_t open() const { return open_; }

 private:
  std::size_t things() const { return shares_.shares.size(); }
  /// What the removal of `thing` brings against the rival.
  double gain(const Rival& rival, std::size_t thing) const {
    const std::vector<double>& row = shares_.shares[thing];
    return isEntering_ ? row[rival.item] - row[item_] : row[item_] - row[rival.item];
  }

  void judge(Rival rival);
  bool isPassed(const Rival& rival, const Partial& partial) const;
  bool canDo(std::size_t wanted, const Partial& partial) const;
  std::vector<std::size_t> order() const;
  std::vector<std::size_t> guess(const Rival& rival) const;

  const Shares& shares_;
  const std::size_t item_;
  const bool isEntering_;
  std::size_t own_ = Shares::kNone;   // holds the target itself back
  std::size_t open_ = 0;              // rivals that are not passed whatever is removed
  std::vector<Rival> rivals_;         // of them those that can be passed
  std::vector<std::size_t> nearest_;  // their places, those that need the fewest removals first
  std::vector<std::size_t> best_;
};

Contest::Contest(const Shares& shares, std::size_t item, bool isEntering)
    : shares_(shares), item_(item), isEntering_(isEntering) {
  if (isEntering && !shares.heldBy.empty()) own_ = shares.heldBy[item];
  const double own = shares.scores[item];
  for (std::size_t other = 0; other < shares.scores.size(); ++other) {
    if (other == item || (!shares.isOut.empty() && shares.isOut[other])) continue;
    const double its = shares.scores[other];
    // Of equal scores the first item stands above.
    const double slack = kSlack * (1 + std::fabs(own) + std::fabs(its));
    const bool isPassedByTie = isEntering ? item < other : other < item;
    const double gap = (isEntering ? its - own : own - its) + (isPassedByTie ? -slack : slack);
    judge({other, gap, shares.heldBy.empty() ? Shares::kNone : shares.heldBy[other]});
  }
  nearest_ = sortedOrder(rivals_.size(),
                         [&](std::size_t a, std::size_t b) { return rivals_[a].fewest < rivals_[b].fewest; });
}

/// Keeps a rival that some removals pass and others do not, with the fewest that do, looking at nobody else.
void Contest::judge(Rival rival) {
  double most = 0, least = 0;
  std::vector<double> gains(things());
  for (std::size_t thing = 0; thing < gains.size(); ++thing) {
    gains[thing] = gain(rival, thing);
    (gains[thing] > 0 ? most : least) += gains[thing];
  }
  if (isEntering_ && rival.gap + 3 * kSlack * (1 + std::fabs(rival.gap)) < least)
    return;  // below in any case
  ++open_;
  const bool isHeld = rival.heldBy != Shares::kNone;
  if (!isHeld && most < rival.gap) return;
  rival.best = best_.size();
  for (const std::size_t thing :
       sortedOrder(gains.size(), [&](std::size_t a, std::size_t b) { return gains[a] > gains[b]; }))
    best_.push_back(thing);
  double missing = rival.gap;
  if (isHeld && isEntering_) missing = 0;  // it stays held back
  if (isHeld && !isEntering_) {
    missing -= gains[rival.heldBy];
    ++rival.fewest;
  }
  for (std::size_t at = rival.best; at < best_.size() && missing > 0 && gains[best_[at]] > 0; ++at) {
    if (best_[at] == rival.heldBy) continue;
    missing -= gains[best_[at]];
    ++rival.fewest;
  }
  if (missing <= 0) rivals_.push_back(rival);
}

bool Contest::isPassed(const Rival& rival, const Partial& partial) const {
  std::size_t left = partial.left;
  double missing = rival.gap;
  for (const std::size_t thing : partial.taken) missing -= gain(rival, thing);
  if (rival.heldBy != Shares::kNone && !partial.isRemoved[rival.heldBy]) {
    if (isEntering_) return true;
    if (!partial.isOpen[rival.heldBy] || left == 0) return false;
    missing -= gain(rival, rival.heldBy);
    --left;
  }
  for (std::size_t at = rival.best; at < rival.best + things() && left > 0 && missing > 0; ++at) {
    const std::size_t thing = best_[at];
    if (!partial.isOpen[thing] || thing == rival.heldBy) continue;
    const double brought = gain(rival, thing);
    if (!(brought > 0)) break;
    missing -= brought;
    --left;
  }
  return missing <= 0;
}

/// Things in the order of the most that each brings against one of the rivals that are nearest.
std::vector<std::size_t> Contest::order() const {
  constexpr std::size_t kNearest = 64;
  std::vector<double> most(things(), 0);
  for (std::size_t at = 0; at < nearest_.size() && at < kNearest; ++at)
    for (std::size_t thing = 0; thing < most.size(); ++thing)
      most[thing] = std::max(most[thing], gain(rivals_[nearest_[at]], thing));
  return sortedOrder(most.size(), [&](std::size_t a, std::size_t b) { return most[a] > most[b]; });
}

/// The removals that pass this rival with the fewest.
std::vector<std::size_t> Contest::guess(const Rival& rival) const {
  std::vector<std::size_t> guess;
  if (rival.heldBy != Shares::kNone && rival.fewest > 0) guess.push_back(rival.heldBy);
  for (std::size_t at = rival.best; guess.size() < rival.fewest; ++at)
    if (best_[at] != rival.heldBy) guess.push_back(best_[at]);
  return guess;
}

bool Contest::canDo(std::size_t wanted, const Partial& partial) const {
  if (own_ != Shares::kNone && !partial.isRemoved[own_] && (!partial.isOpen[own_] || partial.left == 0))
    return false;
  const std::size_t size = partial.taken.size() + partial.left;
  std::size_t passed = 0;
  for (std::size_t at = 0; passed < wanted; ++at) {
    if (passed + (nearest_.size() - at) < wanted || rivals_[nearest_[at]].fewest > size) return false;
    if (isPassed(rivals_[nearest_[at]], partial)) ++passed;
  }
  return true;
}

Removal Contest::find(std::size_t wanted, SmallestSet::Does does) const {
  if (rivals_.size() < wanted) return {false, {}, true, 0};
  SmallestSet search;
  search.order = order();
  if (wanted > 0) {
    const Rival& last = rivals_[nearest_[wanted - 1]];
    search.least = last.fewest;
    search.guess = guess(last);
  }
  return search.find([&](const Partial& partial) { return canDo(wanted, partial); }, does);
}

}  // namespace

Removal SmallestSet::find(CanDo canDo, Does does) const {
  return Search(*this, canDo, does).run(least, guess);
}

Removal Shares::leave(std::size_t item, std::size_t k, SmallestSet::Does does) const {
  return Contest(*this, item, false).find(k, does);
}

Removal Shares::enter(std::size_t item, std::size_t k, SmallestSet::Does does) const {
  if (!isOut.empty() && isOut[item]) return {false, {}, true, 0};
  const Contest contest(*this, item, true);
  const std::size_t open = contest.open();
  return contest.find(open >= k ? open + 1 - k : 0, does);
}

std::size_t Shares::rank(std::size_t item, const std::vector<char>& isRemoved, double slack) const {
  const auto scoreOf = [&](std::size_t of) {
    double score = scores[of];
    for (std::size_t thing = 0; thing < isRemoved.size(); ++thing)
      if (isRemoved[thing]) score -= shares[thing][of];
    return score;
  };
  const double own = scoreOf(item);
  std::size_t rank = 1;
  for (std::size_t other = 0; other < scores.size(); ++other) {
    if (other == item || (!isOut.empty() && isOut[other])) continue;
    if (!heldBy.empty() && heldBy[other] != kNone && !isRemoved[heldBy[other]]) continue;
    const double difference = scoreOf(other) - own;
    if (difference > slack || (difference >= -slack && other < item)) ++rank;
  }
  return rank;
}

}  // namespace sayso::explain
