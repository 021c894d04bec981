// What is asked for: purposes, their services, and what runs before a choice.
#include <algorithm>

#include "core/audit/checks.h"
#include "core/audit/trackers.h"
#include "core/audit/wording.h"
#include "core/base/number.h"
#include "core/consent/consent_mode.h"
#include "core/consent/decision.h"

namespace sayso::audit {
namespace {

using consent::AgeBand;
using consent::PurposeClass;

std::string pointer(std::string_view list, std::size_t index) {
  return "/" + std::string(list) + "/" + formatInteger(index);
}

/// Whether a row of that id satisfies `says`.
template <class Says>
bool anyRow(std::string_view id, Says says) {
  const auto rows = consent::policies();
  return std::any_of(rows.begin(), rows.end(),
                     [&](const consent::Policy& policy) { return policy.id == id && says(policy); });
}

// Cookies that only measuring and advertising set, whatever the service is called.
constexpr std::string_view kTrackingCookies[] = {
    "_ga",   "_gid",  "_gat", "_gcl_au", "_fbp",        "_fbc",  "_uetsid", "_uetvid",   "_clck",
    "_clsk", "_hjid", "_ttp", "IDE",     "_pin_unauth", "_scid", "muc_ads", "_rdt_uuid", "li_fat_id"};

bool isTrackingCookie(std::string_view name) {
  return std::any_of(std::begin(kTrackingCookies), std::end(kTrackingCookies), [&](std::string_view known) {
    return name == known || (known == "_ga" && name.starts_with("_ga_"));
  });
}

/// What is called necessary: nothing in it may measure or advertise, and nothing optional may hide in it.
void checkNecessary(const consent::Service& service, std::size_t index, bool isMixed, Findings& findings) {
  const std::string place = pointer("services", index);
  if (isMixed)
    findings.at(place + "/purposes", Severity::Warning,
                service.name + " runs as necessary and for an optional purpose as well",
                "Split it in two services, so that a refusal stops what is optional");
  for (std::size_t i = 0; i < service.domains.size(); ++i)
    if (isTracker(service.domains[i]))
      findings.at(place + "/domains/" + formatInteger(i),
                  service.domains[i] + " advertises or measures, and is called necessary",
                  "Put the service under a purpose that can be refused");
  for (std::size_t i = 0; i < service.cookies.size(); ++i)
    if (isTrackingCookie(service.cookies[i].name))
      findings.at(place + "/cookies/" + formatInteger(i),
                  "the cookie " + service.cookies[i].name +
                      " is known for measuring or advertising, and its service is called necessary",
                  "Put the service under a purpose that can be refused");
}

}  // namespace

void checkPreset(const Subject& subject, Findings& findings) {
  for (const consent::PolicyOverride& wish : subject.config.policies) {
    const std::string place = pointerTo(wish);
    for (std::size_t i = 0; i < consent::kPurposeClasses; ++i) {
      const auto isOff = [&](const consent::Policy& policy) { return policy.rules[i] != consent::Rule::On; };
      if (wish.rules[i] != consent::Rule::On || !anyRow(wish.row, isOff)) continue;
      const std::string name(toText(static_cast<PurposeClass>(i)));
      findings.at(place + "/rules/" + name,
                  name + " starts on in " + wish.row + ", where the policy has it off" + because(wish),
                  "Leave it off until it is chosen");
    }
    const auto asks = [](const consent::Policy& policy) { return policy.model == consent::Model::OptIn; };
    if (wish.model && *wish.model != consent::Model::OptIn && anyRow(wish.row, asks))
      findings.at(place + "/model",
                  "in " + wish.row + " the policy asks first, and the site does not" + because(wish),
                  "Ask first");
  }
}

void checkGranularity(const Subject& subject, Findings& findings) {
  const consent::Config& config = subject.config;
  for (std::size_t i = 0; i < config.services.size(); ++i) {
    const consent::Service& service = config.services[i];
    const auto isRequired = [&](const std::string& id) { return config.purpose(id)->required; };
    const auto required = std::count_if(service.purposes.begin(), service.purposes.end(), isRequired);
    if (required)
      checkNecessary(service, i, static_cast<std::size_t>(required) < service.purposes.size(), findings);
  }
  const auto isOptional = [](const consent::Purpose& purpose) { return !purpose.required; };
  if (config.services.empty() || std::any_of(config.purposes.begin(), config.purposes.end(), isOptional))
    return;
  const auto hasPartner = [](const consent::Service& service) { return service.provider.has_value(); };
  if (std::any_of(config.services.begin(), config.services.end(), hasPartner))
    findings.at("/purposes", Severity::Warning, "everything is called necessary, also what others do",
                "Give each aim a purpose of its own that can be refused");
}

void checkMinors(const Subject& subject, Findings& findings) {
  for (const consent::PolicyOverride& wish : subject.config.policies)
    if (wish.consentAge &&
        anyRow(wish.row, [&](const consent::Policy& policy) { return *wish.consentAge < policy.consentAge; }))
      findings.at(pointerTo(wish) + "/age",
                  "the age of consent in " + wish.row + " is higher than " + formatInteger(*wish.consentAge) +
                      because(wish),
                  "Leave the age that the policy has");
  for (const consent::Policy& policy : consent::policies())
    for (std::string_view code : policy.codes)
      for (AgeBand band : {AgeBand::Under13, AgeBand::From13To15, AgeBand::From16To17}) {
        consent::Environment environment;
        environment.now = subject.now;
        environment.jurisdiction = code;
        environment.ageBand = band;
        const consent::Decision decision = consent::evaluate(subject.config, "", std::nullopt, environment);
        for (std::size_t i = 0; i < subject.config.purposes.size(); ++i) {
          const consent::Purpose& purpose = subject.config.purposes[i];
          const bool isForGrownUps = purpose.purposeClass == PurposeClass::Marketing ||
                                     purpose.purposeClass == PurposeClass::Personalization;
          if (isForGrownUps && !purpose.required && decision.purpose(purpose.id)->granted)
            findings.at(pointer("purposes", i),
                        purpose.id + " runs for minors in " + std::string(code) + " before any choice",
                        "Leave it off");
        }
      }
}

void checkPolicyDefault(const Subject& subject, Findings& findings) {
  for (std::size_t i = 0; i < subject.config.purposes.size(); ++i) {
    const consent::Purpose& purpose = subject.config.purposes[i];
    if (purpose.feedsModel && purpose.allowPolicyDefault)
      findings.at(pointer("purposes", i) + "/allowPolicyDefault",
                  purpose.id + " feeds a model, and may run before it was chosen where the law allows it",
                  "Leave it off until it is chosen; each reason tells your visitors otherwise");
  }
}

void checkConsentMode(const Subject& subject, Findings& findings) {
  const auto mode = consent::readConsentMode(subject.config).mode;
  const std::vector<std::string_view> running =
      mode ? consent::advancedServices(subject.config, *mode) : std::vector<std::string_view>();
  if (!running.empty())
    findings.at(
        "/consentMode/mode",
        "where the law wants a yes first, these tags run without one, told that it is denied: " +
            joined(running),
        "Leave the mode \"basic\", or know what your authority says of tags that run without cookies");
}

}  // namespace sayso::audit
