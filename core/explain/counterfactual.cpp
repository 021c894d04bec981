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
  double gap = 0;                 // what removals must bring together
  std::vector<double> gains;      // what each brings
  std::vector<std::size_t> best;  // the things that bring something, the most first
  std::size_t heldBy = Shares::kNone;
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
  Rival rivalOf(std::size_t other) const;
  bool isPassable(Rival& rival) const;
  bool isPassedAnyway(const Rival& rival) const;
  bool isPassed(const Rival& rival, const Partial& partial) const;
  bool canDo(std::size_t wanted, const Partial& partial) const;
  std::vector<std::size_t> order() const;
  std::vector<std::size_t> guess(const Rival& rival) const;

  const Shares& shares_;
  const std::size_t item_;
  const bool isEntering_;
  std::size_t own_ = Shares::kNone;  // holds the target itself back
  std::size_t open_ = 0;             // rivals that are not passed whatever is removed
  std::vector<Rival> rivals_;        // of them those that can be passed, with the fewest removals first
};

Contest::Contest(const Shares& shares, std::size_t item, bool isEntering)
    : shares_(shares), item_(item), isEntering_(isEntering) {
  if (isEntering && !shares.heldBy.empty()) own_ = shares.heldBy[item];
  std::vector<Rival> found;
  for (std::size_t other = 0; other < shares.scores.size(); ++other) {
    if (other == item || (!shares.isOut.empty() && shares.isOut[other])) continue;
    Rival rival = rivalOf(other);
    if (isPassedAnyway(rival)) continue;
    ++open_;
    if (isPassable(rival)) found.push_back(std::move(rival));
  }
  const auto isBefore = [&](std::size_t a, std::size_t b) { return found[a].fewest < found[b].fewest; };
  for (const std::size_t at : sortedOrder(found.size(), isBefore)) rivals_.push_back(std::move(found[at]));
}

Rival Contest::rivalOf(std::size_t other) const {
  const double own = shares_.scores[item_], its = shares_.scores[other];
  const double sign = isEntering_ ? -1 : 1;
  Rival rival;
  // Of equal scores the first item stands above.
  const double slack = kSlack * (1 + std::fabs(own) + std::fabs(its));
  const bool isPassedByTie = isEntering_ ? item_ < other : other < item_;
  rival.gap = sign * (own - its) + (isPassedByTie ? -slack : slack);
  rival.gains.reserve(shares_.shares.size());
  for (const std::vector<double>& row : shares_.shares)
    rival.gains.push_back(sign * (row[item_] - row[other]));
  if (!shares_.heldBy.empty()) rival.heldBy = shares_.heldBy[other];
  return rival;
}

/// Entering: the rival is below whatever is removed.
bool Contest::isPassedAnyway(const Rival& rival) const {
  double worst = rival.gap;
  for (const double gain : rival.gains) worst -= std::min(gain, 0.0);
  return isEntering_ && worst < -3 * kSlack * (1 + std::fabs(worst) + std::fabs(shares_.scores[item_]));
}

/// Finds the fewest removals by which it is passed, looking at nobody else.
bool Contest::isPassable(Rival& rival) const {
  double missing = rival.gap;
  double most = 0;
  for (const double gain : rival.gains) most += std::max(gain, 0.0);
  const bool isHeld = rival.heldBy != Shares::kNone;
  if (!isHeld && most < missing) return false;
  const auto isBefore = [&](std::size_t a, std::size_t b) { return rival.gains[a] > rival.gains[b]; };
  for (const std::size_t thing : sortedOrder(rival.gains.size(), isBefore))
    if (rival.gains[thing] > 0) rival.best.push_back(thing);
  if (isHeld && isEntering_) return true;  // it stays held back
  if (isHeld) {
    missing -= rival.gains[rival.heldBy];
    ++rival.fewest;
  }
  for (const std::size_t thing : rival.best) {
    if (missing <= 0) break;
    if (thing == rival.heldBy) continue;
    missing -= rival.gains[thing];
    ++rival.fewest;
  }
  return missing <= 0;
}

bool Contest::isPassed(const Rival& rival, const Partial& partial) const {
  std::size_t left = partial.left;
  double missing = rival.gap;
  for (const std::size_t thing : partial.taken) missing -= rival.gains[thing];
  if (rival.heldBy != Shares::kNone && !partial.isRemoved[rival.heldBy]) {
    if (isEntering_) return true;
    if (!partial.isOpen[rival.heldBy] || left == 0) return false;
    missing -= rival.gains[rival.heldBy];
    --left;
  }
  for (const std::size_t thing : rival.best) {
    if (left == 0 || missing <= 0) break;
    if (!partial.isOpen[thing] || thing == rival.heldBy) continue;
    missing -= rival.gains[thing];
    --left;
  }
  return missing <= 0;
}

/// Things in the order of the most that each brings with one of the rivals that are nearest.
std::vector<std::size_t> Contest::order() const {
  constexpr std::size_t kNearest = 64;
  std::vector<double> most(shares_.shares.size(), 0);
  for (std::size_t at = 0; at < rivals_.size() && at < kNearest; ++at)
    for (std::size_t thing = 0; thing < most.size(); ++thing)
      most[thing] = std::max(most[thing], rivals_[at].gains[thing]);
  return sortedOrder(most.size(), [&](std::size_t a, std::size_t b) { return most[a] > most[b]; });
}

/// The removals that pass this rival with the fewest.
std::vector<std::size_t> Contest::guess(const Rival& rival) const {
  std::vector<char> isTaken(shares_.shares.size(), 0);
  std::size_t left = rival.fewest;
  if (left > 0 && rival.heldBy != Shares::kNone) {
    isTaken[rival.heldBy] = 1;
    --left;
  }
  for (const std::size_t thing : rival.best) {
    if (left == 0) break;
    if (isTaken[thing]) continue;
    isTaken[thing] = 1;
    --left;
  }
  std::vector<std::size_t> guess;
  for (std::size_t thing = 0; thing < isTaken.size(); ++thing)
    if (isTaken[thing]) guess.push_back(thing);
  return guess;
}

bool Contest::canDo(std::size_t wanted, const Partial& partial) const {
  if (own_ != Shares::kNone && !partial.isRemoved[own_] && (!partial.isOpen[own_] || partial.left == 0))
    return false;
  const std::size_t size = partial.taken.size() + partial.left;
  std::size_t passed = 0;
  for (std::size_t at = 0; passed < wanted; ++at) {
    if (passed + (rivals_.size() - at) < wanted || rivals_[at].fewest > size) return false;
    passed += isPassed(rivals_[at], partial) ? 1 : 0;
  }
  return true;
}

Removal Contest::find(std::size_t wanted, SmallestSet::Does does) const {
  if (rivals_.size() < wanted) return {false, {}, true, 0};
  SmallestSet search;
  search.order = order();
  if (wanted > 0) {
    search.least = std::max<std::size_t>(rivals_[wanted - 1].fewest, 1);
    search.guess = guess(rivals_[wanted - 1]);
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
