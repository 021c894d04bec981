#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "core/audit/lint.h"
#include "core/consent/config.h"

/// A site in which the lint finds nothing to mend, and short ways to spoil it.
namespace site {

using namespace sayso;
using namespace sayso::audit;

constexpr std::string_view kConfigText = R"({
  "schema": "say-so-config/1",
  "site": {"name": "Shop", "controller": {"name": "Shop Ltd", "contact": "privacy@shop.example"},
           "notice": "/privacy", "cookieDomain": "shop.example"},
  "jurisdiction": {"source": ["attribute"], "fallback": "strictest"},
  "languages": ["de", "en"],
  "purposes": [
    {"id": "necessary", "required": true},
    {"id": "history", "feeds": "model", "retention": "P90D"},
    {"id": "analytics", "class": "analytics"},
    {"id": "ads", "class": "marketing"},
    {"id": "media", "class": "functional"}
  ],
  "services": [
    {"id": "basket", "name": "Basket", "purposes": ["necessary"], "cookies": [{"name": "basket"}],
     "domains": ["pay.shop.example"]},
    {"id": "plaincount", "name": "Plaincount", "purposes": ["analytics"],
     "provider": {"name": "P", "country": "IE"}, "cookies": [{"name": "_pc", "lifetime": "P13M"}]},
    {"id": "adlark", "name": "Adlark", "purposes": ["ads"], "provider": {"name": "A", "country": "FR"}},
    {"id": "films", "name": "Films", "purposes": ["media"]}
  ],
  "signals": [{"id": "viewed", "purpose": "history", "provenance": "observed"}],
  "sink": {"url": "/consent"}
})";

inline Json fromFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  auto value = json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
  REQUIRE(value);
  return value.value();
}

/// `with` laid over the site's config (RFC 7386: objects merge, null takes away).
inline consent::Config configWith(std::string_view with) {
  Json value = json::parse(kConfigText).value();
  auto patch = json::parse(with);
  REQUIRE(patch);
  value.merge_patch(patch.value());
  consent::ConfigReading reading = consent::readConfig(value);
  if (!reading.errors.empty()) FAIL(reading.errors.front().message, " at ", reading.errors.front().at);
  return *reading.config;
}

/// The words that a config's pages have: ours, overridden by its own.
inline WordsByLanguage wordsOf(const consent::Config& config) {
  WordsByLanguage all;
  for (const std::string& language : config.languages) {
    const Json strings = fromFile("web/strings/" + language + ".json");
    for (const auto& [key, word] : strings.items()) all[language].words[key] = word;
    if (const auto own = config.text.find(language); own != config.text.end())
      for (const auto& [key, word] : own->items()) all[language].words[key] = word;
  }
  return all;
}

inline const Time kNow = parseTime("2026-11-22T10:00:00Z").value();

/// The findings of a rule, each as "severity place".
inline std::string foundBy(const Report& report, std::string_view rule) {
  std::string found;
  for (const Finding& finding : report.findings) {
    if (finding.rule != rule) continue;
    const Place& place = finding.place;
    found += (found.empty() ? "" : ", ") + std::string(toText(finding.severity)) + " " +
             (place.at.empty() ? place.language + ":" + place.word : place.at);
  }
  return found;
}

inline Report lintWith(std::string_view with) {
  const consent::Config config = configWith(with);
  return lint(config, wordsOf(config), kNow);
}

}  // namespace site
