#include "core/recommend/slate.h"

namespace sayso::recommend {

void mention(Json& mentions, const Catalog& catalog, const std::string& id) {
  const std::uint32_t index = catalog.find(id);
  if (index == Catalog::kNone || mentions.contains(id)) return;
  const Item& item = catalog.items()[index];
  Json about = json::object(
      {{"title", item.title}, {"url", item.url}, {"price", item.price}, {"category", item.category}});
  if (!item.image.empty()) json::set(about, "image", item.image);
  if (catalog.isSensitive(index)) json::set(about, "sensitive", true);
  json::set(mentions, id, std::move(about));
}

Json toJson(const Slate& slate, const Catalog& catalog) {
  Json items = Json::array();
  Json used = Json::array();
  Json notUsed = Json::array();
  Json mentions = Json::object();
  for (const explain::Rationale& rationale : slate.items) {
    json::append(items, explain::toJson(rationale));
    mention(mentions, catalog, rationale.item);
  }
  for (const explain::Rationale& rationale : slate.items)
    for (const explain::Contribution& each : rationale.contributions)
      if (each.provenance == "observed") mention(mentions, catalog, each.of);
  for (const Used& each : slate.used)
    json::append(used, json::object({{"signal", each.signal}, {"count", each.count}}));
  for (const explain::NotUsed& each : slate.notUsed) json::append(notUsed, explain::toJson(each));
  Json told = json::object({{"schema", "say-so-slate/1"},
                            {"personalized", slate.personalized},
                            {"policy", slate.policy},
                            {"currency", catalog.currency()},
                            {"candidates", slate.candidates},
                            {"items", std::move(items)},
                            {"used", std::move(used)},
                            {"notUsed", std::move(notUsed)},
                            {"mentions", std::move(mentions)}});
  if (slate.judged > 0) json::set(told, "judged", slate.judged);
  if (!slate.rules.empty()) json::set(told, "rules", slate.rules);
  Json segments = Json::array();
  for (const InSegment& each : slate.segments)
    json::append(segments, json::object({{"part", each.part}, {"id", each.id}, {"label", each.label}}));
  if (!slate.segments.empty()) json::set(told, "segments", std::move(segments));
  return told;
}

}  // namespace sayso::recommend
