#include "core/recommend/shop.h"

#include "core/base/sort.h"
#include "core/consent/meaning.h"
#include "core/recommend/fit.h"

namespace sayso::recommend {

Shop::Shop(std::shared_ptr<const consent::Config> itsConfig, std::shared_ptr<const Catalog> itsCatalog,
           std::shared_ptr<const Model> itsModel)
    : config(std::move(itsConfig)),
      catalog(std::move(itsCatalog)),
      model(std::move(itsModel)),
      meaning(consent::meaningHash(*config)),
      popularity(catalog->items().size(), 0),
      base(popularity) {
  for (const Part& part : model->parts) {
    parts.emplace_back().places = placesOf(part, *catalog);
    if (std::holds_alternative<Popularity>(part.model)) addPopularity(part, parts.back().places);
  }
  for (std::size_t at = 0; at < parts.size(); ++at) {
    const Part& part = model->parts[at];
    if (const auto* segments = std::get_if<SegmentsPart>(&part.model)) prepare(part, *segments, parts[at]);
    if (const auto* rows = std::get_if<Rows>(&part.model)) (*rows)->prepare(part.weight, *this, parts[at]);
  }
}

bool Shop::reads(std::string_view signal) const {
  return recommend::reads(*model, signal) || isShown(signal);
}

void Shop::addPopularity(const Part& part, const Places& places) {
  const std::vector<float>& scores = std::get<Popularity>(part.model).scores;
  for (std::size_t item = 0; item < base.size(); ++item) {
    const std::uint32_t at = places.inModel[item];
    if (at == Catalog::kNone) continue;
    popularity[item] += static_cast<double>(scores[at]);
    base[item] += part.weight * static_cast<double>(scores[at]);
  }
}

/// Who is in no segment gets the mean of all segments.
void Shop::prepare(const Part& part, const SegmentsPart& segments, PartOfShop& ready) {
  const double share = part.weight / static_cast<double>(segments.model.segments.size());
  for (const Segments::Segment& segment : segments.model.segments) {
    std::vector<PartOfShop::Score> found;
    for (const auto& [id, score] : segment.scores)
      if (const std::uint32_t item = catalog->find(id); item != Catalog::kNone)
        found.push_back({item, score});
    auto& scores = ready.scores.emplace_back();
    const auto isBefore = [&](std::size_t a, std::size_t b) { return found[a].item < found[b].item; };
    for (const std::size_t at : sortedOrder(found.size(), isBefore)) {
      scores.push_back(found[at]);
      base[found[at].item] += share * found[at].score;
    }
  }
}

}  // namespace sayso::recommend
