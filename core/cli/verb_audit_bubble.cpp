#include "core/cli/verb_audit_bubble.h"

#include <optional>

#include "core/audit/bubble.h"
#include "core/cli/shown_lists.h"
#include "core/recommend/catalog.h"
#include "core/recommend/likeness.h"

namespace sayso::cli {
namespace {

using recommend::Catalog;

std::optional<Error> readCounts(const std::string& path, const Catalog& catalog, audit::Shelf& shelf) {
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto parsed = json::parse(text.value(), json::kMaxBytesLarge);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  json::Reader reader(parsed.value(), errors);
  const auto find = [&](const std::string& id) { return catalog.find(id); };
  auto counts = audit::readCounts(reader, find, catalog.items().size());
  shelf.counts = std::move(counts.of);
  shelf.total = counts.total;
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
    auto shown = readShown(line, [&](const std::string& id) { return catalog.value().find(id); });
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
