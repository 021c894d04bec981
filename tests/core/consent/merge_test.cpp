#include "core/consent/merge.h"

#include <algorithm>

#include "core/consent/engine.h"
#include "core/consent/record.h"
#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

State after(const std::optional<State>& state, std::string_view now, const std::vector<Wish>& wishes) {
  return chosen(config(), state, in("FR", false, now), wishes, by(Control::Switch)).state;
}

std::string verdictOf(const State& state, std::string_view purpose) {
  return verdict(evaluate(config(), state, in("FR", false, "2026-11-24T00:00:00Z")), purpose);
}

/// Records of one tab: each names the one before, the first `prevHash`.
Json chainOf(const std::vector<std::string>& times, std::vector<std::string> prevHash, bool granted) {
  Json records = Json::array();
  for (const std::string& at : times) {
    How how = by(Control::Switch);
    how.prevHash = prevHash;
    records.push_back(
        chosen(config(), std::nullopt, in("FR", false, at), {purpose("ads", granted)}, how).record);
    prevHash = {recordHash(records.back())};
  }
  return records;
}

}  // namespace

TEST_CASE("merge: the later choice about a thing counts, and in the same second the refusal") {
  const State past = after(std::nullopt, kNow,
                           {purpose("analytics", true), purpose("history", true), purpose("media", true)});
  const State early = after(past, "2026-11-23T08:00:00Z", {purpose("ads", false), purpose("media", false)});
  const State late = after(past, "2026-11-23T08:00:01Z", {purpose("ads", true), purpose("analytics", false)});
  const State merged = mergeStates(early, late);
  CHECK(verdictOf(merged, "ads") == "granted by choice");
  CHECK(verdictOf(merged, "media") == "denied by choice");
  CHECK(verdictOf(merged, "analytics") == "denied by choice");
  CHECK(verdictOf(merged, "history") == "granted by choice");
  const State yes = after(past, "2026-11-23T08:00:00Z", {purpose("ads", true)});
  CHECK(verdictOf(mergeStates(yes, early), "ads") == "denied by choice");
  CHECK(verdictOf(mergeStates(early, yes), "ads") == "denied by choice");
}

TEST_CASE("merge: a yes that only repeats an older one does not undo a refusal of the other tab") {
  const State past = accepted(in("FR"));
  const State early = after(past, "2026-11-23T08:00:00Z", {purpose("ads", false)});
  const State late = after(past, "2026-11-23T08:00:01Z", {all(true)});
  CHECK(verdictOf(mergeStates(early, late), "ads") == "denied by choice");
  CHECK(verdictOf(mergeStates(early, late), "media") == "granted by choice");
}

TEST_CASE("merge: a grant of the meaning that loses is dead, a refusal of it lives") {
  const State now = after(std::nullopt, "2026-11-23T08:00:00Z", {purpose("media", true)});
  State old =
      after(std::nullopt, "2026-11-23T07:00:00Z", {purpose("ads", true), purpose("analytics", false)});
  old.meaning = "sha256:" + std::string(64, 'c');
  const State merged = mergeStates(old, now);
  CHECK(merged.meaning == now.meaning);
  CHECK(verdictOf(merged, "media") == "granted by choice");
  CHECK(verdictOf(merged, "ads") == "denied by meaning-changed");
  CHECK(verdictOf(merged, "analytics") == "denied by choice");
}

TEST_CASE(
    "merge: what one state lost for want of room counts as refused beside an older grant of the other") {
  State full = rejected(in("FR", false, "2026-11-23T08:00:00Z"));
  full.choices.clear();
  full.rest = Rest{time("2026-11-23T08:00:00Z"), true, false, false};
  const State older = after(std::nullopt, "2026-11-23T08:00:00Z", {purpose("ads", true)});
  const State newer = after(std::nullopt, "2026-11-23T08:00:01Z", {purpose("ads", true)});
  CHECK(verdictOf(mergeStates(full, older), "ads") == "denied by choice");
  CHECK(verdictOf(mergeStates(newer, full), "ads") == "granted by choice");
}

TEST_CASE("merge: random forks give one state in either order, and refuse what the later choice refused") {
  std::uint32_t seed = 11;
  const auto draw = [&](std::uint32_t below) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
  };
  const std::vector<std::string> ids = {"history", "analytics", "ads", "media"};
  for (int round = 0; round < 300; ++round) {
    const State past = draw(2) ? accepted(in("FR")) : rejected(in("FR"));
    State sides[2] = {past, past};
    for (State& side : sides) {
      Environment environment = in("FR", draw(2) == 1);
      for (std::uint32_t step = draw(4); step > 0; --step) {
        environment.now = {time(kNow).seconds + draw(3)};
        side = chosen(config(), side, environment, {purpose(ids[draw(4)], draw(2) == 1)},
                      by(static_cast<Control>(draw(6))))
                   .state;
      }
    }
    const State merged = mergeStates(sides[0], sides[1]);
    CHECK(encodeState(merged) == encodeState(mergeStates(sides[1], sides[0])));
    CHECK(mergeStates(merged, sides[0]) == merged);
    CHECK(decodeState(encodeState(merged)).value().choices.size() == merged.choices.size());
    for (const std::string& id : ids) {
      const Choice* left = sides[0].find(Target::Purpose, id);
      const Choice* right = sides[1].find(Target::Purpose, id);
      const Choice& expected = left->at == right->at  ? (left->granted ? *right : *left)
                               : left->at > right->at ? *left
                                                      : *right;
      CHECK(merged.find(Target::Purpose, id)->granted == expected.granted);
    }
  }
}

TEST_CASE("merge: the texts of no state, one and two; a broken one is refused") {
  const std::string text = encodeState(accepted(in("FR")));
  CHECK(mergeStateTexts("", "").value()["stateText"] == "");
  CHECK(mergeStateTexts(text, "").value()["stateText"] == text);
  CHECK(mergeStateTexts("", text).value()["stateText"] == text);
  CHECK(mergeStateTexts(text, "1.x").error().code == ErrorCode::BadState);
}

TEST_CASE("merge: a forked ledger keeps every record once and two heads, whatever the order") {
  const Json past = chainOf({"2026-11-22T10:00:00Z"}, {}, false);
  const std::vector<std::string> head = {recordHash(past[0])};
  Json a = past, b = past;
  for (const Json& record : chainOf({"2026-11-22T10:00:02Z", "2026-11-22T10:00:04Z"}, head, true))
    a.push_back(record);
  for (const Json& record : chainOf({"2026-11-22T10:00:01Z", "2026-11-22T10:00:03Z"}, head, false))
    b.push_back(record);
  const Json merged = mergeLedgers(a, b);
  CHECK(merged == mergeLedgers(b, a));
  REQUIRE(merged["records"].size() == 5);
  for (std::size_t i = 1; i < 5; ++i)
    CHECK(merged["records"][i - 1]["event"]["at"] < merged["records"][i]["event"]["at"]);
  CHECK(merged["heads"].size() == 2);
  CHECK(verifyLedger(merged["records"], merged["heads"].get<std::vector<std::string>>()));
  How next = by(Control::Switch);
  next.prevHash = merged["heads"].get<std::vector<std::string>>();
  Json joined = merged["records"];
  joined.push_back(chosen(config(), std::nullopt, in("FR"), {purpose("ads", true)}, next).record);
  CHECK(verifyLedger(joined, {recordHash(joined[5])}));
}

TEST_CASE("merge: two tabs that both made the first record leave a ledger that holds") {
  const Json merged = mergeLedgers(chainOf({"2026-11-22T10:00:00Z", "2026-11-22T10:00:02Z"}, {}, true),
                                   chainOf({"2026-11-22T10:00:01Z"}, {}, false));
  CHECK(merged["heads"].size() == 2);
  CHECK(verifyLedger(merged["records"], merged["heads"].get<std::vector<std::string>>()));
}

TEST_CASE("merge: a clock that went back between two records does not tear the chain") {
  const Json records = chainOf({"2026-11-22T10:00:05Z", "2026-11-22T10:00:01Z"}, {}, true);
  Json reversed = Json::array({records[1], records[0]});
  CHECK(mergeLedgers(reversed, Json::array())["records"] == records);
  CHECK(
      mergeLedgers(Json(7), json::parse(R"([7, {"prevHash": 1, "event": []}])").value())["records"].size() ==
      2);
}

TEST_CASE("erase: what stays is the refusals, to the day, and nothing of how they were made") {
  const State state = after(accepted(in("FR")), "2026-11-23T08:00:00Z",
                            {purpose("ads", false), service("films", false), signal("viewed", false)});
  const State left = refusalsOf(state).value();
  CHECK(left.choices.size() == 3);
  for (const Choice& choice : left.choices) {
    Choice bare;
    bare.target = choice.target;
    bare.id = choice.id;
    bare.at = time("2026-11-23T00:00:00Z");
    CHECK(choice == bare);
  }
  CHECK(left.lastSeen == time("2026-11-23T00:00:00Z"));
  for (std::string code : {"FR", "US-CA", "CH", "JP"})
    CHECK_FALSE(evaluate(config(), left, in(code, false, "2026-11-24T00:00:00Z")).purpose("ads")->granted);
  CHECK_FALSE(refusalsOf(accepted(in("FR"))));
}

TEST_CASE("erase: of an unreadable state everything counts as refused") {
  Engine engine;
  REQUIRE(engine.load(kConfigText));
  constexpr const char* kCalifornia = R"({"now":"2026-11-22T10:00:00Z","jurisdiction":"US-CA"})";
  const auto erased = engine.erase("nonsense", kCalifornia);
  REQUIRE(erased);
  const auto decision = engine.evaluate(erased.value()["stateText"].get<std::string>(), kCalifornia);
  for (const Json& purpose : decision.value()["purposes"])
    CHECK(purpose["granted"] == (purpose["id"] == "necessary"));
  CHECK(engine.erase("", kCalifornia).value()["stateText"] == "");
}
