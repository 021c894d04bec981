#include "core/audit/model_card.h"

#include <algorithm>
#include <cmath>

#include "core/base/number.h"
#include "core/base/sort.h"
#include "core/recommend/fit.h"

namespace sayso::audit {
namespace {

using recommend::Part;

std::string wordOf(const Spoken& spoken, const std::string& key, const std::string& fallback) {
  const auto found = spoken.words.find(key);
  return found != spoken.words.end() && found->second.is_string() ? found->second.get<std::string>()
                                                                  : fallback;
}

double rounded(double value) { return std::floor(value * 1e6 + 0.5) / 1e6; }

Json toJson(const SignalEffect& effect) {
  if (effect.lists == 0) return nullptr;
  return json::object({{"lists", effect.lists},
                       {"meanShift", rounded(effect.meanShift)},
                       {"meanChange", rounded(effect.meanChange)},
                       {"share", rounded(effect.share)},
                       {"itemsLeaving", rounded(effect.itemsLeaving)}});
}

Json toJson(const ModelCard& card, const consent::Signal& signal) {
  const consent::Config& config = *card.shop->config;
  Json weights = Json::array();
  for (const SignalWeightInPart& each : weightsOf(*card.shop->model, signal.id)) {
    Json weight = json::object({{"part", each.part}});
    if (each.weight) json::set(weight, "weight", *each.weight);
    json::append(weights, std::move(weight));
  }
  Json result = json::object({{"id", signal.id},
                              {"title", card.titleOf(signal)},
                              {"purpose", signal.purpose},
                              {"provenance", consent::toText(signal.provenance)}});
  if (const auto retention = config.retentionOf(signal))
    json::set(result, "retention", formatDuration(*retention));
  json::set(result, "weights", std::move(weights));
  const SignalEffect* effect = card.effectOf(signal.id);
  json::set(result, "effect", effect ? toJson(*effect) : Json(nullptr));
  if (const auto why = card.facts.why.find(signal.id); why != card.facts.why.end())
    json::set(result, "why", why->second);
  return result;
}

Json partsOf(const ModelCard& card) {
  Json parts = Json::array();
  for (const Part& part : card.shop->model->parts) {
    std::vector<std::string> reads;
    recommend::eachSignal(part, [&](const std::string& signal, const std::string&) {
      if (std::find(reads.begin(), reads.end(), signal) == reads.end()) reads.push_back(signal);
    });
    Json each = json::object({{"id", part.id}, {"kind", kindOf(part)}, {"weight", part.weight}});
    if (!part.purpose.empty()) json::set(each, "purpose", part.purpose);
    json::set(each, "reads", reads);
    json::append(parts, std::move(each));
  }
  return parts;
}

Json controlsOf(const consent::Config& config) {
  Json levels = Json::array();
  for (const consent::Level& level : config.levels)
    json::append(levels, json::object({{"id", level.id}, {"purposes", level.purposes}}));
  constexpr const char* kVarieties[] = {"alike", "balanced", "mixed"};
  const consent::RecommendConfig recommend = config.recommend.value_or(consent::RecommendConfig{});
  return json::object({{"levels", std::move(levels)},
                       {"variety", kVarieties[static_cast<std::size_t>(recommend.variety)]},
                       {"serendipity", recommend.serendipity},
                       {"exploration", recommend.exploration},
                       {"nonPersonalized", true}});
}

void addStated(Json& result, const CardFacts& facts) {
  const std::pair<const char*, const std::string*> texts[] = {
      {"name", &facts.name}, {"version", &facts.version}, {"date", &facts.date}, {"owner", &facts.owner}};
  for (const auto& [key, text] : texts)
    if (!text->empty()) json::set(result, key, *text);
  const std::pair<const char*, const std::vector<std::string>*> lists[] = {
      {"intendedUse", &facts.intendedUse}, {"notFor", &facts.notFor}, {"limits", &facts.limits}};
  for (const auto& [key, list] : lists)
    if (!list->empty()) json::set(result, key, *list);
  Json evaluation = Json::array();
  for (const CardFacts::Measured& each : facts.evaluation)
    json::append(
        evaluation,
        json::object(
            {{"measure", each.measure}, {"value", each.value}, {"on", each.on}, {"command", each.command}}));
  if (!evaluation.empty()) json::set(result, "evaluation", std::move(evaluation));
  Json data = Json::object();
  for (const DataField& each : dataFields())
    if (!(facts.data.*each.field).empty()) json::set(data, each.key, facts.data.*each.field);
  if (!data.empty()) json::set(result, "data", std::move(data));
}

}  // namespace

std::string ModelCard::titleOf(const consent::Signal& signal) const {
  return wordOf(spoken, "signal." + signal.id, signal.id);
}

std::string ModelCard::titleOf(const consent::Purpose& purpose) const {
  return wordOf(spoken, "purpose." + purpose.id + ".title", purpose.id);
}

const SignalEffect* ModelCard::effectOf(const std::string& signal) const {
  for (const SignalEffect& each : effects)
    if (each.signal == signal) return &each;
  return nullptr;
}

std::vector<const consent::Signal*> ModelCard::signals() const {
  std::vector<const consent::Signal*> read;
  for (const consent::Signal& each : shop->config->signals)
    if (shop->reads(each.id)) read.push_back(&each);
  const auto share = [&](std::size_t at) {
    const SignalEffect* effect = effectOf(read[at]->id);
    return effect ? effect->share : 0.0;
  };
  std::vector<const consent::Signal*> sorted;
  for (const std::size_t at :
       sortedOrder(read.size(), [&](std::size_t a, std::size_t b) { return share(a) > share(b); }))
    sorted.push_back(read[at]);
  return sorted;
}

std::vector<SignalWeightInPart> weightsOf(const recommend::Model& model, const std::string& signal) {
  std::vector<SignalWeightInPart> weights;
  for (const Part& part : model.parts) {
    bool isRead = false;
    recommend::eachSignal(
        part, [&](const std::string& id, const std::string&) { isRead = isRead || id == signal; });
    if (!isRead) continue;
    SignalWeightInPart found{part.id, std::nullopt};
    if (const auto* match = std::get_if<recommend::StatedMatch>(&part.model)) {
      for (const auto& rule : match->rules)
        if (rule.signal == signal) found.weight = part.weight * rule.weight;
    } else if (const auto* items = std::get_if<recommend::ItemItem>(&part.model)) {
      for (const auto& each : items->signals())
        if (each.signal == signal) found.weight = part.weight * each.weight;
    }
    weights.push_back(std::move(found));
  }
  return weights;
}

std::string_view kindOf(const Part& part) {
  if (std::holds_alternative<recommend::Popularity>(part.model)) return "popularity";
  if (const auto* match = std::get_if<recommend::StatedMatch>(&part.model))
    return match->isContext ? "context" : "stated-match";
  if (std::holds_alternative<recommend::ItemItem>(part.model)) return "item-item";
  if (std::holds_alternative<recommend::SegmentsPart>(part.model)) return "kmeans";
  if (std::holds_alternative<recommend::BrandRules>(part.model)) return "rules";
  return "rows";
}

std::optional<Error> misfit(const ModelCard& card) {
  for (const auto& [signal, text] : card.facts.why)
    if (!card.shop->config->signal(signal))
      return Error{ErrorCode::UnknownSignal, "the config has no such signal",
                   "/why/" + json::pointerStep(signal)};
  return std::nullopt;
}

std::vector<std::string> notStated(const ModelCard& card) {
  const CardFacts& facts = card.facts;
  std::vector<std::string> missing;
  const auto need = [&](bool isThere, std::string what) {
    if (!isThere) missing.push_back(std::move(what));
  };
  need(!facts.name.empty(), "name");
  need(!facts.version.empty(), "version");
  need(!facts.date.empty(), "date");
  need(!facts.owner.empty(), "owner");
  need(!facts.intendedUse.empty(), "intendedUse");
  need(!facts.notFor.empty(), "notFor");
  need(!facts.limits.empty(), "limits");
  need(!facts.evaluation.empty(), "evaluation");
  for (const DataField& each : dataFields())
    need(!(facts.data.*each.field).empty(), std::string("data.") + each.key);
  for (const consent::Signal* signal : card.signals())
    need(facts.why.contains(signal->id), "why." + signal->id);
  need(card.lists > 0, "requests");
  need(!card.reports.empty(), "reports");
  return missing;
}

Json toJson(const ModelCard& card) {
  const consent::Config& config = *card.shop->config;
  const recommend::Catalog& catalog = *card.shop->catalog;
  Json result = json::object({{"schema", "say-so-model-card/1"},
                              {"site", config.site.name},
                              {"controller", config.site.controller.name},
                              {"contact", config.site.controller.contact}});
  addStated(result, card.facts);
  std::size_t sensitive = 0;
  for (const recommend::Item& item : catalog.items()) sensitive += item.sensitive ? 1 : 0;
  json::set(result, "model", json::object({{"parts", partsOf(card)}}));
  json::set(result, "catalog",
            json::object({{"items", catalog.items().size()},
                          {"categories", catalog.categories()},
                          {"sensitive", sensitive}}));
  Json signals = Json::array();
  for (const consent::Signal* each : card.signals()) json::append(signals, toJson(card, *each));
  json::set(result, "signals", std::move(signals));
  json::set(result, "lists", card.lists);
  json::set(result, "controls", controlsOf(config));
  Json reports = Json::array();
  for (const CardReport& each : card.reports)
    json::append(reports,
                 json::object({{"file", each.file}, {"sha256", each.hash}, {"schema", each.schema}}));
  json::set(result, "reports", std::move(reports));
  json::set(
      result, "files",
      json::object({{"config", card.configHash}, {"catalog", card.catalogHash}, {"model", card.modelHash}}));
  json::set(result, "notStated", notStated(card));
  return result;
}

}  // namespace sayso::audit
