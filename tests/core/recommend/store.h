#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "core/base/json.h"
#include "core/recommend/engine.h"

/// The small shop that the tests of `recommend` and the conformance cases share.
namespace sayso::recommend::testing {

inline std::string readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

inline Json parsed(std::string_view text) {
  auto json = json::parse(text);
  return json ? std::move(json).value() : Json();
}

/// {"config", "catalog", "model"}
inline const Json& store() {
  static const Json kStore = parsed(readFile("tests/conformance/recommend/store.json"));
  return kStore;
}

inline Engine loaded(const Json& files) {
  Engine engine;
  const bool fine = engine.loadConfig(json::dump(files["config"])) &&
                    engine.loadCatalog(json::dump(files["catalog"])) &&
                    engine.loadModel(json::dump(files["model"]));
  return fine ? std::move(engine) : Engine();
}

inline std::string meaning() {
  Engine engine;
  return engine.loadConfig(json::dump(store()["config"])).value()["meaning"].get<std::string>();
}

constexpr const char* kChoiceAt = "2026-11-01T08:00:00Z";
constexpr const char* kNow = "2026-11-22T01:17:56Z";

inline Json choice(const char* target, const char* id, bool granted, const char* at = kChoiceAt) {
  return {{target, id},          {"granted", granted},   {"at", at},
          {"control", "switch"}, {"surface", "choices"}, {"text", "sha256:" + std::string(64, 'a')},
          {"language", "en"}};
}

inline Json stateWith(Json choices) {
  return {{"schema", "say-so-state/1"},
          {"meaning", meaning()},
          {"policy", "EU-FR@2026-11"},
          {"choices", std::move(choices)},
          {"lastSeen", "2026-11-21T10:00:00Z"}};
}

inline Json environment() {
  return {{"now", kNow},  {"jurisdiction", "FR"}, {"jurisdictionSource", "attribute"},
          {"gpc", false}, {"language", "en"},     {"ageBand", nullptr}};
}

inline Json entry(const char* signal, const char* of, const char* at = "2026-11-20T12:00:00Z") {
  return {{"signal", signal}, {"of", of}, {"at", at}};
}

inline Json signalsOf(Json entries) {
  return {{"schema", "say-so-signals/1"}, {"entries", std::move(entries)}};
}

inline Json attribute(const char* signal, Json value, const char* at = "2026-11-10T12:00:00Z") {
  return {{"signal", signal}, {"value", std::move(value)}, {"at", at}, {"until", "2027-11-10T12:00:00Z"}};
}

inline Json profileOf(Json attributes) {
  return {{"schema", "say-so-profile/1"}, {"attributes", std::move(attributes)}};
}

inline Json request(Json state, Json profile, Json signals) {
  return {{"environment", environment()},
          {"state", std::move(state)},
          {"profile", std::move(profile)},
          {"signals", std::move(signals)},
          {"controls", {{"personalized", true}}},
          {"limit", 4},
          {"seed", 1}};
}

}  // namespace sayso::recommend::testing
