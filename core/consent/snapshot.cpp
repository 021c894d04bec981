#include "core/consent/snapshot.h"

#include <algorithm>

namespace sayso::consent {

Json makeSnapshot(const Config& config, const std::optional<State>& state, const Environment& environment,
                  const Decision& decision) {
  Json granted = Json::array(), services = Json::array();
  Json defaultPurposes = Json::array(), defaultServices = Json::array();
  for (const PurposeDecision& purpose : decision.purposes) {
    if (!purpose.granted || purpose.basis == Basis::Required) continue;
    (purpose.basis == Basis::Choice ? granted : defaultPurposes).push_back(purpose.id);
  }
  for (const Service& service : config.services) {
    // A service's basis is the weakest of its purposes', so one policy default is enough to need it.
    const Outcome* outcome = decision.service(service.id);
    if (outcome->granted)
      (outcome->basis == Basis::PolicyDefault ? defaultServices : services).push_back(service.id);
  }
  Json json{
      {"schema", "say-so-snapshot/1"}, {"meaning", decision.meaning}, {"policyData", policyDataOf(config)}};
  json["policy"] = policyName(*decision.policy);
  json["jurisdiction"] = decision.jurisdiction.empty() ? Json(nullptr) : Json(decision.jurisdiction);
  json["gpc"] = decision.gpc;
  json["ageBand"] = environment.ageBand ? Json(toText(*environment.ageBand)) : Json(nullptr);
  json["state"] = state ? encodeState(*state) : "";
  json["at"] = formatTime(decision.at);
  json["lastSeen"] = formatTime(decision.at);
  json["validUntil"] = formatTime(decision.validUntil);
  json["prompt"] = toText(decision.prompt);
  json["granted"] = std::move(granted);
  json["services"] = std::move(services);
  json["defaults"] = {{"purposes", std::move(defaultPurposes)}, {"services", std::move(defaultServices)}};
  return json;
}

}  // namespace sayso::consent
