#include "core/consent/choose.h"

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
