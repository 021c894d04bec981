#include "core/consent/meaning.h"

#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

bool changes(std::string_view from, std::string_view to) {
  return meaningHash(config(configTextWith(from, to))) != meaningHash(config());
}

}  // namespace

TEST_CASE("meaning: controller, purposes, recipients, retention and signals change it") {
  CHECK(changes("Shop Ltd", "Shop Inc"));
  CHECK(changes(R"({"id": "media", "class": "functional"})", R"({"id": "media", "class": "marketing"})"));
  CHECK(changes(R"("retention": "P90D")", R"("retention": "P91D")"));
  CHECK(changes(R"("provider": {"name": "P",)", R"("provider": {"name": "Q",)"));
  CHECK(changes(R"(["analytics", "ads"])", R"(["analytics"])"));
  CHECK(changes(R"(["pc.example"])", R"(["pc.example", "other.example"])"));
  CHECK(changes(R"("lifetime": "P13M")", R"("lifetime": "P12M")"));
  CHECK(changes(R"("id": "bought")", R"("id": "sold")"));
}

TEST_CASE("meaning: words, order and technical settings do not") {
  CHECK_FALSE(changes(R"("signals": [)", R"("text": {"en": {"firstLayer.title": "Hello"}}, "signals": [)"));
  CHECK_FALSE(
      changes(R"("signals": [)", R"("guard": true, "consentMode": {"waitForUpdate": 9}, "signals": [)"));
  CHECK_FALSE(changes(R"("name": "Shop", "controller")", R"("name": "The Shop", "controller")"));
  CHECK_FALSE(changes(R"(["analytics", "ads"])", R"(["ads", "analytics"])"));
  CHECK_FALSE(changes(R"({"id": "ads", "class": "marketing"},
    {"id": "media", "class": "functional"})",
                      R"({"id": "media", "class": "functional"},
    {"id": "ads", "class": "marketing"})"));
  CHECK_FALSE(changes(R"("retention": "P12M")", R"("retention": "P1Y")"));
}

TEST_CASE("text: another word is another hash; the order of keys is not") {
  CHECK(textHash({{"a", "1"}, {"b", "2"}}) == textHash({{"b", "2"}, {"a", "1"}}));
  CHECK(textHash({{"a", "1"}}) != textHash({{"a", "2"}}));
}
