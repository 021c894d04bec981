#include "core/consent/snapshot.h"

#include <algorithm>

namespace sayso::consent {

Json makeSnapshot(const Config& config, const std::optional<State>& state, const Environment& environment,
                  const Decision& decision) {
  Json granted = Json::array(), services = Json::array(), clear = Json::array();
  Json defaultPurposes = Json::array(), defaultServices = Json::array();
  for (const PurposeDecision& purpose : decision.purposes) {
    if (!purpose.granted || purpose.basis == Basis::Required) continue;
    json::append(purpose.basis == Basis::Choice ? granted : defaultPurposes, purpose.id);
  }
  for (const Service& service : config.services) {
    // A service's basis is the weakest of its purposes', so one policy default is enough to need it.
    const Outcome* outcome = decision.service(service.id);
    if (outcome->granted)
      json::append(outcome->basis == Basis::PolicyDefault ? defaultServices : services, service.id);
    else
      for (const Cookie& cookie : service.cookies) json::append(clear, cookie.name);
  }
  Json json = json::object(
      {{"schema", "say-so-snapshot/1"}, {"meaning", decision.meaning}, {"policyData", policyDataOf(config)}});
  json::set(json, "policy", policyName(*decision.policy));
  json::set(json, "jurisdiction",
            decision.jurisdiction.empty() ? json::Value(nullptr) : json::Value(decision.jurisdiction));
  json::set(json, "gpc", decision.gpc);
  json::set(json, "ageBand",
            environment.ageBand ? json::Value(toText(*environment.ageBand)) : json::Value(nullptr));
  json::set(json, "state", state ? encodeState(*state) : "");
  json::set(json, "at", formatTime(decision.at));
  json::set(json, "lastSeen", formatTime(decision.at));
  json::set(json, "validUntil", formatTime(decision.validUntil));
  json::set(json, "prompt", toText(decision.prompt));
  json::set(json, "granted", std::move(granted));
  json::set(json, "services", std::move(services));
  json::set(
      json, "defaults",
      json::object({{"purposes", std::move(defaultPurposes)}, {"services", std::move(defaultServices)}}));
  json::set(json, "clear", std::move(clear));
  return json;
}

}  // namespace sayso::consent
