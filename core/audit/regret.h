#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/function_ref.h"
#include "core/base/random.h"

namespace sayso::audit {

/// How often something was shown, and chosen when it was.
struct Tally {
  std::string id;
  std::size_t shown = 0;
  std::size_t chosen = 0;
  double rate() const { return static_cast<double>(chosen) / static_cast<double>(shown); }
};

/// Which of them to show next, by what was learned so far.
using Choose = FunctionRef<std::size_t(std::span<const Tally> learned, Random& random)>;

/// What a way of choosing costs while it learns, against showing always what is chosen most.
struct Regret {
  double mean = 0, least = 0, most = 0;  // over the repeats: choices missed, as the recorded rates expect
  std::vector<double> shares;            // how much of the rounds each was shown
};

/// Plays `rounds` rounds, `repeats` times from the beginning. Each round shows one of `recorded`; its outcome
/// is one of the outcomes recorded of it, drawn at random with replacement. So nothing is made up about one
/// of them, but outcomes are taken not to depend on time, on the visitor or on what was shown before.
/// `recorded` is not empty and each was shown.
Regret replayRegret(std::span<const Tally> recorded, std::size_t rounds, std::size_t repeats,
                    std::uint64_t seed, Choose choose);

/// The same for showing each as often, whatever is learned: exact, nothing is drawn.
double evenRegret(std::span<const Tally> recorded, std::size_t rounds);

}  // namespace sayso::audit
