#include "core/cli/verb_audit_exposure.h"

#include <unordered_map>

#include "core/audit/list_exposure.h"
#include "core/base/number.h"
#include "core/cli/decisions_file.h"
#include "core/cli/shown_lists.h"
#include "core/cli/verb_audit_report.h"

namespace sayso::cli {
namespace {

constexpr double kMostDraws = 2e9;

/// The items that could be shown, by their ids.
struct Shelf {
  std::unordered_map<std::string, std::uint32_t> places;
  std::vector<audit::Grouping> groupings;
  std::vector<double> utility;

  std::uint32_t find(const std::string& id) const {
    const auto found = places.find(id);
    return found == places.end() ? kNoItem : found->second;
  }
};

Result<Shelf> readShelf(std::string_view csv, const Args& args) {
  const auto titles = readTitles(csv);
  if (!titles) return titles.error();
  const std::string id = args.get("id", "id"), utility = args.get("utility");
  std::vector<std::string> numbers, texts{id};
  if (!utility.empty()) numbers.push_back(utility);
  std::vector<GroupColumns> groups;
  for (const std::string& spec : listOf(args.get("group"))) {
    auto columns = findGroups(spec, titles.value());
    if (!columns) return columns.error();
    want(columns.value(), numbers, texts);
    groups.push_back(std::move(columns).value());
  }
  if (groups.empty()) return Error{ErrorCode::BadUsage, "no title", "--group"};
  const auto table = readTable(csv, numbers, texts);
  if (!table) return table.error();
  Shelf shelf;
  const TextColumn& ids = table.value().textsOf(id);
  for (std::size_t row = 0; row < ids.of.size(); ++row)
    if (!shelf.places.emplace(ids.texts[ids.of[row]], static_cast<std::uint32_t>(row)).second)
      return Error{ErrorCode::DuplicateId, "item given twice", cellAt(row, id)};
  for (const GroupColumns& columns : groups) {
    auto grouping = groupingOf(columns, table.value());
    if (!grouping) return grouping.error();
    shelf.groupings.push_back(std::move(grouping).value());
  }
  if (utility.empty()) return shelf;
  auto filled = filledOf(table.value(), utility);
  if (!filled) return filled.error();
  shelf.utility = std::move(filled).value();
  for (std::size_t row = 0; row < shelf.utility.size(); ++row)
    if (!(shelf.utility[row] >= 0))
      return Error{ErrorCode::OutOfRange, "expected 0 or more", cellAt(row, utility)};
  return shelf;
}

struct Wish {
  std::size_t least = 30;
  audit::Resampling resampling;
};

Result<Wish> readWish(const Args& args) {
  const auto least = countWithin(args, "least", 30, 1, 100'000);
  if (!least) return least.error();
  const auto resampling = resamplingOf(args);
  if (!resampling) return resampling.error();
  return Wish{least.value(), resampling.value()};
}

Result<Shelf> shelfOf(const Args& args) {
  const std::string path = args.get("items");
  const auto text = readFile(path);
  if (!text) return text.error();
  auto shelf = readShelf(text.value(), args);
  if (!shelf) return inFile(path, shelf.error());
  return shelf;
}

std::optional<Error> tooMuch(const Shelf& shelf, std::size_t lists, const Wish& wish) {
  double groups = 0;
  for (const audit::Grouping& grouping : shelf.groupings)
    groups += static_cast<double>(grouping.names.size());
  if (static_cast<double>(lists) * groups * static_cast<double>(wish.resampling.repeats) <= kMostDraws)
    return std::nullopt;
  return Error{ErrorCode::TooLarge, "more than 2e9 steps: ask for fewer", "--repeats"};
}

}  // namespace

int runExposure(const Args& args, Io& io) {
  if (args.words.size() != 1 || !args.has("items") || !args.has("group") || !knowsFormat(args)) {
    io.say(
        "say-so audit exposure: expected --items ITEMS.csv --group TITLE[,TITLE…] [--id TITLE] [--utility "
        "TITLE] "
        "and lists on the input");
    return kBadUsage;
  }
  const auto wish = readWish(args);
  const auto shelf = wish ? shelfOf(args) : Result<Shelf>(wish.error());
  if (!shelf) {
    io.refuse(shelf.error());
    return io.exitCode();
  }
  std::vector<std::vector<std::uint32_t>> lists;
  io.eachText([&](std::string_view line) {
    auto shown = readShown(line, [&](const std::string& id) { return shelf.value().find(id); });
    if (shown)
      lists.push_back(std::move(shown.value().items));
    else
      io.refuse(shown.error());
  });
  std::optional<Error> fault = tooMuch(shelf.value(), lists.size(), wish.value());
  if (lists.empty()) fault = Error{ErrorCode::BadValue, "no list", "the input"};
  if (fault) {
    io.refuse(*fault);
    return io.exitCode();
  }
  const audit::ListExposure report = audit::measureExposure(
      lists, shelf.value().groupings, shelf.value().utility, wish.value().least, wish.value().resampling);
  writeReport(args, audit::toJson(report), audit::toDocument(report), io);
  return io.exitCode();
}

}  // namespace sayso::cli
