#include <cmath>

#include "core/audit/model_card.h"
#include "core/base/number.h"
#include "core/base/time.h"

namespace sayso::audit {
namespace {

using recommend::Part;

constexpr const char* kNotStated = "Not stated by the site.";

std::string orNotStated(const std::string& text) { return text.empty() ? kNotStated : text; }

/// "0.0123", as many digits as a weight needs; scores are small numbers without a unit.
std::string scoreText(double value) { return fixedText(value, 4); }

/// What a kind of part does, for people.
std::string_view inWords(const Part& part) {
  const std::string_view kind = kindOf(part);
  if (kind == "popularity") return "how often everybody buys an item: where each score starts";
  if (kind == "stated-match") return "adds to items that fit what you say, or takes from them";
  if (kind == "context") return "adds to items that fit the moment, such as the season";
  if (kind == "item-item") return "adds to items that go with those you looked at or bought";
  if (kind == "kmeans") return "puts you in one of a few groups, and adds what the group likes";
  if (kind == "rules") return "the shop's own rules, the same for everybody";
  return "a model of rows: numbers about the item and about you, weighed together";
}

std::string_view sourceOf(consent::Provenance provenance) {
  switch (provenance) {
    case consent::Provenance::Stated:
      return "you say it";
    case consent::Provenance::Observed:
      return "seen on this site";
    case consent::Provenance::Inferred:
      return "guessed";
    case consent::Provenance::Contextual:
      return "the moment";
  }
  return "";
}

/// "90 days", "12 months"; what is of both, as the config has it.
std::string spelled(const Duration& duration) {
  const auto many = [](std::int64_t count, const char* unit) {
    return formatInteger(static_cast<std::uint64_t>(count)) + " " + unit + (count == 1 ? "" : "s");
  };
  if (duration.months && !duration.seconds) return many(duration.months, "month");
  if (!duration.months && duration.seconds % kSecondsPerDay == 0)
    return many(duration.seconds / kSecondsPerDay, "day");
  return formatDuration(duration);
}

std::string purposeOf(const ModelCard& card, const consent::Signal& signal) {
  const consent::Purpose* purpose = card.shop->config->purpose(signal.purpose);
  return purpose ? card.titleOf(*purpose) : signal.purpose;
}

std::string keptOf(const ModelCard& card, const consent::Signal& signal) {
  if (signal.provenance == consent::Provenance::Contextual) return "not kept";
  const auto retention = card.shop->config->retentionOf(signal);
  return retention ? spelled(*retention) : "until erased";
}

std::string shareOf(const ModelCard& card, const consent::Signal& signal) {
  const SignalEffect* effect = card.effectOf(signal.id);
  if (!effect || effect->lists == 0) return "not measured";
  return percentText(effect->share);
}

void list(Document& document, const std::vector<std::string>& items) {
  if (items.empty())
    document.say(kNotStated);
  else
    document.blocks.emplace_back(Points{items});
}

/// What refusing each signal does, of those that were measured.
void tellEffects(Document& document, const ModelCard& card) {
  Table table{"If it is refused",
              {"what", "lists with it", "mean shift of a score", "mean change up or down",
               "items of a list that leave"},
              {}};
  for (const consent::Signal* signal : card.signals()) {
    const SignalEffect* effect = card.effectOf(signal->id);
    if (!effect || effect->lists == 0) continue;
    table.rows.push_back({card.titleOf(*signal), formatInteger(effect->lists), scoreText(-effect->meanShift),
                          scoreText(effect->meanChange), fixedText(effect->itemsLeaving, 2)});
  }
  if (table.rows.empty()) {
    document.say("Not measured: no sample of visitors was given.");
    return;
  }
  document.say("Measured on " + formatInteger(card.lists) +
               " lists: each was made again without one thing. A shift below 0 means that the items of the "
               "list lose by the refusal, and make room for others.");
  document.blocks.emplace_back(std::move(table));
}

void tellParts(Document& document, const ModelCard& card) {
  Table table{"Parts of the model", {"part", "what it does", "weight", "reads"}, {}};
  for (const Part& part : card.shop->model->parts) {
    std::string reads;
    for (const consent::Signal* signal : card.signals())
      for (const SignalWeightInPart& each : weightsOf(*card.shop->model, signal->id))
        if (each.part == part.id) {
          reads += (reads.empty() ? "" : ", ") + card.titleOf(*signal);
          if (each.weight) reads += " (" + fixedText(*each.weight, 3) + ")";
        }
    table.rows.push_back({part.id, std::string(inWords(part)), fixedText(part.weight, 3),
                          reads.empty() ? "nothing of you" : reads});
  }
  document.blocks.emplace_back(std::move(table));
}

void tellSignals(Document& document, const ModelCard& card) {
  Table table{"What it may read",
              {"what", "where it comes from", "used only with your yes to", "kept", "share of what decides"},
              {}};
  for (const consent::Signal* signal : card.signals())
    table.rows.push_back({card.titleOf(*signal), std::string(sourceOf(signal->provenance)),
                          purposeOf(card, *signal), keptOf(card, *signal), shareOf(card, *signal)});
  if (table.rows.empty())
    document.say("It reads nothing of the visitor.");
  else
    document.blocks.emplace_back(std::move(table));
}

void tellEvaluation(Document& document, const ModelCard& card) {
  if (card.facts.evaluation.empty()) return document.say(kNotStated);
  Table table{"Measured", {"measure", "value", "on", "command"}, {}};
  for (const CardFacts::Measured& each : card.facts.evaluation)
    table.rows.push_back({each.measure, each.value, each.on, each.command});
  document.blocks.emplace_back(std::move(table));
}

void tellReports(Document& document, const ModelCard& card) {
  if (card.reports.empty()) return document.say("No audit was given with this card.");
  Table table{"Audits", {"file", "what it is", "SHA-256"}, {}};
  for (const CardReport& each : card.reports) table.rows.push_back({each.file, each.schema, each.hash});
  document.blocks.emplace_back(std::move(table));
}

void tellFiles(Document& document, const ModelCard& card) {
  document.heading(2, "Made from");
  document.blocks.emplace_back(
      Table{"Files",
            {"file", "SHA-256"},
            {{"config", card.configHash}, {"catalog", card.catalogHash}, {"model", card.modelHash}}});
}

void tellControls(Document& document, const ModelCard& card) {
  const consent::Config& config = *card.shop->config;
  std::vector<std::string> points;
  points.push_back(
      "The list without your data: one control at the list itself. It is then in the order of "
      "what everybody buys.");
  if (!config.levels.empty())
    points.push_back(
        "The level of personalization, at the list: each stop is a set of purposes, and moving it "
        "is a choice like any other.");
  points.push_back("How mixed the list is, one surprise or none, and prices from and to, at the list.");
  points.push_back(
      "\"More like this\", \"less like this\" and \"forget this\" at each reason. What you forgot "
      "counts 0 from then on, and the reason shows it.");
  points.push_back("Your answers, in your profile: seen, changed, taken along and erased there.");
  points.push_back("Each purpose, under the privacy choices: off is as few steps as on.");
  document.blocks.emplace_back(Points{std::move(points)});
}

/// Rules that hold for everybody and read no signal.
void tellRules(Document& document, const ModelCard& card) {
  std::vector<std::string> points;
  for (const Part& part : card.shop->model->parts) {
    const auto* rules = std::get_if<recommend::BrandRules>(&part.model);
    if (!rules) continue;
    if (rules->inStock) points.push_back("Items that are not in stock are left out.");
    if (rules->price) points.push_back("Items outside a range of prices are left out.");
    std::size_t paid = 0;
    for (const auto& pin : rules->pins) paid += pin.sponsored ? 1 : 0;
    if (!rules->pins.empty())
      points.push_back("The shop puts " + formatInteger(rules->pins.size()) + " of its items first; " +
                       formatInteger(paid) + " of these places are paid for. Each says so where it stands.");
  }
  std::size_t sensitive = 0;
  for (const recommend::Item& item : card.shop->catalog->items()) sensitive += item.sensitive ? 1 : 0;
  if (sensitive)
    points.push_back("Looks at " + formatInteger(sensitive) +
                     " sensitive items are never kept, never used and never named in a reason.");
  if (points.empty()) points.push_back("The shop has no rule beside the model, and no place is paid for.");
  document.blocks.emplace_back(Points{std::move(points)});
}

}  // namespace

Document cardDocument(const ModelCard& card) {
  const consent::Config& config = *card.shop->config;
  Document document;
  document.title = "Model card: " + (card.facts.name.empty() ? config.site.name : card.facts.name);
  document.blocks.emplace_back(Table{"The model",
                                     {"", ""},
                                     {{"Site", config.site.name},
                                      {"Version", orNotStated(card.facts.version)},
                                      {"Date", orNotStated(card.facts.date)},
                                      {"Who answers for it", orNotStated(card.facts.owner)},
                                      {"Controller", config.site.controller.name},
                                      {"Contact", config.site.controller.contact},
                                      {"Items", formatInteger(card.shop->catalog->items().size())}}});
  document.heading(2, "What it is for");
  list(document, card.facts.intendedUse);
  document.heading(2, "What it is not for");
  list(document, card.facts.notFor);
  document.heading(2, "How it works");
  document.say(
      "A score for each item is the sum of what the parts add. Each reason that is shown adds up to "
      "the score exactly. Everything is worked out in the visitor's browser.");
  tellParts(document, card);
  document.heading(2, "What it may read");
  tellSignals(document, card);
  document.heading(2, "What refusing one of these does");
  tellEffects(document, card);
  document.heading(2, "How good it is");
  tellEvaluation(document, card);
  document.heading(2, "Audits");
  tellReports(document, card);
  document.heading(2, "Rules of the shop");
  tellRules(document, card);
  document.heading(2, "How people control it");
  tellControls(document, card);
  document.heading(2, "Limits");
  list(document, card.facts.limits);
  tellFiles(document, card);
  return document;
}

Document datasheetDocument(const ModelCard& card) {
  Document document;
  document.title =
      "Datasheet: " + (card.facts.data.name.empty() ? card.shop->config->site.name : card.facts.data.name);
  document.say(
      "What the model was trained on. The site states it; nothing of it can be read from the model.");
  for (const DataField& each : dataFields()) {
    document.heading(2, each.title);
    document.say(orNotStated(card.facts.data.*each.field));
  }
  return document;
}

Document statementDocument(const ModelCard& card) {
  const consent::Config& config = *card.shop->config;
  Document document;
  document.title = "How recommendations are made at " + config.site.name;
  document.say(
      "Lists on this site are put in order in your own browser. What you say and what you look at "
      "here stay on your device; nothing of it is sent to put a list in order.");
  document.heading(2, "What counts, and how much");
  tellSignals(document, card);
  std::vector<std::string> reasons;
  for (const consent::Signal* signal : card.signals())
    if (const auto why = card.facts.why.find(signal->id); why != card.facts.why.end())
      reasons.push_back(card.titleOf(*signal) + ": " + why->second);
  document.say(
      "Without a yes to a purpose its data are neither read nor kept, and add exactly 0. Before any of "
      "it, an item starts with how often everybody buys it.");
  document.heading(2, "Why these count as they do");
  list(document, reasons);
  document.heading(2, "What a no changes");
  tellEffects(document, card);
  document.heading(2, "How you change it");
  tellControls(document, card);
  document.heading(2, "What the shop decides");
  tellRules(document, card);
  document.heading(2, "Who answers for it");
  document.say(config.site.controller.name + ", " + config.site.controller.contact + ".");
  return document;
}

}  // namespace sayso::audit
