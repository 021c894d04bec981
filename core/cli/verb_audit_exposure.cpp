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
  const std::string id = args.get("id", "id"), utility = args.get("utility");
  std::vector<std::string> numbers;
  if (!utility.empty()) numbers.push_back(utility);
  auto grouped = readInGroups(csv, args, std::move(numbers), {id});
  if (!grouped) return grouped.error();
  const Table& table = grouped.value().table;
  Shelf shelf;
  const TextColumn& ids = table.textsOf(id);
  for (std::size_t row = 0; row < ids.of.size(); ++row)
    if (!shelf.places.emplace(ids.texts[ids.of[row]], static_cast<std::uint32_t>(row)).second)
      return Error{ErrorCode::DuplicateId, "item given twice", cellAt(row, id)};
  shelf.groupings = std::move(grouped.value().groupings);
  if (utility.empty()) return shelf;
  auto filled = filledOf(table, utility);
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

Result<audit::ListExposure> exposureOf(const std::vector<std::vector<std::uint32_t>>& lists,
                                       const Shelf& shelf, const Wish& wish) {
  if (lists.empty()) return Error{ErrorCode::BadValue, "no list", "the input"};
  double groups = 0;
  for (const audit::Grouping& grouping : shelf.groupings)
    groups += static_cast<double>(grouping.names.size());
  const double steps =
      static_cast<double>(lists.size()) * groups * static_cast<double>(wish.resampling.repeats);
  if (steps > kMostDraws)
    return Error{ErrorCode::TooLarge, "more than 2e9 steps: ask for fewer", "--repeats"};
  return audit::measureExposure(lists, shelf.groupings, shelf.utility, wish.least, wish.resampling);
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
  return answer(args, exposureOf(lists, shelf.value(), wish.value()), io);
}

}  // namespace sayso::cli
