#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "core/base/function_ref.h"

/// Smallest counterfactuals: which things to take away so that the outcome is another.
namespace sayso::explain {

/// What a search for the smallest set of things came to.
struct Removal {
  bool found = false;
  std::vector<std::size_t> remove;  // ascending; empty unless found
  /// Found: no smaller set does. Not found: no set does at all. False where the search gave up: then what was
  /// found is one way, perhaps not the smallest.
  bool proven = false;
  std::size_t looked = 0;  // how many sets were looked at
  bool operator==(const Removal&) const = default;
};

/// A set that grows during a search: what is taken away, and what may still be.
struct Partial {
  const std::vector<char>& isRemoved;     // one each thing
  const std::vector<char>& isOpen;        // one each thing
  const std::vector<std::size_t>& taken;  // what is removed, in the order in which it was taken
  std::size_t left = 0;                   // so many of the open ones are still to be taken
};

/// Looks for a smallest set of things, size by size.
struct SmallestSet {
  static constexpr std::size_t kMostLooked = 200'000;

  std::vector<std::size_t> order;  // all things, the most promising first
  std::size_t least = 1;           // no smaller set does
  std::vector<std::size_t> guess;  // things that are tried first, as many as `least`; empty: none
  std::size_t mostLooked = kMostLooked;

  /// Whether some set that `Partial` can still become may do. It may say yes wrongly, never no.
  using CanDo = FunctionRef<bool(const Partial&)>;
  /// Whether exactly these do; asked only of sets that `CanDo` lets pass. It has the last word.
  using Does = FunctionRef<bool(const std::vector<std::size_t>&)>;

  /// Where it gives up, things are taken in their order until they do, and those that are not needed after
  /// all are put back.
  Removal find(CanDo canDo, Does does) const;
};

/// Scores that are sums: what each item has with everything in place, and how much of that each thing gives.
struct Shares {
  static constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

  std::vector<double> scores;               // one each item; equal ones: the first item stands above
  std::vector<std::vector<double>> shares;  // by thing, one each item
  /// By item: the thing that keeps it out of the list, so that without the thing it is in the running; kNone
  /// if nothing does. May be empty.
  std::vector<std::size_t> heldBy;
  std::vector<char> isOut;  // by item: never in the running. May be empty

  /// The smallest set without which `item` is not among the first `k`. For k = 1 no search is needed: the
  /// rival that needs the fewest things says which. `does` has the last word on each set.
  Removal leave(std::size_t item, std::size_t k, SmallestSet::Does does) const;
  /// The smallest set without which `item` is among the first `k`: for k = 1, what puts it first.
  Removal enter(std::size_t item, std::size_t k, SmallestSet::Does does) const;

  /// The place of `item` without the things that `isRemoved` marks; scores that differ by no more than
  /// `slack` are equal.
  std::size_t rank(std::size_t item, const std::vector<char>& isRemoved, double slack = 0) const;
};

}  // namespace sayso::explain
