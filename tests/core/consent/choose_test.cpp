#include "core/consent/choose.h"

#include <map>

#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

Error refusalOf(const std::vector<Wish>& wishes) {
  const auto result =
      choose(config(), meaningHash(config()), std::nullopt, in("FR"), wishes, by(Control::Save));
  REQUIRE_FALSE(result);
  return {result.error().code, "", result.error().at};
}

}  // namespace

TEST_CASE("choose: what the config lacks, and what is required, is refused as a whole") {
  CHECK(refusalOf({purpose("ads", true), purpose("adz", true)}) ==
        Error{ErrorCode::UnknownPurpose, "", "/choices/1/purpose"});
  CHECK(refusalOf({service("nobody", false)}) == Error{ErrorCode::UnknownService, "", "/choices/0/service"});
  CHECK(refusalOf({signal("nothing", false)}) == Error{ErrorCode::UnknownSignal, "", "/choices/0/signal"});
  CHECK(refusalOf({purpose("necessary", false)}) ==
        Error{ErrorCode::RequiredPurpose, "", "/choices/0/purpose"});
  CHECK(refusalOf({all(true), purpose("ads", false)}).code == ErrorCode::DuplicateId);
}

TEST_CASE("choose: all means every purpose that is not required") {
  const State state = accepted(in("FR"));
  CHECK(state.choices.size() == 5);
  CHECK_FALSE(state.find(Target::Purpose, "necessary"));
}

TEST_CASE("choose: the latest choice about a thing replaces the one before") {
  const State state = chosen(config(), accepted(in("FR")), in("FR", false, "2026-11-23T00:00:00Z"),
                             {purpose("ads", false)}, by(Control::Switch))
                          .state;
  CHECK(state.choices.size() == 5);
  CHECK_FALSE(state.find(Target::Purpose, "ads")->granted);
  CHECK(state.lastSeen == time("2026-11-23T00:00:00Z"));
}

TEST_CASE("choose: the state it gives is the one its cookie holds") {
  const Chosen step =
      chosen(config(), accepted(in("FR")), in("FR"), {purpose("ads", false)}, by(Control::Switch));
  const State stored = decodeState(encodeState(step.state)).value();
  CHECK(evaluate(config(), stored, in("FR")).purposes == step.decision.purposes);
}

TEST_CASE("choose: random choices never leave a refused purpose granted") {
  const Config shop = config();
  std::uint32_t seed = 7;
  const auto draw = [&](std::uint32_t below) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
  };
  const std::vector<std::string> ids = {"history", "analytics", "ads", "media", "health"};
  const std::vector<std::string> codes = {"FR", "US-CA", "CH", "JP"};
  for (int round = 0; round < 200; ++round) {
    std::optional<State> state;
    std::map<std::string, bool> latest;
    std::int64_t now = time(kNow).seconds;
    for (int step = 0; step < 6; ++step) {
      Environment environment = in(codes[draw(4)], draw(2) == 1);
      environment.now = {now += draw(100000)};
      const bool granted = draw(2) == 1;
      const std::string& id = ids[draw(5)];
      const Chosen next =
          chosen(shop, state, environment, {purpose(id, granted)}, by(static_cast<Control>(draw(6))));
      latest[id] = granted;
      state = next.state;
      for (const auto& [chosenId, wanted] : latest)
        if (!wanted) CHECK_FALSE(next.decision.purpose(chosenId)->granted);
    }
  }
}

TEST_CASE("choose: accepting again keeps the first yes, its day and its end, and is recorded") {
  const State first = accepted(in("FR"));
  const Environment later = in("FR", false, "2027-02-22T10:00:00Z");
  const Chosen again = chosen(config(), first, later, {all(true)}, by(Control::Save));
  CHECK(again.state.choices == first.choices);
  CHECK(again.decision.purpose("history")->since == time(kNow));
  CHECK(again.record["event"]["at"] == "2027-02-22T10:00:00Z");
  CHECK(again.record["event"]["control"] == "save");
  CHECK(again.record["event"]["type"] == "given");
  CHECK(again.record["purposes"][0]["expires"] == "2027-05-22");
}

TEST_CASE("choose: a signal's own yes, given again, keeps its day too") {
  const auto allow = [](const std::optional<State>& state, std::string_view now) {
    return chosen(config(), state, in("FR", false, now), {signal("viewed", true)}, by(Control::Switch)).state;
  };
  const State first = allow(std::nullopt, kNow);
  CHECK(allow(first, "2026-12-01T00:00:00Z").find(Target::Signal, "viewed")->at == time(kNow));
  const State off = chosen(config(), first, in("FR"), {signal("viewed", false)}, by(Control::Switch)).state;
  const Time then = time("2026-12-01T00:00:00Z");
  CHECK(allow(off, "2026-12-01T00:00:00Z").find(Target::Signal, "viewed")->at == then);
}

TEST_CASE("choose: a yes that now beats the browser's no is a new one") {
  const State before = accepted(in("FR", false));
  const Environment later = in("FR", true, "2026-12-01T00:00:00Z");
  const State after =
      chosen(config(), before, later, {purpose("ads", true), purpose("history", true)}, by(Control::Save))
          .state;
  CHECK(after.find(Target::Purpose, "ads")->at == later.now);
  CHECK(after.find(Target::Purpose, "history")->at == time(kNow));
  CHECK(verdict(evaluate(config(), after, in("US-CA", true, "2026-12-02T00:00:00Z")), "ads") ==
        "granted by choice");
}

TEST_CASE("choose: in California a yes to sale after a no takes two steps, elsewhere one") {
  const auto yes = [](const std::optional<State>& state, const Environment& here, std::string id, int steps) {
    How how = by(Control::Switch);
    how.steps = steps;
    return choose(config(), meaningHash(config()), state, here, {purpose(std::move(id), true)}, how);
  };
  const State no = rejected(in("US-CA"));
  for (const char* id : {"ads", "health"}) {
    const auto hasty = yes(no, in("US-CA"), id, 1);
    REQUIRE_FALSE(hasty);
    CHECK(hasty.error().code == ErrorCode::NeedsSecondStep);
    CHECK(hasty.error().at == "/how/steps");
    CHECK(verdict(yes(no, in("US-CA"), id, 2).value().decision, id) == "granted by choice");
    CHECK(yes(rejected(in("FR")), in("FR"), id, 1));
    CHECK(yes(rejected(in("US-CO")), in("US-CO"), id, 1));
  }
  CHECK(yes(no, in("US-CA"), "analytics", 1));
  CHECK(yes(std::nullopt, in("US-CA"), "ads", 1));
  CHECK_FALSE(yes(std::nullopt, in("US-CA", true), "ads", 1));
}

TEST_CASE(
    "choose: in California accepting all after a no leaves sale off, and the log does not call it given") {
  const Chosen after =
      chosen(config(), rejected(in("US-CA")), in("US-CA"), {all(true)}, by(Control::AcceptAll));
  CHECK(verdict(after.decision, "ads") == "denied by choice");
  CHECK(verdict(after.decision, "health") == "denied by choice");
  CHECK(verdict(after.decision, "analytics") == "granted by choice");
  for (const Json& entry : after.record["purposes"]) CHECK(entry["id"] != "ads");
  CHECK(verdict(chosen(config(), std::nullopt, in("US-CA"), {all(true)}, by(Control::AcceptAll)).decision,
                "ads") == "granted by choice");
}

TEST_CASE("choose: at any time, a grant counts from the first yes of those that held without a break") {
  // A plain way to reckon it, held against random histories: France, where a grant lives six months.
  struct Run {
    std::string meaning;
    Time first, end;
  };
  const Config shops[] = {config(), config(configTextWith("Shop Ltd", "Shop Inc"))};
  std::uint32_t seed = 11;
  const auto draw = [&](std::uint32_t below) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
  };
  const std::vector<std::string> ids = {"history", "analytics", "ads", "media", "health"};
  int kept = 0, anew = 0;
  for (int round = 0; round < 300; ++round) {
    std::optional<State> state;
    std::map<std::string, Run> runs;
    Time now = time(kNow);
    for (int step = 0; step < 8; ++step) {
      now.seconds += draw(100) * 86400;
      const Config& shop = shops[draw(8) == 0];
      Environment here = in("FR");
      here.now = now;
      const bool granted = draw(4) > 0;
      const std::string chosenId = draw(3) ? ids[draw(5)] : "";
      const std::string meaning = meaningHash(shop);
      const Chosen next =
          chosen(shop, state, here, {purpose(chosenId, granted)}, by(static_cast<Control>(draw(6))));
      state = next.state;
      for (const std::string& id : ids) {
        const auto run = runs.find(id);
        if (run != runs.end() && run->second.meaning != meaning) runs.erase(run);
        if (!chosenId.empty() && chosenId != id) continue;
        const auto held = runs.find(id);
        const bool holds = held != runs.end() && now < held->second.end;
        if (!granted)
          runs.erase(id);
        else if (!holds)
          runs[id] = Run{meaning, now, add(now, {6, 0})}, ++anew;
        else
          ++kept;
      }
      for (const auto& [id, run] : runs) {
        const PurposeDecision& outcome = *next.decision.purpose(id);
        CHECK(outcome.granted == (now < run.end));
        CHECK(outcome.since == run.first);
        CHECK(outcome.until == run.end);
      }
    }
  }
  CHECK(kept > 300);
  CHECK(anew > 300);
}
