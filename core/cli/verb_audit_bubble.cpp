#include "core/cli/verb_audit_bubble.h"

#include <algorithm>
#include <optional>

#include "core/audit/bubble.h"
#include "core/recommend/catalog.h"
#include "core/recommend/likeness.h"

namespace sayso::cli {
namespace {

using recommend::Catalog;

constexpr std::size_t kMaxList = 1000;
constexpr double kMaxGrade = 10;  // 2 to this power is still a gain

/// The item that an element or a key names; an error if the catalog has none.
std::uint32_t itemOf(const std::string& id, const Catalog& catalog, json::Reader& reader) {
  const std::uint32_t item = catalog.find(id);
  if (item == Catalog::kNone) reader.fail(ErrorCode::UnknownItem, "the catalog has no such item");
  return item;
}

/// The ids in an array, each once.
std::vector<std::uint32_t> readItems(json::Reader& reader, const Catalog& catalog) {
  std::vector<std::uint32_t> items;
  reader.elements([&](json::Reader& element) {
    if (items.size() > kMaxList) return;
    const std::uint32_t item = itemOf(element.asText(), catalog, element);
    if (std::find(items.begin(), items.end(), item) != items.end() && item != Catalog::kNone)
      element.fail(ErrorCode::DuplicateId, "item given twice");
    items.push_back(item);
  });
  if (items.size() > kMaxList) reader.fail(ErrorCode::TooLarge, "more than 1000 items");
  return items;
}

std::vector<audit::Relevant> readRelevant(json::Reader& reader, const Catalog& catalog) {
  std::vector<audit::Relevant> relevant;
  if (!reader.isObject()) {
    for (const std::uint32_t item : readItems(reader, catalog)) relevant.push_back({item, 1});
    return relevant;
  }
  reader.members([&](std::string_view id, json::Reader& value) {
    const double grade = value.asNumber();
    if (value.isNumber() && !(grade > 0 && grade <= kMaxGrade))
      value.fail(ErrorCode::OutOfRange, "expected a grade above 0, at most 10");
    relevant.push_back({itemOf(std::string(id), catalog, value), grade});
  });
  if (relevant.size() > kMaxList) reader.fail(ErrorCode::TooLarge, "more than 1000 items");
  return relevant;
}

/// The ids of the items of a slate.
std::vector<std::uint32_t> readSlate(const Json& slate, const Catalog& catalog, std::vector<Error>& errors) {
  std::vector<std::uint32_t> items;
  json::Reader reader(slate, errors, "/value");
  reader.each("items", [&](json::Reader& element) {
    if (items.size() <= kMaxList) items.push_back(itemOf(element.text("item"), catalog, element));
  });
  if (items.size() > kMaxList) reader.fail(ErrorCode::TooLarge, "more than 1000 items", "items");
  return items;
}

Result<audit::Shown> readShown(std::string_view line, const Catalog& catalog) {
  const auto parsed = json::parse(line, json::kMaxBytesLarge);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  audit::Shown shown;
  json::Reader reader(parsed.value(), errors);
  if (reader.isObject() && reader.has("value")) {
    shown.items = readSlate(*reader.rawIf("value"), catalog, errors);
  } else {
    reader.in("list", [&](json::Reader& list) { shown.items = readItems(list, catalog); });
    reader.inIf("relevant",
                [&](json::Reader& relevant) { shown.relevant = readRelevant(relevant, catalog); });
    reader.inIf("baseline", [&](json::Reader& baseline) { shown.baseline = readItems(baseline, catalog); });
    reader.finish();
  }
  if (!errors.empty()) return errors.front();
  return shown;
}

std::optional<Error> readCounts(const std::string& path, const Catalog& catalog, audit::Shelf& shelf) {
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto parsed = json::parse(text.value(), json::kMaxBytesLarge);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  json::Reader reader(parsed.value(), errors);
  shelf.counts.assign(catalog.items().size(), 0);
  shelf.total = reader.number("total");
  if (!(shelf.total > 0)) reader.fail(ErrorCode::OutOfRange, "expected more than 0", "total");
  reader.in("items", [&](json::Reader& items) {
    items.members([&](std::string_view id, json::Reader& value) {
      const double count = value.asNumber();
      const std::uint32_t item = itemOf(std::string(id), catalog, value);
      if (!(count >= 0 && count <= shelf.total)) value.fail(ErrorCode::OutOfRange, "expected 0 to the total");
      if (item != Catalog::kNone) shelf.counts[item] = count;
    });
  });
  reader.finish();
  if (!errors.empty()) return errors.front();
  return std::nullopt;
}

Result<Catalog> catalogOf(const Args& args) {
  const auto text = readFile(args.get("catalog"));
  if (!text) return text.error();
  return recommend::readCatalog(text.value());
}

}  // namespace

int runBubble(const Args& args, Io& io) {
  const std::string format = args.get("format", "json");
  if (args.words.size() != 1 || !args.has("catalog") || (format != "json" && format != "markdown")) {
    io.say(
        "say-so audit bubble: expected --catalog FILE [--counts FILE] [--format json|markdown] and lists on "
        "the input");
    return kBadUsage;
  }
  const auto catalog = catalogOf(args);
  if (!catalog) {
    io.refuse(catalog.error());
    return io.exitCode();
  }
  audit::Shelf shelf;
  for (const recommend::Item& item : catalog.value().items()) {
    shelf.ids.push_back(item.id);
    shelf.categories.push_back(item.category);
  }
  if (args.has("counts"))
    if (const auto error = readCounts(args.get("counts"), catalog.value(), shelf)) {
      io.refuse(*error);
      return io.exitCode();
    }
  std::vector<audit::Shown> lists;
  io.eachText([&](std::string_view line) {
    auto shown = readShown(line, catalog.value());
    if (shown)
      lists.push_back(std::move(shown).value());
    else
      io.refuse(shown.error());
  });
  const audit::Bubble bubble = audit::measureBubble(shelf, lists, [&](std::uint32_t a, std::uint32_t b) {
    return recommend::likeness(catalog.value(), a, b);
  });
  if (format == "markdown")
    io.write(audit::toMarkdown(bubble));
  else
    io.reply(audit::toJson(bubble));
  return io.exitCode();
}

}  // namespace sayso::cli
