#include "core/recommend/brand_rules.h"

namespace sayso::recommend {

BrandRules readBrandRules(json::Reader& reader) {
  BrandRules rules;
  rules.inStock = reader.flagIf("inStock");
  reader.inIf("price", [&](json::Reader& price) { rules.price = readPriceRange(price); });
  reader.eachIf("pins", [&](json::Reader& element) {
    BrandRules::Pin pin{element.text("item"), element.flagIf("sponsored")};
    for (const BrandRules::Pin& other : rules.pins)
      if (other.item == pin.item) element.fail(ErrorCode::DuplicateId, "item given twice", "item");
    rules.pins.push_back(std::move(pin));
    element.finish();
  });
  if (rules.pins.size() > BrandRules::kMaxPins)
    reader.fail(ErrorCode::TooLarge, "more than 50 items", "pins");
  return rules;
}

}  // namespace sayso::recommend
