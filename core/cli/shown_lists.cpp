#include "core/cli/shown_lists.h"

namespace sayso::cli {
namespace {

constexpr std::size_t kMaxList = 1000;
constexpr double kMaxGrade = 10;  // 2 to this power is still a gain

std::vector<audit::Relevant> readRelevant(json::Reader& reader, FindItem find) {
  std::vector<audit::Relevant> relevant;
  if (!reader.isObject()) {
    for (const std::uint32_t item : audit::readItems(reader, find, kMaxList)) relevant.push_back({item, 1});
    return relevant;
  }
  reader.members([&](std::string_view id, json::Reader& value) {
    const double grade = value.asNumber();
    if (value.isNumber() && !(grade > 0 && grade <= kMaxGrade))
      value.fail(ErrorCode::OutOfRange, "expected a grade above 0, at most 10");
    relevant.push_back({audit::itemOf(std::string(id), find, value), grade});
  });
  if (relevant.size() > kMaxList) reader.fail(ErrorCode::TooLarge, "more than 1000 items");
  return relevant;
}

/// The ids of the items of a slate.
std::vector<std::uint32_t> readSlate(const Json& slate, FindItem find, std::vector<Error>& errors) {
  std::vector<std::uint32_t> items;
  json::Reader reader(slate, errors, "/value");
  reader.each("items", [&](json::Reader& element) {
    if (items.size() <= kMaxList) items.push_back(audit::itemOf(element.text("item"), find, element));
  });
  if (items.size() > kMaxList) reader.fail(ErrorCode::TooLarge, "more than 1000 items", "items");
  return items;
}

}  // namespace

Result<audit::Shown> readShown(std::string_view line, FindItem find) {
  const auto parsed = json::parse(line, json::kMaxBytesLarge);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  audit::Shown shown;
  json::Reader reader(parsed.value(), errors);
  if (reader.isObject() && reader.has("value")) {
    shown.items = readSlate(*reader.rawIf("value"), find, errors);
  } else {
    reader.in("list", [&](json::Reader& list) { shown.items = audit::readItems(list, find, kMaxList); });
    reader.inIf("relevant", [&](json::Reader& relevant) { shown.relevant = readRelevant(relevant, find); });
    reader.inIf("baseline",
                [&](json::Reader& baseline) { shown.baseline = audit::readItems(baseline, find, kMaxList); });
    reader.finish();
  }
  if (!errors.empty()) return errors.front();
  return shown;
}

}  // namespace sayso::cli
