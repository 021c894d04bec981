#include "core/cli/decisions_file.h"

#include <cmath>

#include "core/cli/io.h"
#include "core/cli/verb_audit_report.h"

namespace sayso::cli {
namespace {

/// Reads the columns of 0 and 1 and the scores.
std::optional<Error> readOutcomes(const Table& table, const DecisionsShape& shape, DecisionsFile& file) {
  for (const auto& [title, into] :
       {std::pair{&shape.label, &file.labels}, {&shape.decision, &file.decided}}) {
    if (title->empty()) continue;
    auto flags = flagsOf(table, *title);
    if (!flags) return flags.error();
    *into = std::move(flags).value();
  }
  if (shape.score.empty()) return std::nullopt;
  auto scores = filledOf(table, shape.score);
  if (!scores) return scores.error();
  file.scores = std::move(scores).value();
  return std::nullopt;
}

std::optional<Error> scoreRows(const recommend::RowModel& model, DecisionsFile& file) {
  for (std::size_t row = 0; row < file.features.rows(); ++row) {
    file.scores.push_back(model.predict(model.margin(file.features.row(row))));
    if (!std::isfinite(file.scores.back()))
      return Error{ErrorCode::OutOfRange, "the row's numbers are too large for the model",
                   cellAt(row, file.features.columns.front())};
  }
  return std::nullopt;
}

}  // namespace

DecisionsShape shapeOf(const Args& args, const recommend::RowModel* model) {
  return {listOf(args.get("group")), model ? model->features() : listOf(args.get("features")),
          args.get("label"), args.get("decision"), args.get("score")};
}

Result<GroupedTable> readInGroups(std::string_view csv, const Args& args, std::vector<std::string> numbers,
                                  std::vector<std::string> texts) {
  const std::vector<std::string> specs = listOf(args.get("group"));
  if (specs.empty()) return Error{ErrorCode::BadUsage, "no title", "--group"};
  return readGrouped(csv, specs, std::move(numbers), std::move(texts));
}

audit::Matrix matrixOf(const Table& table, const std::vector<std::string>& columns) {
  audit::Matrix matrix{columns, {}};
  std::vector<const std::vector<double>*> of;
  for (const std::string& title : columns) of.push_back(&table.numbersOf(title));
  matrix.values.reserve(table.rows * columns.size());
  for (std::size_t row = 0; row < table.rows; ++row)
    for (const auto* column : of) matrix.values.push_back((*column)[row]);
  return matrix;
}

Result<DecisionsFile> readDecisions(std::string_view csv, const DecisionsShape& shape,
                                    const recommend::RowModel* model) {
  std::vector<std::string> numbers = shape.features;
  for (const std::string* title : {&shape.label, &shape.decision, &shape.score})
    if (!title->empty()) numbers.push_back(*title);
  auto grouped = readGrouped(csv, shape.groups, std::move(numbers), {});
  if (!grouped) return grouped.error();
  auto& [table, columns, groupings] = grouped.value();
  DecisionsFile file;
  file.columns = std::move(columns);
  file.groupings = std::move(groupings);
  if (auto fault = readOutcomes(table, shape, file)) return *std::move(fault);
  file.features = matrixOf(table, shape.features);
  if (model)
    if (auto fault = scoreRows(*model, file)) return *std::move(fault);
  return file;
}

Result<std::optional<recommend::RowModel>> modelOf(const Args& args) {
  if (!args.has("model")) return std::optional<recommend::RowModel>{};
  const std::string path = args.get("model");
  const auto text = readFile(path);
  if (!text) return text.error();
  auto model = recommend::RowModel::read(text.value());
  if (!model) return inFile(path, model.error());
  if (model.value().outputs() != 1)
    return Error{ErrorCode::UnknownKind, "a model of several classes has no one score", path};
  return std::optional(std::move(model).value());
}

}  // namespace sayso::cli
