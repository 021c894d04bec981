#include "core/consent/consent_mode.h"

namespace sayso::consent {

Json consentModeRules(const Config& config) {
  Json rules = Json::object();
  for (const ConsentModeType& type : kConsentModeTypes) {
    Json ids = Json::array();
    const bool needsAll = eachBehind(type, config, [&](bool isService, std::size_t i) {
      json::append(ids, isService ? config.services[i].id : config.purposes[i].id);
    });
    // All of nothing would be granted.
    json::set(rules, type.name, json::object({{needsAll && !ids.empty() ? "all" : "any", std::move(ids)}}));
  }
  json::set(rules, "security_storage", json::object({{"all", Json::array()}}));
  return rules;
}

ConsentModeReading readConsentMode(const Config& config) {
  ConsentModeReading reading;
  if (config.consentMode.is_null()) return reading;
  json::Reader reader(config.consentMode, reading.errors, "/consentMode");
  if (!reader.expectObject()) return reading;
  ConsentMode mode;
  mode.waitForUpdate = reader.integerIf("waitForUpdate", mode.waitForUpdate, 0, 10000);
  mode.adsDataRedaction = reader.flagIf("adsDataRedaction");
  mode.urlPassthrough = reader.flagIf("urlPassthrough");
  if (reader.has("mode")) mode.isAdvanced = reader.oneOf("mode", {"basic", "advanced"}) == 1;
  reader.finish();
  if (reading.errors.empty()) reading.mode = mode;
  return reading;
}

std::vector<std::string_view> advancedServices(const Config& config, const ConsentMode& mode) {
  std::vector<std::string_view> ids;
  for (const Service& service : config.services)
    if (mode.isAdvanced && !service.consentMode.empty()) ids.push_back(service.id);
  return ids;
}

}  // namespace sayso::consent
