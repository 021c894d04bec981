#pragma once

#include <cstdint>
#include <vector>

#include "core/recommend/exploration.h"
#include "core/recommend/usual.h"

namespace sayso::recommend {

/// Which place is for learning, counted from 0.
constexpr std::size_t kExplorationPlace = 5;
/// An item that counts so many showings without having been opened is shown often. A showing counts one in
/// its first week, half in the second and so on.
constexpr double kOften = 3;

/// What came of what lists showed the visitor, as far as the gate let it pass, by category: how often what
/// was shown of it was opened, that is viewed or bought as the model reads it (`usual`). What is sensitive
/// counts for nothing. Marks in `isOut`, by item, what was shown often. The config names a signal that keeps
/// it.
std::vector<Beta> learnFrom(const Visit& visit, const Usual& usual, Time now, std::vector<char>& isOut);

/// The item to show in order to learn: of each category the best that is not out, and of those the one whose
/// category Thompson sampling draws. kNone if there is none.
std::uint32_t findToLearn(std::vector<Beta> known, const std::vector<double>& scores,
                          const std::vector<char>& isOut, const Catalog& catalog, std::uint64_t seed);

}  // namespace sayso::recommend
