#pragma once

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "core/consent/choose.h"
#include "core/consent/meaning.h"
#include "core/recommend/engine.h"
#include "tests/core/recommend/random_models.h"

/// Random visitors of random shops: configs, choices, catalogs, models of every kind, and data.
namespace sayso::recommend::testing {

inline const char* const kHistory[] = {"viewed", "bought"};
inline const char* const kShown = "shown";
inline const char* const kAttributes[] = {"interest.category", "guessed.category", "interest.colour",
                                          "interest.price"};
inline const char* const kContext[] = {"season", "page"};

/// Two to four purposes; each signal belongs to one of them.
inline Json makeConfig(Draw& draw) {
  const char* const kClasses[] = {"functional", "analytics", "personalization", "marketing"};
  const char* const kRetentions[] = {"P30D", "P90D", "P12M"};
  const std::size_t count = 2 + draw.below(3);
  Json purposes = {{{"id", "necessary"}, {"required", true}}};
  for (std::size_t purpose = 0; purpose < count; ++purpose) {
    Json made = {{"id", "p" + std::to_string(purpose)}};
    if (draw.chance(0.7))
      made["feeds"] = "model";
    else
      made["class"] = draw.pick(kClasses);
    if (draw.chance(0.4)) made["retention"] = draw.pick(kRetentions);
    if (draw.chance(0.2)) made["allowPolicyDefault"] = true;
    purposes.push_back(std::move(made));
  }
  const auto anyPurpose = [&] {
    return draw.chance(0.05) ? "necessary" : "p" + std::to_string(draw.below(count));
  };
  Json signals = Json::array();
  for (const char* id : kHistory)
    signals.push_back({{"id", id}, {"purpose", anyPurpose()}, {"provenance", "observed"}});
  signals.push_back({{"id", kShown}, {"purpose", anyPurpose()}, {"provenance", "observed"}});
  for (const char* id : kAttributes)
    signals.push_back({{"id", id},
                       {"purpose", anyPurpose()},
                       {"provenance", std::string_view(id).starts_with("guessed") ? "inferred" : "stated"}});
  for (const char* id : kContext)
    signals.push_back({{"id", id}, {"purpose", anyPurpose()}, {"provenance", "contextual"}});
  Json config = store()["config"];
  config["purposes"] = std::move(purposes);
  config["signals"] = std::move(signals);
  config["recommend"] = {{"catalog", "/c.json"}, {"model", "/m.json"}};
  if (draw.chance(0.8)) config["recommend"]["shown"] = kShown;
  return config;
}

inline Json makeCatalog(Draw& draw, std::size_t count) {
  Json items = Json::array();
  for (std::size_t item = 0; item < count; ++item) {
    Json made = {
        {"id", itemId(item)}, {"title", "Item"}, {"url", "/product/x"}, {"category", draw.pick(kCategories)}};
    if (draw.chance(0.7)) made["tags"] = {std::string("colour:") + draw.pick(kColours)};
    made["price"] = static_cast<double>(draw.below(40)) / 2;
    if (draw.chance(0.05)) made["sensitive"] = true;
    if (draw.chance(0.1)) made["inStock"] = false;
    items.push_back(std::move(made));
  }
  return {{"schema", "say-so-catalog/1"}, {"currency", "GBP"}, {"items", std::move(items)}};
}

inline Json makeEnvironment(Draw& draw) {
  const Json kJurisdictions[] = {"FR", "DE", "GB", "US-CA", "US-TX", "US-NY", "BR", "JP", nullptr};
  const Json kBands[] = {nullptr, nullptr, nullptr, "adult", "16-17", "under-13"};
  Json environment = testing::environment();
  environment["jurisdiction"] = draw.pick(kJurisdictions);
  environment["gpc"] = draw.chance(0.2);
  environment["ageBand"] = draw.pick(kBands);
  return environment;
}

/// No state, or one that a visitor's choices made.
inline Json makeState(Draw& draw, const consent::Config& config, const Json& environment) {
  if (draw.chance(0.1)) return nullptr;
  const char* const kTimes[] = {"2026-11-20T00:00:00Z", "2026-10-01T00:00:00Z", "2025-01-01T00:00:00Z"};
  Json earlier = environment;
  earlier["now"] = draw.chance(0.8) ? kTimes[1] : draw.pick(kTimes);
  std::vector<consent::Wish> wishes;
  for (const consent::Purpose& purpose : config.purposes)
    if (!purpose.required && draw.chance(0.85))
      wishes.push_back({consent::Target::Purpose, purpose.id, draw.chance(0.6)});
  for (const consent::Signal& signal : config.signals)
    if (draw.chance(0.1) && !config.purpose(signal.purpose)->required)
      wishes.push_back({consent::Target::Signal, signal.id, draw.chance(0.3)});
  if (wishes.empty()) return nullptr;
  consent::How how;
  how.language = "en";
  const auto then = consent::parseEnvironment(json::dump(earlier));
  const auto chosen =
      consent::choose(config, consent::meaningHash(config), std::nullopt, then.value(), wishes, how);
  return chosen ? consent::toJson(chosen.value().state) : Json();
}

inline std::string anyTime(Draw& draw) {
  const Time now = parseTime(kNow).value();
  const std::size_t days = draw.chance(0.8) ? draw.below(50) : draw.below(500);
  return formatTime({now.seconds - static_cast<std::int64_t>(days * 86400 + draw.below(86400))});
}

/// The data of a visitor: what of each signal.
struct Data {
  std::vector<Json> entries;
  std::vector<Json> attributes;
  Json context = Json::object();
};

inline void addData(Draw& draw, const std::string& signal, std::size_t items, Data& data) {
  if (signal == kHistory[0] || signal == kHistory[1]) {
    for (std::size_t left = draw.below(6); left > 0; --left)
      data.entries.push_back({{"signal", signal}, {"of", itemId(draw.below(items))}, {"at", anyTime(draw)}});
    return;
  }
  if (signal == kShown) {
    for (std::size_t left = draw.below(6); left > 0; --left) {
      const std::string item = itemId(draw.below(items)), at = anyTime(draw);
      for (std::size_t times = 1 + draw.below(5); times > 0; --times)
        data.entries.push_back({{"signal", signal}, {"of", item}, {"at", at}});
    }
    return;
  }
  if (signal == "season" || signal == "page") {
    if (draw.chance(0.8))
      data.context[signal] = signal == "page" ? draw.pick(kCategories) : draw.pick(kSeasons);
    return;
  }
  if (draw.chance(0.3)) return;
  Json value;
  if (signal == "interest.price")
    value = {{"min", draw.below(8)}, {"max", 8 + draw.below(12)}};
  else if (signal == "interest.colour")
    value = Json::array({draw.pick(kColours)});
  else
    value = Json::array({draw.pick(kCategories)});
  data.attributes.push_back({{"signal", signal}, {"value", std::move(value)}, {"at", anyTime(draw)}});
}

/// One visitor of one shop at one moment. Its number is its seed, and says of which kind its model is.
struct Visitor {
  consent::Config config;
  Engine engine;
  std::size_t items = 0;
  Json environment;
  Json state;
  Json allGranted;  // a state in which every purpose is granted
  Json controls;
  std::size_t seedOfDraws = 0;
  Data data;

  explicit Visitor(std::uint64_t number) : Visitor(number, kKinds[number % std::size(kKinds)]) {}

  Visitor(std::uint64_t seed, const std::string& kind) {
    Draw draw(seed);
    const Json files = makeConfig(draw);
    config = consent::parseConfig(json::dump(files)).value();
    items = 10 + draw.below(20);
    REQUIRE(engine.loadConfig(json::dump(files)));
    REQUIRE(engine.loadCatalog(json::dump(makeCatalog(draw, items))));
    const auto model = engine.loadModel(json::dump(randomModel(draw, kind, items)));
    INFO(kind << (model ? "" : model.error().message + " " + model.error().at));
    REQUIRE(model);
    environment = makeEnvironment(draw);
    state = makeState(draw, config, environment);
    for (const consent::Signal& signal : config.signals) addData(draw, signal.id, items, data);
    const char* const kVarieties[] = {"alike", "balanced", "mixed"};
    controls = {{"variety", draw.pick(kVarieties)},
                {"serendipity", draw.chance(0.5)},
                {"exploration", draw.chance(0.5)}};
    seedOfDraws = draw.below(1000);

    Json choices = Json::array();
    for (const consent::Purpose& purpose : config.purposes)
      if (!purpose.required) choices.push_back(choice("purpose", purpose.id.c_str(), true));
    allGranted = stateWith(std::move(choices));
    allGranted["meaning"] = consent::meaningHash(config);
  }

  /// The signals that consent grants, or denies.
  std::vector<std::string> signals(bool granted) const {
    const auto now = consent::parseEnvironment(json::dump(environment));
    std::optional<consent::State> read;
    if (!state.is_null()) read = consent::readState(state).value();
    std::vector<std::string> list;
    for (const consent::Outcome& outcome : consent::evaluate(config, read, now.value()).signals)
      if (outcome.granted == granted) list.emplace_back(outcome.id);
    return list;
  }

  /// The data with those of `changed` drawn anew.
  Data redrawn(const std::vector<std::string>& changed, std::uint64_t seed) const {
    const auto isChanged = [&](const Json& datum) {
      return std::find(changed.begin(), changed.end(), datum["signal"].get<std::string>()) != changed.end();
    };
    Data next = data;
    std::erase_if(next.entries, isChanged);
    std::erase_if(next.attributes, isChanged);
    for (const std::string& signal : changed) next.context.erase(signal);
    Draw draw(seed);
    for (const std::string& signal : changed) addData(draw, signal, items, next);
    return next;
  }

  Json request(const Data& of) const {
    return {{"environment", environment},
            {"state", state},
            {"profile", profileOf(Json(Json::array_t(of.attributes.begin(), of.attributes.end())))},
            {"signals", signalsOf(Json(Json::array_t(of.entries.begin(), of.entries.end())))},
            {"context", of.context},
            {"controls", controls},
            {"limit", 8},
            {"seed", seedOfDraws}};
  }
};

}  // namespace sayso::recommend::testing
