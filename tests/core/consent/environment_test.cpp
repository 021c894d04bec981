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
  Environment unknown = in("");
  unknown.jurisdictionSource = "fallback";
  CHECK(policyOf(config(), unknown).id == "default");
  const Config french = config(configTextWith(R"("fallback": "strictest")", R"("fallback": "FR")"));
  CHECK(policyOf(french, unknown).id == "EU-FR");
  CHECK(policyOf(french, in("JP")).id == "default");
}

TEST_CASE("environment: a jurisdiction that is still awaited is the strictest, whatever the fallback") {
  const Config lax = config(configTextWith(R"("fallback": "strictest")", R"("fallback": "US-CA")"));
  for (const char* source : {"function", "server-timing", "cookie", "meta", "attribute"}) {
    Environment awaited = in("");
    awaited.jurisdictionSource = source;
    CHECK(policyOf(lax, awaited).id == "default");
    const Decision decision = evaluate(lax, std::nullopt, awaited);
    for (const PurposeDecision& purpose : decision.purposes)
      CHECK(purpose.granted == (purpose.basis == Basis::Required));
  }
}

TEST_CASE("environment: the version of the rules differs with everything that they rest on") {
  CHECK(policyDataOf(config()) == policyDataVersion());
  const auto versionWith = [](std::string_view from, std::string_view to) {
    return policyDataOf(config(configTextWith(from, to)));
  };
  const std::vector<std::string> versions = {
      std::string(policyDataVersion()),
      versionWith(R"("fallback": "strictest")", R"("fallback": "US-CA")"),
      versionWith(R"("signals": [)", R"("audience": "children", "signals": [)"),
      versionWith(R"("signals": [)", R"("audience": "mixed", "signals": [)"),
      versionWith(R"("class": "functional")", R"("class": "functional", "lifetime": "P30D")"),
      versionWith(R"("class": "functional")", R"("class": "functional", "lifetime": "P31D")"),
      versionWith(R"("signals": [)", R"("policies": {"EU": {"lifetime": "P3M"}}, "signals": [)"),
      versionWith(R"("signals": [)", R"("policies": {"EU-FR": {"lifetime": "P3M"}}, "signals": [)"),
  };
  for (std::size_t i = 0; i < versions.size(); ++i)
    for (std::size_t j = i + 1; j < versions.size(); ++j) CHECK(versions[i] != versions[j]);
}
