#pragma once

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/consent/choose.h"
#include "core/consent/config.h"
#include "core/consent/decision.h"
#include "core/consent/meaning.h"

/// A small shop, and short ways to say what happens in it.
namespace shop {

using namespace sayso;
using namespace sayso::consent;

constexpr std::string_view kConfigText = R"({
  "schema": "say-so-config/1",
  "site": {"name": "Shop", "controller": {"name": "Shop Ltd", "contact": "privacy@shop.example"}, "notice": "/privacy"},
  "jurisdiction": {"source": ["attribute"], "fallback": "strictest"},
  "purposes": [
    {"id": "necessary", "required": true},
    {"id": "history", "feeds": "model", "retention": "P90D"},
    {"id": "analytics", "class": "analytics"},
    {"id": "ads", "class": "marketing"},
    {"id": "media", "class": "functional"},
    {"id": "health", "class": "sensitive"}
  ],
  "services": [
    {"id": "basket", "name": "Basket", "purposes": ["necessary"]},
    {"id": "plaincount", "name": "Plaincount", "purposes": ["analytics"], "provider": {"name": "P", "country": "IE"},
     "cookies": [{"name": "_pc", "lifetime": "P13M"}], "storage": [{"name": "pc"}], "domains": ["pc.example"],
     "consentMode": ["analytics_storage"]},
    {"id": "adcount", "name": "Adcount", "purposes": ["analytics", "ads"]},
    {"id": "films", "name": "Films", "purposes": ["media"], "embeds": ["iframe"]}
  ],
  "signals": [
    {"id": "viewed", "purpose": "history", "provenance": "observed"},
    {"id": "bought", "purpose": "history", "provenance": "observed", "retention": "P12M"}
  ]
})";

inline Config config(std::string_view text) {
  ConfigReading reading = readConfigText(text);
  REQUIRE(reading.config);
  return *reading.config;
}
/// The shop itself; it stays, so decisions may be made on it in passing.
inline const Config& config() {
  static const Config shop = config(kConfigText);
  return shop;
}

/// The shop's config with `from` replaced by `to`, which must be there.
inline std::string configTextWith(std::string_view from, std::string_view to) {
  std::string text(kConfigText);
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

inline Time time(std::string_view text) { return parseTime(text).value(); }
constexpr std::string_view kNow = "2026-11-22T10:00:00Z";

inline Environment in(std::string jurisdiction, bool gpc = false, std::string_view now = kNow) {
  Environment environment;
  environment.now = time(now);
  environment.jurisdiction = std::move(jurisdiction);
  environment.jurisdictionSource = "attribute";
  environment.gpc = gpc;
  return environment;
}

inline How by(Control control, Surface surface = Surface::Choices) {
  How how;
  how.control = control;
  how.surface = surface;
  how.text = "sha256:" + std::string(64, 'a');
  how.language = "en";
  how.steps = 2;
  return how;
}

inline Wish all(bool granted) { return {Target::Purpose, "", granted}; }
inline Wish purpose(std::string id, bool granted) { return {Target::Purpose, std::move(id), granted}; }
inline Wish service(std::string id, bool granted) { return {Target::Service, std::move(id), granted}; }
inline Wish signal(std::string id, bool granted) { return {Target::Signal, std::move(id), granted}; }

inline Chosen chosen(const Config& config, const std::optional<State>& state, const Environment& environment,
                     const std::vector<Wish>& wishes, const How& how) {
  auto result = choose(config, meaningHash(config), state, environment, wishes, how);
  REQUIRE(result);
  return result.value();
}

inline State accepted(const Environment& environment) {
  return chosen(config(), std::nullopt, environment, {all(true)}, by(Control::AcceptAll)).state;
}
inline State rejected(const Environment& environment) {
  return chosen(config(), std::nullopt, environment, {all(false)}, by(Control::RejectAll)).state;
}

/// What is decided about a purpose, as "granted by choice".
inline std::string verdict(const Decision& decision, std::string_view purpose) {
  const PurposeDecision* found = decision.purpose(purpose);
  REQUIRE(found);
  return std::string(found->granted ? "granted" : "denied") + " by " + std::string(toText(found->basis));
}
inline std::string verdict(const Outcome* outcome) {
  REQUIRE(outcome);
  return std::string(outcome->granted ? "granted" : "denied") + " by " + std::string(toText(outcome->basis));
}

}  // namespace shop
