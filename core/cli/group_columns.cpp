#include "core/cli/group_columns.h"

#include <algorithm>
#include <cmath>

#include "core/base/json.h"
#include "core/base/sort.h"

namespace sayso::cli {
namespace {

constexpr std::string_view kNoIndicator = "none of these";

std::optional<double> numberIn(std::string_view text) {
  const auto read = json::parse(text);
  if (!read || !read.value().is_number()) return std::nullopt;
  return read.value().get<double>();
}

bool has(const std::vector<std::string>& titles, std::string_view title) {
  return std::find(titles.begin(), titles.end(), title) != titles.end();
}

Error noColumn(std::string_view spec) {
  return {ErrorCode::MissingKey, "no column for the group " + std::string(spec), "line 1"};
}

Result<GroupColumns> findBands(std::string_view spec, const std::vector<std::string>& titles) {
  GroupColumns columns;
  const std::size_t colon = std::min(spec.find(':'), spec.size());
  columns.attribute = spec.substr(0, colon);
  if (colon == spec.size() || !has(titles, columns.attribute)) return noColumn(spec);
  for (std::string_view rest = spec.substr(colon); !rest.empty();) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find(':'), rest.size());
    const auto cut = numberIn(rest.substr(0, end));
    if (!cut || (!columns.cuts.empty() && *cut <= columns.cuts.back()))
      return Error{ErrorCode::BadUsage, "expected TITLE:NUMBER:NUMBER… with rising numbers", "--group"};
    columns.cuts.push_back(*cut);
    columns.cutTexts.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end);
  }
  return columns;
}

/// The group of each row before groups are put in order.
struct Named {
  std::vector<std::string> names;
  std::vector<std::uint32_t> of;
};

Result<Named> bandsOf(const GroupColumns& columns, const Table& table) {
  Named named;
  const auto values = filledOf(table, columns.attribute);
  if (!values) return values.error();
  for (std::size_t band = 0; band <= columns.cuts.size(); ++band)
    named.names.push_back(band == 0 ? "below " + columns.cutTexts[0]
                          : band == columns.cuts.size()
                              ? columns.cutTexts[band - 1] + " and over"
                              : columns.cutTexts[band - 1] + " to below " + columns.cutTexts[band]);
  for (const double value : values.value())
    named.of.push_back(static_cast<std::uint32_t>(
        std::upper_bound(columns.cuts.begin(), columns.cuts.end(), value) - columns.cuts.begin()));
  return named;
}

Result<Named> indicatedOf(const GroupColumns& columns, const Table& table) {
  Named named;
  for (const std::string& title : columns.indicators)
    named.names.push_back(title.substr(columns.attribute.size() + 1));
  named.names.emplace_back(kNoIndicator);
  named.of.assign(table.rows, static_cast<std::uint32_t>(columns.indicators.size()));
  for (std::size_t at = 0; at < columns.indicators.size(); ++at) {
    const auto flags = flagsOf(table, columns.indicators[at]);
    if (!flags) return flags.error();
    for (std::size_t row = 0; row < table.rows; ++row) {
      if (!flags.value()[row]) continue;
      if (named.of[row] != columns.indicators.size())
        return Error{ErrorCode::BadValue, "a row has 1 in two columns of " + columns.attribute,
                     cellAt(row, columns.indicators[at])};
      named.of[row] = static_cast<std::uint32_t>(at);
    }
  }
  return named;
}

Result<Named> namedOf(const GroupColumns& columns, const Table& table) {
  if (columns.isBands()) return bandsOf(columns, table);
  if (!columns.indicators.empty()) return indicatedOf(columns, table);
  const TextColumn& column = table.textsOf(columns.attribute);
  return Named{column.texts, column.of};
}

/// Names that no row has go; the others rise.
audit::Grouping inOrder(const GroupColumns& columns, const Named& named) {
  std::vector<std::size_t> rows(named.names.size());
  for (const std::uint32_t group : named.of) ++rows[group];
  std::vector<std::optional<double>> numbers;
  bool areNumbers = true;
  for (const std::string& name : named.names) {
    numbers.push_back(numberIn(name));
    areNumbers &= numbers.back().has_value();
  }
  const auto order = sortedOrder(named.names.size(), [&](std::size_t a, std::size_t b) {
    if (columns.isBands()) return a < b;
    return areNumbers ? *numbers[a] < *numbers[b] : named.names[a] < named.names[b];
  });
  audit::Grouping grouping{columns.attribute, {}, {}};
  std::vector<std::uint32_t> place(named.names.size());
  for (const std::size_t at : order) {
    if (rows[at] == 0) continue;
    place[at] = static_cast<std::uint32_t>(grouping.names.size());
    grouping.names.push_back(named.names[at].empty() ? "(empty)" : named.names[at]);
  }
  for (const std::uint32_t group : named.of) grouping.of.push_back(place[group]);
  return grouping;
}

double medianOf(const audit::Matrix& features, std::size_t column, const audit::Grouping& grouping,
                std::size_t group) {
  std::vector<double> values;
  for (std::size_t row = 0; row < features.rows(); ++row)
    if (grouping.of[row] == group) values.push_back(features.row(row)[column]);
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Adds what must be read of the file.
void want(const GroupColumns& columns, std::vector<std::string>& numbers, std::vector<std::string>& texts) {
  if (columns.isBands())
    numbers.push_back(columns.attribute);
  else if (columns.indicators.empty())
    texts.push_back(columns.attribute);
  numbers.insert(numbers.end(), columns.indicators.begin(), columns.indicators.end());
}

Result<audit::Grouping> groupingOf(const GroupColumns& columns, const Table& table) {
  const auto named = namedOf(columns, table);
  if (!named) return named.error();
  audit::Grouping grouping = inOrder(columns, named.value());
  if (grouping.names.size() > kMostGroups)
    return Error{ErrorCode::TooLarge, "more than 100 groups", "column " + columns.attribute};
  return grouping;
}

}  // namespace

bool GroupColumns::owns(std::string_view title) const {
  return title == attribute ||
         (title.starts_with(attribute) && title.substr(attribute.size()).starts_with('='));
}

Result<GroupColumns> findGroups(std::string_view spec, const std::vector<std::string>& titles) {
  GroupColumns columns;
  columns.attribute = spec;
  if (has(titles, spec)) return columns;
  for (const std::string& title : titles)
    if (columns.owns(title) && !has(columns.indicators, title)) columns.indicators.push_back(title);
  if (!columns.indicators.empty()) return columns;
  return findBands(spec, titles);
}

Result<GroupedTable> readGrouped(std::string_view csv, const std::vector<std::string>& specs,
                                 std::vector<std::string> numbers, std::vector<std::string> texts) {
  const auto titles = readTitles(csv);
  if (!titles) return titles.error();
  std::vector<GroupColumns> groups;
  for (const std::string& spec : specs) {
    auto columns = findGroups(spec, titles.value());
    if (!columns) return columns.error();
    want(columns.value(), numbers, texts);
    groups.push_back(std::move(columns).value());
  }
  auto table = readTable(csv, numbers, texts);
  if (!table) return table.error();
  GroupedTable grouped{std::move(table).value(), std::move(groups), {}};
  for (const GroupColumns& columns : grouped.columns) {
    auto grouping = groupingOf(columns, grouped.table);
    if (!grouping) return grouping.error();
    grouped.groupings.push_back(std::move(grouping).value());
  }
  return grouped;
}

std::optional<std::vector<audit::Setting>> settingsOf(const GroupColumns& columns,
                                                      const audit::Grouping& grouping,
                                                      const audit::Matrix& features) {
  std::vector<audit::Setting> settings;
  bool isRead = false;
  for (std::size_t group = 0; group < grouping.names.size(); ++group) {
    audit::Setting& setting = settings.emplace_back();
    for (std::size_t column = 0; column < features.width(); ++column) {
      const std::string& title = features.columns[column];
      if (!columns.owns(title)) continue;
      double number = 0;
      if (title != columns.attribute)
        number = title.substr(columns.attribute.size() + 1) == grouping.names[group] ? 1 : 0;
      else if (columns.isBands())
        number = medianOf(features, column, grouping, group);
      else if (const auto code = numberIn(grouping.names[group]))
        number = *code;
      else
        return std::nullopt;
      setting.emplace_back(column, number);
      isRead = true;
    }
  }
  if (!isRead) return std::nullopt;
  return settings;
}

}  // namespace sayso::cli
