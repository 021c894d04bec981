#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/recommend/visit.h"

namespace sayso::recommend {

/// What the items that a visitor looked at have in common: of the kinds that the site asks about, one that
/// keeps coming back. A guess, and told as one; nothing is kept of it, so who forgets the items forgets it.
struct Guess {
  std::string from;                // as of a question: "category", "tag:colour"
  std::string value;               // "Garden & outdoor"
  std::vector<std::string> items;  // different ones, newest first
  Time first;                      // when the oldest of them was seen
  Time last;                       // and the newest
  bool operator==(const Guess&) const = default;
};

constexpr std::size_t kLeastOfGuess = 3;  // different items
constexpr std::size_t kMostGuesses = 6;

/// The guesses of at least `least` items, most items first, then in the order in which they were last seen.
/// From what passed the gate and was seen (not from what lists showed); sensitive items never count.
std::vector<Guess> guessesOf(const Visit& visit, std::size_t least);

/// With the titles of the items, in their order.
Json toJson(const Guess& guess, const Catalog& catalog);

}  // namespace sayso::recommend
