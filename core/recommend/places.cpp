#include "core/recommend/places.h"

namespace sayso::recommend {
namespace {

const ItemIds* idsOf(const Part& part) {
  if (const auto* popularity = std::get_if<Popularity>(&part.model)) return &popularity->items;
  if (const auto* items = std::get_if<ItemItem>(&part.model)) return &items->items();
  return nullptr;
}

}  // namespace

Places placesOf(const Part& part, const Catalog& catalog) {
  Places places;
  const ItemIds* ids = idsOf(part);
  if (!ids) return places;
  places.inModel.assign(catalog.items().size(), Catalog::kNone);
  for (std::size_t item = 0; item < (*ids)->size(); ++item) {
    const std::uint32_t index = catalog.find((**ids)[item]);
    places.inCatalog.push_back(index);
    if (index != Catalog::kNone) places.inModel[index] = static_cast<std::uint32_t>(item);
  }
  return places;
}

}  // namespace sayso::recommend
