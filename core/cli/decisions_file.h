#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/group_rates.h"
#include "core/audit/matrix.h"
#include "core/cli/args.h"
#include "core/cli/group_columns.h"
#include "core/recommend/row_model.h"

/// The CSV that `say-so audit fairness` reads: a row a person, with columns that the options name.
namespace sayso::cli {

struct DecisionsFile {
  std::vector<GroupColumns> columns;       // one each attribute
  std::vector<audit::Grouping> groupings;  // the same
  audit::Matrix features;                  // of the model, or those of --features; else none
  std::vector<char> labels, decided;       // empty without --label, --decision
  std::vector<double> scores;              // of --score or the model; else empty
};

/// What of a file to read, from the options.
struct DecisionsShape {
  std::vector<std::string> groups, features;
  std::string label, decision, score;  // empty: none
};
DecisionsShape shapeOf(const Args& args, const recommend::RowModel* model);

/// The columns of a file, with the attributes of --group: at least one.
Result<GroupedTable> readInGroups(std::string_view csv, const Args& args, std::vector<std::string> numbers,
                                  std::vector<std::string> texts);

/// `model` scores the rows if it is there.
Result<DecisionsFile> readDecisions(std::string_view csv, const DecisionsShape& shape,
                                    const recommend::RowModel* model);

/// The model of --model if it is given: one with a single margin.
Result<std::optional<recommend::RowModel>> modelOf(const Args& args);

/// The columns as one matrix.
audit::Matrix matrixOf(const Table& table, const std::vector<std::string>& columns);

}  // namespace sayso::cli
