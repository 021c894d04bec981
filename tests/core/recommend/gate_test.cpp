#include "core/recommend/gate.h"

#include <doctest/doctest.h>

#include <type_traits>

#include "core/consent/choose.h"
#include "core/consent/meaning.h"
#include "core/recommend/request.h"
#include "tests/core/recommend/store.h"

namespace sayso::recommend {
namespace {

using namespace testing;

// Nothing but the gate makes or changes one.
static_assert(!std::is_default_constructible_v<ConsentedSignals>);
static_assert(!std::is_constructible_v<ConsentedSignals, consent::Decision>);

ConsentedSignals gated(const Json& request, const char* shown = "") {
  Json files = store()["config"];
  if (*shown) files["recommend"] = {{"catalog", "/c.json"}, {"model", "/m.json"}, {"shown", shown}};
  const auto config = consent::parseConfig(json::dump(files));
  const auto read = readRequest(request);
  REQUIRE(read);
  const Request& asked = read.value();
  return gate(config.value(), consent::meaningHash(config.value()), asked.state, asked.environment,
              asked.profile, asked.signals, asked.context);
}

Json choices(std::initializer_list<Json> list) { return Json(Json::array_t(list)); }
Json entries(std::initializer_list<Json> list) { return signalsOf(Json(Json::array_t(list))); }
Json attributes(std::initializer_list<Json> list) { return profileOf(Json(Json::array_t(list))); }

/// What passes of a history, as "signal:item" words.
std::string passed(Json state, Json signals, const char* shown = "") {
  const ConsentedSignals consented = gated(request(std::move(state), nullptr, std::move(signals)), shown);
  std::string text;
  for (const Entry& entry : consented.entries())
    text += (text.empty() ? "" : " ") + entry.signal + ":" + entry.of;
  return text;
}

const Json kHistoryOn = stateWith(choices({choice("purpose", "history", true)}));

}  // namespace

TEST_CASE("gate: nothing passes without a choice") {
  CHECK(passed(nullptr, entries({entry("viewed", "cup")})) == "");
  CHECK(gated(request(nullptr, attributes({attribute("interest.category", {"Garden"})}), nullptr))
            .attributes()
            .empty());
}

TEST_CASE("gate: what lists showed passes as often as it was shown, all else once an item") {
  const Json seen = entries({entry("viewed", "cup"), entry("viewed", "cup", "2026-11-19T12:00:00Z")});
  CHECK(passed(kHistoryOn, seen) == "viewed:cup");
  CHECK(passed(kHistoryOn, seen, "viewed") == "viewed:cup viewed:cup");
  CHECK(passed(nullptr, seen, "viewed") == "");
}

TEST_CASE("gate: a grant lets its signals through and no others") {
  const Json seen =
      entries({entry("viewed", "cup"), entry("bought", "pot"), entry("guessed.category", "fork")});
  CHECK(passed(kHistoryOn, seen) == "viewed:cup bought:pot");
  CHECK(passed(stateWith(choices({choice("purpose", "analytics", true)})), seen) == "");
}

TEST_CASE("gate: a signal refused by itself stays out although its purpose is granted") {
  const Json state =
      stateWith(choices({choice("purpose", "history", true), choice("signal", "viewed", false)}));
  CHECK(passed(state, entries({entry("viewed", "cup"), entry("bought", "pot")})) == "bought:pot");
}

TEST_CASE("gate: signals that the config does not know stay out") {
  CHECK(passed(kHistoryOn, entries({entry("heard", "cup")})) == "");
}

TEST_CASE("gate: an unreadable state grants nothing") {
  Json state = kHistoryOn;
  state["schema"] = "say-so-state/7";
  CHECK(passed(state, entries({entry("viewed", "cup")})) == "");
  CHECK(passed(Json("garbage"), entries({entry("viewed", "cup")})) == "");
}

TEST_CASE("gate: a grant given under another meaning is void") {
  Json state = kHistoryOn;
  state["meaning"] = "sha256:" + std::string(64, '0');
  CHECK(passed(state, entries({entry("viewed", "cup")})) == "");
}

TEST_CASE("gate: data from before the choice or after now stay out") {
  CHECK(passed(kHistoryOn,
               entries({entry("viewed", "cup", "2026-11-01T07:59:59Z"), entry("viewed", "pot", kChoiceAt),
                        entry("viewed", "tray", kNow), entry("viewed", "fork", "2026-11-22T01:17:57Z")})) ==
        "viewed:tray viewed:pot");
}

TEST_CASE("gate: accepting again keeps what was seen since the first yes; after a no it begins anew") {
  const auto config = consent::parseConfig(json::dump(store()["config"])).value();
  std::optional<consent::State> state;
  const auto choose = [&](bool granted, const char* at) {
    consent::Environment environment;
    environment.now = parseTime(at).value();
    environment.jurisdiction = "FR";
    const auto chosen = consent::choose(config, consent::meaningHash(config), state, environment,
                                        {{consent::Target::Purpose, "", granted}}, {});
    state = chosen.value().state;
    return consent::toJson(*state);
  };
  const Json seen = entries({entry("viewed", "cup", "2026-11-10T00:00:00Z")});
  choose(true, "2026-11-01T08:00:00Z");
  CHECK(passed(choose(true, "2026-11-15T08:00:00Z"), seen) == "viewed:cup");
  choose(false, "2026-11-16T08:00:00Z");
  CHECK(passed(choose(true, "2026-11-17T08:00:00Z"), seen) == "");
}

TEST_CASE("gate: what is pinned outlives its retention, and not the choice that allows it") {
  Json old = attribute("viewed", {"cup"}, "2026-06-02T00:00:00Z");
  old.erase("until");
  const auto passes = [&](bool granted, const Json& answer) {
    const Json state = stateWith(choices({choice("purpose", "history", granted, "2026-06-01T00:00:00Z")}));
    return gated(request(state, attributes({answer}), nullptr)).attributes().size() == 1;
  };
  CHECK_FALSE(passes(true, old));
  Json pinned = old;
  pinned["pinned"] = true;
  CHECK(passes(true, pinned));
  CHECK_FALSE(passes(false, pinned));
}

TEST_CASE("gate: data older than the retention stay out, to the second") {
  Json state = stateWith(choices({choice("purpose", "history", true, "2026-06-01T00:00:00Z")}));
  // 90 days before now
  CHECK(passed(state, entries({entry("viewed", "cup", "2026-08-24T01:17:56Z"),
                               entry("viewed", "pot", "2026-08-24T01:17:57Z")})) == "viewed:pot");
}

TEST_CASE("gate: an attribute past its own end stays out") {
  const Json state = stateWith(choices({choice("purpose", "stated", true)}));
  Json ended = attribute("interest.category", {"Garden"});
  ended["until"] = kNow;
  CHECK(gated(request(state, attributes({ended}), nullptr)).attributes().empty());
  ended["until"] = "2026-11-22T01:17:57Z";
  CHECK(gated(request(state, attributes({ended}), nullptr)).attributes().size() == 1);
}

TEST_CASE("gate: the order of what passes does not depend on the page") {
  const Json older = entry("viewed", "pot", "2026-11-19T12:00:00Z");
  const Json newer = entry("viewed", "tray", "2026-11-21T12:00:00Z");
  const Json twin = entry("viewed", "cup", "2026-11-21T12:00:00Z");
  const Json again = entry("viewed", "tray", "2026-11-18T12:00:00Z");
  const char* expected = "viewed:cup viewed:tray viewed:pot bought:fork";
  CHECK(passed(kHistoryOn, entries({entry("bought", "fork"), older, newer, twin, again})) == expected);
  CHECK(passed(kHistoryOn, entries({again, twin, newer, entry("bought", "fork"), older})) == expected);
}

}  // namespace sayso::recommend
