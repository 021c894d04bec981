#include "core/recommend/brand_rules.h"

namespace sayso::recommend {

BrandRules readBrandRules(json::Reader& reader) {
  BrandRules rules;
  rules.inStock = reader.flagIf("inStock");
  reader.inIf("price", [&](json::Reader& price) {
    rules.hasPrice = true;
    rules.minPrice = price.numberIf("min", rules.minPrice);
    rules.maxPrice = price.numberIf("max", rules.maxPrice);
    if (rules.minPrice > rules.maxPrice) price.fail(ErrorCode::OutOfRange, "min is above max");
    price.finish();
  });
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
