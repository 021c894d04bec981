#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/flip.h"
#include "core/audit/group_rates.h"
#include "core/cli/table.h"

/// The attribute by which an audit tells people apart, and the columns that hold it.
namespace sayso::cli {

constexpr std::size_t kMostGroups = 100;

/// One element of `--group`:
///   "marital"    a column of names or codes; or, where no column has this title, columns "marital=single",
///                "marital=married", … of 0 and 1
///   "age:30:60"  a column of numbers in bands: below 30, 30 to below 60, 60 and over
struct GroupColumns {
  std::string attribute;
  std::vector<std::string> indicators;  // titles of columns of 0 and 1
  std::vector<double> cuts;             // of bands, rising
  std::vector<std::string> cutTexts;

  bool isBands() const { return !cuts.empty(); }
  /// Whether a column of this title is the attribute, or one of its indicators.
  bool owns(std::string_view title) const;
};

Result<GroupColumns> findGroups(std::string_view spec, const std::vector<std::string>& titles);

/// The columns that were asked for, and which group each row is in. Names of groups rise by number where all
/// are numbers, else by name.
struct GroupedTable {
  Table table;
  std::vector<GroupColumns> columns;       // one each attribute
  std::vector<audit::Grouping> groupings;  // the same
};

/// Reads a CSV with the attributes of `specs` beside the columns of `numbers` and `texts`. More than
/// `kMostGroups` groups are `too-large`.
Result<GroupedTable> readGrouped(std::string_view csv, const std::vector<std::string>& specs,
                                 std::vector<std::string> numbers, std::vector<std::string> texts);

/// What the attribute's own columns among `features` hold in each group: a code, indicators, or the median of
/// a band. Nothing where the features hold none of them.
std::optional<std::vector<audit::Setting>> settingsOf(const GroupColumns& columns,
                                                      const audit::Grouping& grouping,
                                                      const audit::Matrix& features);

}  // namespace sayso::cli
