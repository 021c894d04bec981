#include "core/consent/environment.h"

#include "tests/core/consent/shop.h"

using namespace shop;

TEST_CASE("environment: every part is read, what is unknown may be null") {
  const auto environment = parseEnvironment(
      R"({"now":"2026-11-22T10:00:00Z","jurisdiction":null,"jurisdictionSource":"fallback","gpc":true,"language":"de-AT","ageBand":"13-15","page":{"path":"/"}})");
  REQUIRE(environment);
  CHECK(environment.value().jurisdiction.empty());
  CHECK(environment.value().gpc);
  CHECK(environment.value().ageBand == AgeBand::From13To15);
}

TEST_CASE("environment: a fault has its place") {
  const auto placeOf = [](std::string_view text) {
    const auto environment = parseEnvironment(text);
    REQUIRE_FALSE(environment);
    return environment.error().at;
  };
  CHECK(placeOf(R"({"now":"yesterday"})") == "/now");
  CHECK(placeOf(R"({"now":"2026-11-22T10:00:00Z","jurisdiction":"France"})") == "/jurisdiction");
  CHECK(placeOf(R"({"now":"2026-11-22T10:00:00Z","ageBand":"12"})") == "/ageBand");
  CHECK(placeOf(R"({"now":"2026-11-22T10:00:00Z","gpc":"1"})") == "/gpc");
  CHECK(placeOf(R"({"now":"2026-11-22T10:00:00Z","moon":1})") == "/moon");
}

TEST_CASE("environment: an unknown jurisdiction is the config's fallback, the strictest if it names none") {
  CHECK(policyOf(config(), in("")).id == "default");
  const Config french = config(configTextWith(R"("fallback": "strictest")", R"("fallback": "FR")"));
  CHECK(policyOf(french, in("")).id == "EU-FR");
  CHECK(policyOf(french, in("JP")).id == "default");
}
