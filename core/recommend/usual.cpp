#include "core/recommend/usual.h"

#include "core/recommend/fit.h"

namespace sayso::recommend {

Usual usualOf(const Visit& visit, const Model& model) {
  Usual usual;
  usual.stated.assign(visit.catalog.categories(), 0);
  for (const Entry& entry : visit.consented.entries()) {
    const std::uint32_t item = visit.catalog.find(entry.of);
    if (item != Catalog::kNone && !visit.catalog.isSensitive(item) && reads(model, entry.signal))
      usual.items.push_back(item);
  }
  for (const Attribute& attribute : visit.consented.attributes()) {
    if (!visit.is(consent::Provenance::Stated, attribute.signal) || !reads(model, attribute.signal)) continue;
    for (const std::string& value : attribute.values)
      if (const std::uint32_t category = visit.catalog.categoryNumber(value); category != Catalog::kNone)
        usual.stated[category] += 1;
  }
  return usual;
}

}  // namespace sayso::recommend
