#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/audit/group_rates.h"
#include "core/audit/matrix.h"
#include "core/base/function_ref.h"

/// What a model would have decided about the same people, had they been of another group.
namespace sayso::audit {

/// The score of one row of a model's features.
using Score = FunctionRef<double(std::span<const double>)>;

/// What the columns of the attribute hold in a group: column and number.
using Setting = std::vector<std::pair<std::size_t, double>>;

struct Flip {
  std::size_t rows = 0;
  std::size_t changed = 0;  // rows on which some other group would have brought another decision
  double meanChange = 0;    // of the score, absolute, over all rows and other groups
  double maxChange = 0;
  struct Into {
    std::size_t rows = 0;              // of other groups
    std::size_t gained = 0, lost = 0;  // selected only as one of this group; only as who they are
  };
  std::vector<Into> into;  // one each group
};

/// Sets the attribute of each row to that of every other group, all else as it was. `settings` has one each
/// group of `grouping`. Selected is a score of `threshold` or more.
Flip flip(const Matrix& rows, const Grouping& grouping, std::span<const Setting> settings, double threshold,
          Score score);

}  // namespace sayso::audit
