#include "core/consent/environment.h"

#include "core/base/sha256.h"
#include "core/consent/choice.h"

namespace sayso::consent {
Environment readEnvironment(json::Reader& reader) {
  Environment environment;
  if (!reader.expectObject()) return environment;
  environment.now = reader.time("now");
  const Json* jurisdiction = reader.rawIf("jurisdiction");
  if (jurisdiction && !jurisdiction->is_null()) {
    environment.jurisdiction = reader.text("jurisdiction");
    if (jurisdiction->is_string() && !isJurisdiction(environment.jurisdiction))
      reader.fail(ErrorCode::BadValue, "expected a code such as FR or US-CA", "jurisdiction");
  }
  if (reader.has("jurisdictionSource")) {
    reader.oneOf("jurisdictionSource",
                 {"server-timing", "cookie", "meta", "attribute", "function", "fallback"});
    environment.jurisdictionSource = reader.textIf("jurisdictionSource");
  }
  environment.gpc = reader.flagIf("gpc");
  environment.language = reader.textIf("language", "en");
  if (!isLanguage(environment.language))
    reader.fail(ErrorCode::BadValue, "expected a language tag", "language");
  const Json* band = reader.rawIf("ageBand");
  if (band && !band->is_null())
    environment.ageBand =
        static_cast<AgeBand>(reader.oneOf("ageBand", {"under-13", "13-15", "16-17", "adult"}));
  reader.rawIf("page");
  reader.finish();
  return environment;
}

Result<Environment> parseEnvironment(std::string_view text) {
  auto value = json::parse(text);
  if (!value) return value.error();
  std::vector<Error> errors;
  json::Reader reader(value.value(), errors);
  Environment environment = readEnvironment(reader);
  if (!errors.empty()) return errors.front();
  return environment;
}

std::string_view jurisdictionOf(const Config& config, const Environment& environment) {
  const bool isAnswered = !environment.jurisdiction.empty() || environment.jurisdictionSource != "fallback";
  if (isAnswered) return environment.jurisdiction;
  return config.jurisdiction.fallback;  // "strictest" is no code: the default row
}

Policy policyOf(const Config& config, const Environment& environment) {
  return withOverrides(policyFor(jurisdictionOf(config, environment), environment.now), config.policies);
}

std::string policyDataOf(const Config& config) {
  Json own = Json::object();
  if (config.jurisdiction.fallback != JurisdictionConfig().fallback)
    json::set(own, "fallback", config.jurisdiction.fallback);
  if (config.audience != Audience::General) json::set(own, "audience", static_cast<int>(config.audience));
  if (!config.policies.empty()) json::set(own, "policies", toJson(config.policies));
  for (const Purpose& purpose : config.purposes)
    if (purpose.lifetime) json::set(own, "p:" + purpose.id, formatDuration(*purpose.lifetime));
  for (const Service& service : config.services)
    if (service.exempt) json::set(own, "s:" + service.id, toText(*service.exempt));
  std::string version(policyDataVersion());
  if (own.empty()) return version;
  constexpr std::size_t kPrefix = 7, kMark = 8;  // of "sha256:…"
  return version + "+" + hashText(json::dump(own)).substr(kPrefix, kMark);
}

std::optional<AgeBand> ageBandOf(const Config& config, const Environment& environment) {
  if (!environment.ageBand && config.audience != Audience::General) return AgeBand::Under13;
  return environment.ageBand;
}

}  // namespace sayso::consent
