#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/recommend/usual.h"

namespace sayso::recommend {

/// Which place an unexpected item takes, counted from 0.
constexpr std::size_t kSerendipityPlace = 3;

/// The item outside the visitor's usual: of those whose unexpectedness, 1 - its greatest likeness to the list
/// and to what the visitor has seen, is at least one half and whose category is none of theirs, nor one that
/// the visitor stated, the one with the highest score. kNone if there is none. `list` is the start of the
/// list; `isOut` marks what may not be shown.
std::uint32_t findUnexpected(std::span<const std::uint32_t> list, const std::vector<double>& scores,
                             const std::vector<char>& isOut, const Catalog& catalog, const Usual& usual);

}  // namespace sayso::recommend
