#include <doctest/doctest.h>

#include <functional>
#include <iterator>
#include <map>
#include <vector>

#include "core/consent/choose.h"
#include "core/consent/meaning.h"
#include "core/recommend/engine.h"
#include "tests/core/cases.h"
#include "tests/core/recommend/random_models.h"

// Noninterference: data whose purpose is denied change no byte of a slate or of its reasons. Random configs,
// choices, shops and data; SAY_SO_CASES says how many.
namespace sayso::recommend {
namespace {

using testing::Draw, testing::itemId, testing::kCategories, testing::kColours, testing::kKinds;

constexpr int kDefaultCases = 5000;
constexpr int kLeakCases = 1000;  // within which a leaking gate must be caught
const char* const kHistory[] = {"viewed", "bought"};
const char* const kAttributes[] = {"interest.category", "guessed.category", "interest.colour",
                                   "interest.price"};
const char* const kContext[] = {"season", "page"};

/// Two to four purposes; each signal belongs to one of them.
Json makeConfig(Draw& draw) {
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
  for (const char* id : kAttributes)
    signals.push_back({{"id", id},
                       {"purpose", anyPurpose()},
                       {"provenance", std::string_view(id).starts_with("guessed") ? "inferred" : "stated"}});
  for (const char* id : kContext)
    signals.push_back({{"id", id}, {"purpose", anyPurpose()}, {"provenance", "contextual"}});
  Json config = testing::store()["config"];
  config["purposes"] = std::move(purposes);
  config["signals"] = std::move(signals);
  return config;
}

Json makeCatalog(Draw& draw, std::size_t count) {
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

Json makeEnvironment(Draw& draw) {
  const Json kJurisdictions[] = {"FR", "DE", "GB", "US-CA", "US-TX", "US-NY", "BR", "JP", nullptr};
  const Json kBands[] = {nullptr, nullptr, nullptr, "adult", "16-17", "under-13"};
  Json environment = testing::environment();
  environment["jurisdiction"] = draw.pick(kJurisdictions);
  environment["gpc"] = draw.chance(0.2);
  environment["ageBand"] = draw.pick(kBands);
  return environment;
}

/// No state, or one that a visitor's choices made.
Json makeState(Draw& draw, const consent::Config& config, const Json& environment) {
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

std::string anyTime(Draw& draw) {
  const Time now = parseTime(testing::kNow).value();
  const std::size_t days = draw.chance(0.8) ? draw.below(50) : draw.below(500);
  return formatTime({now.seconds - static_cast<std::int64_t>(days * 86400 + draw.below(86400))});
}

/// The data of a visitor: what of each signal.
struct Data {
  std::vector<Json> entries;
  std::vector<Json> attributes;
  Json context = Json::object();
};

void addData(Draw& draw, const std::string& signal, std::size_t items, Data& data) {
  if (signal == kHistory[0] || signal == kHistory[1]) {
    for (std::size_t left = draw.below(6); left > 0; --left)
      data.entries.push_back({{"signal", signal}, {"of", itemId(draw.below(items))}, {"at", anyTime(draw)}});
    return;
  }
  if (signal == "season" || signal == "page") {
    if (draw.chance(0.8))
      data.context[signal] = signal == "page" ? draw.pick(kCategories) : draw.pick(testing::kSeasons);
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
struct Case {
  consent::Config config;
  Engine engine;
  std::size_t items = 0;
  Json environment;
  Json state;
  Json allGranted;  // a state in which every purpose is granted
  Data data;

  explicit Case(std::uint64_t number) : Case(number, kKinds[number % std::size(kKinds)]) {}

  Case(std::uint64_t seed, const std::string& kind) {
    Draw draw(seed);
    const Json files = makeConfig(draw);
    config = consent::parseConfig(json::dump(files)).value();
    items = 10 + draw.below(20);
    REQUIRE(engine.loadConfig(json::dump(files)));
    REQUIRE(engine.loadCatalog(json::dump(makeCatalog(draw, items))));
    const auto model = engine.loadModel(json::dump(testing::randomModel(draw, kind, items)));
    INFO(kind << (model ? "" : model.error().message + " " + model.error().at));
    REQUIRE(model);
    environment = makeEnvironment(draw);
    state = makeState(draw, config, environment);
    for (const consent::Signal& signal : config.signals) addData(draw, signal.id, items, data);

    Json choices = Json::array();
    for (const consent::Purpose& purpose : config.purposes)
      if (!purpose.required) choices.push_back(testing::choice("purpose", purpose.id.c_str(), true));
    allGranted = testing::stateWith(std::move(choices));
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
            {"profile", testing::profileOf(Json(Json::array_t(of.attributes.begin(), of.attributes.end())))},
            {"signals", testing::signalsOf(Json(Json::array_t(of.entries.begin(), of.entries.end())))},
            {"context", of.context},
            {"limit", 8}};
  }
};

std::string bytes(Engine& engine, const Json& request) {
  return json::dump(json::toJson(engine.rank(request)));
}

/// Slate and reasons as the core gives them.
std::string honest(Case& of, const Data& data) { return bytes(of.engine, of.request(data)); }

/// What a gate that lets everything pass would give.
std::string leaking(Case& of, const Data& data) {
  Json request = of.request(data);
  request["state"] = of.allGranted;
  return bytes(of.engine, request);
}

using Rank = std::function<std::string(Case&, const Data&)>;

bool isUnmovedByDenied(Case& of, const Rank& rank, std::uint64_t seed) {
  const std::vector<std::string> denied = of.signals(false);
  return denied.empty() || rank(of, of.data) == rank(of, of.redrawn(denied, seed));
}

}  // namespace

/// What was found of the cases of one kind of model.
struct Found {
  int cases = 0, withDenial = 0, withGrant = 0, moved = 0, leaks = 0;
};

TEST_CASE("noninterference: denied data change no byte, granted data do change slates") {
  const int cases = caseCount(kDefaultCases);
  std::map<std::string, Found> found;
  for (int number = 0; number < cases; ++number) {
    const auto seed = static_cast<std::uint64_t>(number);
    Case each(seed);
    Found& of = found[kKinds[seed % std::size(kKinds)]];
    ++of.cases;
    of.withDenial += !each.signals(false).empty();
    const bool unmoved = isUnmovedByDenied(each, honest, seed + 1'000'000);
    if (!unmoved && ++of.leaks == 1) FAIL_CHECK("case " << number << " leaks");
    const std::vector<std::string> granted = each.signals(true);
    if (granted.empty()) continue;
    ++of.withGrant;
    of.moved += honest(each, each.data) != honest(each, each.redrawn(granted, seed + 2'000'000));
  }
  Found all;
  for (const auto& [kind, of] : found) {
    CAPTURE(kind);
    CHECK(of.leaks == 0);
    CHECK(of.withDenial * 2 > of.cases);
    CHECK(of.withGrant * 3 > of.cases);
    CHECK(of.moved * 10 >= of.withGrant * 3);
    all.withDenial += of.withDenial;
    all.withGrant += of.withGrant;
    all.moved += of.moved;
  }
  MESSAGE(cases << " cases of " << found.size() << " kinds, " << all.withDenial << " with a denied signal, "
                << all.withGrant << " with a granted one, of which " << all.moved << " moved");
  CHECK(found.size() == std::size(kKinds));
}

TEST_CASE("noninterference: a gate that leaks is caught with every kind of model") {
  for (const char* kind : kKinds) {
    int caught = -1;
    for (int number = 0; number < kLeakCases && caught < 0; ++number) {
      const auto seed = static_cast<std::uint64_t>(number);
      Case each(seed, kind);
      if (!isUnmovedByDenied(each, leaking, seed + 1'000'000)) caught = number;
    }
    CAPTURE(std::string(kind));
    CHECK(caught >= 0);
  }
}

}  // namespace sayso::recommend
