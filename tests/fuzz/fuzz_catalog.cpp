#include "core/recommend/catalog.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

namespace {

/// A catalog answers for what it has, and for what it has not.
void ask(const recommend::Catalog& catalog) {
  expect(catalog.find("no such item") == recommend::Catalog::kNone, "what is not there is not found");
  expect(catalog.withTag("no such tag").empty(), "no item has a tag that is not there");
  expect(catalog.categoryNumber("") == catalog.categoryNumber(""), "a number is a number");
  for (const recommend::Item& item : catalog.items()) {
    expect(catalog.find(item.id) != recommend::Catalog::kNone, "every item is found by its id");
    if (!item.category.empty())
      expect(!catalog.withCategory(item.category).empty(), "every category has its items");
    for (const std::string& tag : item.tags)
      expect(!catalog.withTag(tag).empty() && catalog.tagNumber(tag) == catalog.tagNumber(tag),
             "every tag too");
  }
  expect(recommend::facets(catalog).is_object(), "it can be asked about");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto catalog = sayso::recommend::readCatalog(asText(data, size));
  if (!catalog) expect(!catalog.error().message.empty(), "a refusal says why");
  if (catalog) {
    taken(asText(data, size));
    ask(catalog.value());
  }
  plant(catalog && catalog.value().items().size() > 1 && catalog.value().isSensitive(0));
  return 0;
}
