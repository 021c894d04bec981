#include "core/consent/decision.h"

#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

const std::vector<std::string> kCodes = {"FR",    "DE", "US-CA", "US-TX", "US-UT",
                                         "US-NY", "CH", "GB",    "JP",    ""};

Decision decide(const std::optional<State>& state, const Environment& environment) {
  return evaluate(config(), state, environment);
}

std::vector<std::string> grantedIds(const Decision& decision) {
  std::vector<std::string> ids;
  for (const PurposeDecision& purpose : decision.purposes)
    if (purpose.granted) ids.emplace_back(purpose.id);
  return ids;
}

}  // namespace

TEST_CASE("decision: before a choice, opt-in rows grant what is required and ask") {
  for (std::string code : {"FR", "DE", "GB", "JP", ""}) {
    const Decision decision = decide(std::nullopt, in(code));
    CHECK(grantedIds(decision) == std::vector<std::string>{"necessary"});
    CHECK(decision.prompt == Prompt::Ask);
    CHECK(verdict(decision, "ads") == "denied by policy-default");
  }
}

TEST_CASE("decision: in California the law's defaults hold, but nothing feeds a model until chosen") {
  const Decision decision = decide(std::nullopt, in("US-CA"));
  CHECK(verdict(decision, "analytics") == "granted by policy-default");
  CHECK(verdict(decision, "ads") == "granted by policy-default");
  CHECK(verdict(decision, "history") == "denied by off-until-chosen");
  CHECK(verdict(decision.signal("viewed")) == "denied by off-until-chosen");
  CHECK(decision.prompt == Prompt::Notice);
}

TEST_CASE("decision: an integrator may allow the policy's default for a purpose that feeds a model") {
  const Config allowing =
      config(configTextWith(R"("feeds": "model",)", R"("feeds": "model", "allowPolicyDefault": true,)"));
  CHECK(verdict(evaluate(allowing, std::nullopt, in("US-CA")), "history") == "granted by policy-default");
  CHECK(verdict(evaluate(allowing, std::nullopt, in("FR")), "history") == "denied by policy-default");
}

TEST_CASE("decision: a refusal holds in every row, whatever the meaning, the clock and GPC do later") {
  const Config changed = config(configTextWith("Shop Ltd", "Shop Inc"));
  for (const std::string& code : kCodes) {
    const State state = rejected(in(code));
    for (bool gpc : {false, true})
      for (std::string_view now :
           {"1999-01-01T00:00:00Z", "2026-11-22T09:00:00Z", "2026-12-22T09:00:00Z", "2040-01-01T00:00:00Z"})
        for (const Config& shop : {config(), changed})
          for (const std::string& later : kCodes) {
            const Decision decision = evaluate(shop, state, in(later, gpc, now));
            CHECK(grantedIds(decision) == std::vector<std::string>{"necessary"});
            CHECK(verdict(decision, "analytics") == "denied by choice");
          }
  }
}

TEST_CASE("decision: a grant lives as long as the row says, and not a second more") {
  const State state = accepted(in("FR", false, "2026-11-22T10:00:00Z"));  // six months
  CHECK(verdict(decide(state, in("FR", false, "2027-05-22T09:59:59Z")), "analytics") == "granted by choice");
  const Decision late = decide(state, in("FR", false, "2027-05-22T10:00:00Z"));
  CHECK(verdict(late, "analytics") == "denied by expired");
  CHECK(late.prompt == Prompt::Ask);
  CHECK(verdict(decide(state, in("DE", false, "2027-05-22T10:00:00Z")), "analytics") == "granted by choice");
  CHECK(verdict(decide(state, in("US-CA", false, "2036-05-22T10:00:00Z")), "analytics") ==
        "granted by choice");
}

TEST_CASE("decision: a purpose's own lifetime only tightens") {
  const auto living = [](std::string_view lifetime, std::string_view now) {
    const Config shop = config(configTextWith(
        R"("class": "analytics")", R"("class": "analytics", "lifetime": ")" + std::string(lifetime) + "\""));
    const State state = chosen(shop, std::nullopt, in("FR"), {all(true)}, by(Control::AcceptAll)).state;
    return verdict(evaluate(shop, state, in("FR", false, now)), "analytics");
  };
  CHECK(living("P30D", "2026-12-22T09:59:59Z") == "granted by choice");
  CHECK(living("P30D", "2026-12-22T10:00:00Z") == "denied by expired");
  CHECK(living("P24M", "2027-05-22T10:00:00Z") == "denied by expired");
}

TEST_CASE("decision: a grant dies with its meaning, in every row, and asks again where it asks") {
  const Config changed = config(configTextWith("Shop Ltd", "Shop Inc"));
  for (const std::string& code : kCodes) {
    const Decision decision = evaluate(changed, accepted(in(code)), in(code));
    CHECK(verdict(decision, "analytics") == "denied by meaning-changed");
    CHECK(decision.prompt != Prompt::None);
  }
}

TEST_CASE("decision: other words leave a grant alive, and ask nobody again") {
  const Config reworded = config(
      configTextWith(R"("signals": [)", R"("text": {"en": {"firstLayer.title": "Hello"}}, "signals": [)"));
  for (const std::string& code : kCodes) {
    const Decision decision = evaluate(reworded, accepted(in(code)), in(code));
    CHECK(verdict(decision, "analytics") == "granted by choice");
    CHECK(decision.prompt == Prompt::None);
  }
}

TEST_CASE("decision: a dead grant stays dead when something else is chosen under the new meaning") {
  const Config changed = config(configTextWith("Shop Ltd", "Shop Inc"));
  for (const std::string& code : kCodes) {
    const Chosen next =
        chosen(changed, accepted(in(code)), in(code), {purpose("media", true)}, by(Control::Switch));
    CHECK(verdict(next.decision, "media") == "granted by choice");
    CHECK(verdict(next.decision, "analytics") == "denied by meaning-changed");
    const Chosen renewed =
        chosen(changed, next.state, in(code), {purpose("analytics", true)}, by(Control::Switch));
    CHECK(verdict(renewed.decision, "analytics") == "granted by choice");
  }
}

TEST_CASE(
    "decision: a grant from the future does not count, nor one that had ended before the clock went back") {
  const State state = accepted(in("FR"));
  CHECK(verdict(decide(state, in("FR", false, "2026-11-22T09:59:59Z")), "analytics") == "denied by clock");
  State seen = state;
  seen.lastSeen = time("2027-06-01T00:00:00Z");
  CHECK(verdict(decide(seen, in("FR", false, "2026-12-01T00:00:00Z")), "analytics") == "denied by clock");
}

TEST_CASE("decision: GPC denies marketing in every US row, and sensitive in California") {
  for (std::string code : {"US-CA", "US-TX", "US-UT", "US-NY", "US-CO", "US-MD"}) {
    const Decision decision = decide(std::nullopt, in(code, true));
    CHECK_MESSAGE(verdict(decision, "ads") == "denied by gpc", code);
    CHECK(verdict(decision, "analytics") == "granted by policy-default");
    CHECK(verdict(decision.service("adcount")) == "denied by gpc");
  }
  CHECK(verdict(decide(std::nullopt, in("US-CA", true)), "health") == "denied by gpc");
  CHECK(verdict(decide(std::nullopt, in("US-UT", true)), "health") == "granted by policy-default");
}

TEST_CASE("decision: in opt-in rows GPC is the reason for what is off, and no bar to consent") {
  CHECK(verdict(decide(std::nullopt, in("FR", true)), "ads") == "denied by gpc");
  CHECK(verdict(decide(accepted(in("FR", true)), in("FR", true)), "ads") == "granted by choice");
}

TEST_CASE("decision: only a specific opt-in, given while GPC was on, beats it") {
  const auto adsAfter = [](bool gpcThen, const Wish& wish, Control control) {
    const Chosen step = chosen(config(), std::nullopt, in("US-CA", gpcThen), {wish}, by(control));
    return verdict(decide(step.state, in("US-CA", true)), "ads");
  };
  CHECK(adsAfter(true, purpose("ads", true), Control::Switch) == "granted by choice");
  CHECK(adsAfter(true, purpose("ads", true), Control::Ask) == "granted by choice");
  CHECK(adsAfter(true, purpose("ads", true), Control::Save) == "granted by choice");
  CHECK(adsAfter(true, all(true), Control::AcceptAll) == "denied by gpc");
  CHECK(adsAfter(false, purpose("ads", true), Control::Switch) == "denied by gpc");
}

TEST_CASE("decision: below the age of consent nothing optional runs, nothing asks, and nothing is kept") {
  Environment young = in("FR");
  young.ageBand = AgeBand::From13To15;
  const Decision decision = decide(std::nullopt, young);
  CHECK(grantedIds(decision) == std::vector<std::string>{"necessary"});
  CHECK(verdict(decision, "media") == "denied by age");
  CHECK(decision.prompt == Prompt::None);
  CHECK(verdict(decide(accepted(in("FR")), young), "media") == "denied by age");
  const Chosen tried = chosen(config(), std::nullopt, young, {all(true)}, by(Control::AcceptAll));
  CHECK(tried.state.choices.empty());
}

TEST_CASE("decision: a site for children takes an unknown age as the youngest") {
  const Config childrens =
      config(configTextWith(R"("signals": [)", R"("audience": "children", "signals": [)"));
  CHECK(verdict(evaluate(childrens, std::nullopt, in("FR")), "media") == "denied by age");
  Environment adult = in("FR");
  adult.ageBand = AgeBand::Adult;
  CHECK(verdict(evaluate(childrens, std::nullopt, adult), "media") == "denied by policy-default");
}

TEST_CASE("decision: teenagers in California opt in to sale; in Colorado there is none") {
  Environment teen = in("US-CA");
  teen.ageBand = AgeBand::From13To15;
  CHECK(verdict(decide(std::nullopt, teen), "ads") == "denied by policy-default");
  CHECK(verdict(decide(accepted(teen), teen), "ads") == "granted by choice");
  teen.jurisdiction = "US-CO";
  CHECK(verdict(decide(std::nullopt, teen), "ads") == "denied by age");
  CHECK(verdict(decide(accepted(in("US-CO")), teen), "ads") == "denied by age");
}

TEST_CASE("decision: a service needs all of its purposes and its own leave") {
  const State state = chosen(config(), std::nullopt, in("FR"),
                             {purpose("analytics", true), purpose("ads", false)}, by(Control::Save))
                          .state;
  const Decision decision = decide(state, in("FR"));
  CHECK(verdict(decision.service("plaincount")) == "granted by choice");
  CHECK(verdict(decision.service("adcount")) == "denied by choice");
  CHECK(verdict(decision.service("basket")) == "granted by required");
  CHECK(verdict(decision.service("films")) == "denied by policy-default");
  const State refused =
      chosen(config(), state, in("FR"), {service("plaincount", false)}, by(Control::Switch)).state;
  CHECK(verdict(decide(refused, in("FR")).service("plaincount")) == "denied by choice");
  CHECK(verdict(decide(refused, in("FR")), "analytics") == "granted by choice");
}

TEST_CASE("decision: a signal refused by itself is denied under a granted purpose") {
  const State state =
      chosen(config(), accepted(in("FR")), in("FR"), {signal("viewed", false)}, by(Control::Switch)).state;
  const Decision decision = decide(state, in("FR"));
  CHECK(verdict(decision.signal("viewed")) == "denied by choice");
  CHECK(verdict(decision.signal("bought")) == "granted by choice");
}

TEST_CASE("decision: after a refusal nobody asks until the row's rest is over") {
  const State state = rejected(in("FR"));
  CHECK(decide(state, in("FR", false, "2027-05-22T09:59:59Z")).prompt == Prompt::None);
  CHECK(decide(state, in("FR", false, "2027-05-22T10:00:00Z")).prompt == Prompt::Ask);
  CHECK(decide(state, in("US-CA", false, "2027-11-30T10:00:00Z")).prompt == Prompt::None);
}

TEST_CASE("decision: it stays the same until validUntil and changes then") {
  for (const std::string& code : kCodes)
    for (const State& state : {accepted(in(code)), rejected(in(code))}) {
      const Decision decision = decide(state, in(code));
      const auto outcome = [&](Time now) {
        Environment environment = in(code);
        environment.now = now;
        const Decision later = decide(state, environment);
        return std::pair(later.purposes, later.prompt);
      };
      const Time end = decision.validUntil;
      CHECK(end > decision.at);
      CHECK(outcome({end.seconds - 1}) == std::pair(decision.purposes, decision.prompt));
    }
  const State state = accepted(in("FR"));
  CHECK(decide(state, in("FR")).validUntil == time("2027-05-22T10:00:00Z"));
}

TEST_CASE("decision: what is denied is held and cleared, what is granted is released") {
  const Json actions = toJson(config(), decide(rejected(in("FR")), in("FR")))["actions"];
  CHECK(json::dump(actions["release"]) == R"(["basket"])");
  CHECK(json::dump(actions["hold"]) == R"(["plaincount","adcount","films"])");
  CHECK(json::dump(actions["clear"]) == R"([{"service":"plaincount","cookies":["_pc"],"storage":["pc"]}])");
}

TEST_CASE("decision: consent mode follows services where they name a type, else the class of purpose") {
  const auto valueOf = [](const Decision& decision, const char* type) {
    return toJson(config(), decision)["actions"]["consentMode"].at(type) == "granted";
  };
  const Decision some =
      decide(chosen(config(), std::nullopt, in("FR"), {purpose("analytics", true), purpose("history", true)},
                    by(Control::Save))
                 .state,
             in("FR"));
  CHECK(valueOf(some, "analytics_storage"));
  CHECK(valueOf(some, "personalization_storage"));
  CHECK(valueOf(some, "security_storage"));
  CHECK_FALSE(valueOf(some, "ad_storage"));
  CHECK_FALSE(valueOf(some, "functionality_storage"));
  const State without =
      chosen(config(), accepted(in("FR")), in("FR"), {service("plaincount", false)}, by(Control::Switch))
          .state;
  CHECK_FALSE(valueOf(decide(without, in("FR")), "analytics_storage"));
  CHECK(valueOf(decide(without, in("FR")), "ad_personalization"));
}

TEST_CASE("decision: an unreadable state closes everything in every row, and asks") {
  for (const std::string& code : kCodes) {
    const Config shop = config();
    const Decision decision =
        failClosed(shop, meaningHash(shop), in(code), {ErrorCode::BadState, "bad", "byte 3"});
    CHECK(grantedIds(decision) == std::vector<std::string>{"necessary"});
    CHECK(decision.prompt == Prompt::Ask);
    CHECK(toJson(shop, decision)["stateError"]["code"] == "bad-state");
  }
}

namespace {

/// What each kind of exempt service declares.
const std::string kMeasures =
    R"("exempt": {"kind": "audience-measurement", "solePurpose": true, "ownStatistics": true, "aggregate": true, "notShared": true, "informed": true, "objection": true})";
const std::string kAppears =
    R"("exempt": {"kind": "appearance", "solePurpose": true, "byPreference": true, "notShared": true, "informed": true, "objection": true})";

/// A shop with one exempt service for analytics and one for appearance, and `more` services.
Config exemptShop(const std::string& more = "", const std::string& signals = "") {
  return config(R"({"schema": "say-so-config/1", "site": {"name": "Shop", "controller": {"name": "Shop Ltd"}},
    "purposes": [{"id": "necessary", "required": true}, {"id": "analytics", "class": "analytics"},
                 {"id": "themes", "class": "functional"}],
    "services": [
      {"id": "count", "name": "Count", "purposes": ["analytics"], "cookies": [{"name": "c", "lifetime": "P13M"}], )" +
                kMeasures + R"(},
      {"id": "theme", "name": "Theme", "purposes": ["themes"], )" +
                kAppears + "}" + more + R"(],
    "signals": [)" +
                signals + "]}");
}

}  // namespace

TEST_CASE("decision: what is declared exempt runs by default in the rows that know such a case, no other") {
  const Config shop = exemptShop();
  const auto at = [&](std::string code, std::string_view purpose) {
    return verdict(evaluate(shop, std::nullopt, in(code)), purpose);
  };
  for (std::string code : {"FR", "IT", "GB"}) CHECK(at(code, "analytics") == "granted by policy-default");
  CHECK(at("GB", "themes") == "granted by policy-default");
  for (std::string code : {"FR", "IT"}) CHECK(at(code, "themes") == "denied by policy-default");
  for (std::string code : {"DE", "ES", "IE", "AT", "CA-QC", "BR", "IN", "JP", ""})
    for (std::string purpose : {"analytics", "themes"})
      CHECK(at(code, purpose) == "denied by policy-default");
}

TEST_CASE("decision: what is exempt is told of, ends with an objection, and is nothing to a minor") {
  const Config shop = exemptShop();
  CHECK(evaluate(shop, std::nullopt, in("GB")).prompt == Prompt::Notice);
  CHECK(evaluate(shop, std::nullopt, in("FR")).prompt == Prompt::Ask);  // themes ask
  const State objected =
      chosen(shop, std::nullopt, in("GB"), {purpose("analytics", false)}, by(Control::Switch)).state;
  const Decision after = evaluate(shop, objected, in("GB"));
  CHECK(verdict(after, "analytics") == "denied by choice");
  CHECK(verdict(after.service("count")) == "denied by choice");
  CHECK(verdict(after, "themes") == "granted by policy-default");
  CHECK(after.prompt == Prompt::None);
  Environment young = in("GB");
  young.ageBand = AgeBand::Under13;
  CHECK(verdict(evaluate(shop, std::nullopt, young), "analytics") == "denied by age");
}

TEST_CASE("decision: one service that is not exempt, or a signal, and its purpose asks") {
  const auto at = [](const Config& shop) {
    return verdict(evaluate(shop, std::nullopt, in("GB")), "analytics");
  };
  CHECK(at(exemptShop(R"(, {"id": "other", "name": "O", "purposes": ["analytics"]})")) ==
        "denied by policy-default");
  CHECK(at(exemptShop("", R"({"id": "seen", "purpose": "analytics", "provenance": "observed"})")) ==
        "denied by policy-default");
  CHECK(at(exemptShop(R"(, {"id": "other", "name": "O", "purposes": ["necessary"]})")) ==
        "granted by policy-default");
}

TEST_CASE("decision: an exemption is declared point by point, or refused") {
  const auto faultOf = [](std::string_view from, std::string_view to) {
    std::string text = json::dump(toJson(exemptShop()));
    const auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    const auto errors = readConfigText(text.replace(place, from.size(), to)).errors;
    REQUIRE_FALSE(errors.empty());
    return std::string(toText(errors[0].code)) + " " + errors[0].at;
  };
  for (std::string point :
       {"solePurpose", "ownStatistics", "aggregate", "notShared", "informed", "objection"}) {
    const std::string key = "\"" + point + "\":";
    CHECK(faultOf(key + "true", key + "false") == "bad-value /services/0/exempt/" + point);
    CHECK(faultOf(key + "true", "\"x" + point + "\":true") == "missing-key /services/0/exempt");
  }
  CHECK(faultOf("\"byPreference\":true", "\"byPreference\":false") ==
        "bad-value /services/1/exempt/byPreference");
  CHECK(faultOf(R"("purposes":["analytics"])", R"("purposes":["themes"])") == "bad-value /services/0/exempt");
  CHECK(faultOf(R"("purposes":["analytics"])", R"("purposes":["analytics","themes"])") ==
        "bad-value /services/0/exempt");
  CHECK(faultOf("P13M", "P14M") == "out-of-range /services/0/exempt");
  CHECK(faultOf(R"("class":"analytics")", R"("class":"analytics","retention":"P26M")") ==
        "out-of-range /services/0/exempt");
}

TEST_CASE("decision: somebody known to be a minor is asked for nothing that targets or profiles") {
  const Config narrow = config(R"({"schema": "say-so-config/1",
    "site": {"name": "Shop", "controller": {"name": "Shop Ltd"}},
    "purposes": [{"id": "history", "feeds": "model", "allowPolicyDefault": true},
                 {"id": "ads", "class": "marketing"}]})");
  for (const std::string& code : kCodes) {
    Environment teen = in(code);
    teen.ageBand = AgeBand::From16To17;
    const Decision decision = evaluate(narrow, std::nullopt, teen);
    CHECK(grantedIds(decision).empty());
    CHECK(decision.prompt == Prompt::None);
    CHECK(evaluate(narrow, std::nullopt, in(code)).prompt != Prompt::None);
  }
}
