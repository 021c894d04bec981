#include "core/cli/verb_audit_model_card.h"

#include "core/audit/model_card.h"
#include "core/base/number.h"
#include "core/base/sha256.h"
#include "core/cli/kit.h"
#include "core/cli/verb_audit_report.h"
#include "core/recommend/fit.h"
#include "core/recommend/row_part.h"

namespace sayso::cli {
namespace {

constexpr std::string_view kUsage =
    "say-so audit model-card: expected --config FILE --catalog FILE --model FILE [--facts FILE] "
    "[--requests FILE] [--part card|datasheet|statement] [--language L] [--format "
    "json|markdown|html|fragment] "
    "[REPORT.json …]";
constexpr std::size_t kMaxRequests = 10'000;

/// What `read` makes of the file's text, whose hash goes to `hash`.
template <class T>
Result<std::shared_ptr<const T>> load(const std::string& path, Result<T> (*read)(std::string_view),
                                      std::string& hash) {
  const auto text = readFile(path);
  if (!text) return text.error();
  hash = hashText(text.value());
  auto made = read(text.value());
  if (!made) return inFile(path, made.error());
  return std::make_shared<const T>(std::move(made).value());
}

std::optional<Error> loadShop(const Args& args, audit::ModelCard& card) {
  const auto config = load<consent::Config>(args.get("config"), consent::parseConfig, card.configHash);
  if (!config) return config.error();
  const auto catalog =
      load<recommend::Catalog>(args.get("catalog"), recommend::readCatalog, card.catalogHash);
  if (!catalog) return catalog.error();
  const auto model = load<recommend::Model>(args.get("model"), recommend::readModel, card.modelHash);
  if (!model) return model.error();
  if (const auto error = recommend::misfit(*model.value(), *config.value()))
    return inFile(args.get("model"), *error);
  card.shop = std::make_shared<const recommend::Shop>(config.value(), catalog.value(), model.value());
  return std::nullopt;
}

/// A line each request; a bad one is refused with its number, and the others count.
std::optional<Error> measure(const std::string& path, audit::ModelCard& card, Io& io) {
  const auto text = readFile(path);
  if (!text) return text.error();
  audit::SignalEffects effects(card.shop);
  std::string_view rest = text.value();
  for (std::size_t line = 1; !rest.empty(); ++line) {
    const std::string_view one = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    if (one.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (effects.lists() == kMaxRequests)
      return Error{ErrorCode::TooLarge, "more than 10000 requests", path + " line " + formatInteger(line)};
    const auto parsed = json::parse(one);
    const auto request =
        parsed ? recommend::readRequest(parsed.value()) : Result<recommend::Request>(parsed.error());
    if (request)
      effects.add(request.value());
    else
      io.refuse(inFile(path + " line " + formatInteger(line), request.error()));
  }
  card.effects = effects.result();
  card.lists = effects.lists();
  return std::nullopt;
}

Result<audit::CardReport> readReport(const std::string& path) {
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto parsed = json::parse(text.value(), json::kMaxBytesLarge);
  if (!parsed) return inFile(path, parsed.error());
  // The report itself, or the answer that a verb gave.
  const Json& whole = parsed.value();
  const Json& report = whole.is_object() && whole.contains("value") ? whole.at("value") : whole;
  if (!report.is_object() || !report.contains("schema") || !report.at("schema").is_string())
    return Error{ErrorCode::UnknownSchema, "expected a report with a schema", path};
  return audit::CardReport{path.substr(path.rfind('/') + 1), hashText(text.value()),
                           report.at("schema").get<std::string>()};
}

std::optional<Error> fill(const Args& args, audit::ModelCard& card, Io& io) {
  if (auto error = loadShop(args, card)) return error;
  const auto kit = findKit(args);
  if (!kit) return kit.error();
  auto spoken = wordsOf(kit.value(), *card.shop->config, args.get("language", "en"));
  if (!spoken) return spoken.error();
  card.spoken = std::move(spoken).value();
  if (args.has("facts")) {
    const std::string path = args.get("facts");
    const auto text = readFile(path);
    if (!text) return text.error();
    auto facts = audit::readCardFacts(text.value());
    if (!facts) return inFile(path, facts.error());
    card.facts = std::move(facts).value();
    if (const auto error = audit::misfit(card)) return inFile(path, *error);
  }
  if (args.has("requests"))
    if (auto error = measure(args.get("requests"), card, io)) return error;
  for (std::size_t at = 1; at < args.words.size(); ++at) {
    auto report = readReport(args.words[at]);
    if (!report) return report.error();
    card.reports.push_back(std::move(report).value());
  }
  return std::nullopt;
}

audit::Document documentOf(const audit::ModelCard& card, const std::string& part) {
  if (part == "datasheet") return audit::datasheetDocument(card);
  if (part == "statement") return audit::statementDocument(card);
  return audit::cardDocument(card);
}

}  // namespace

int runModelCard(const Args& args, Io& io) {
  const std::string format = args.get("format", "json"), part = args.get("part", "card");
  const bool isKnown =
      (format == "json" || format == "markdown" || format == "html" || format == "fragment") &&
      (part == "card" || part == "datasheet" || part == "statement");
  if (!isKnown || !args.has("config") || !args.has("catalog") || !args.has("model")) {
    io.say(kUsage);
    return kBadUsage;
  }
  recommend::useRowModels();
  audit::ModelCard card;
  if (const auto error = fill(args, card, io)) {
    io.refuse(*error);
    return io.exitCode();
  }
  if (format == "json")
    io.reply(audit::toJson(card));
  else if (format == "markdown")
    io.write(audit::toMarkdown(documentOf(card, part)));
  else if (format == "html")
    io.write(audit::toHtml(documentOf(card, part)));
  else
    io.write(audit::toHtmlFragment(documentOf(card, part)));
  return io.exitCode();
}

}  // namespace sayso::cli
