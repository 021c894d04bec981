#include <doctest/doctest.h>

#include "tests/core/recommend/store.h"

namespace sayso::recommend {
namespace {

using namespace testing;

const Files kFiles{"sha256:a", "sha256:b", "sha256:c"};

/// A visitor who allows `history` and denies what she states, with data of both.
Json visitor() {
  return request(stateWith({choice("purpose", "history", true), choice("purpose", "stated", false)}),
                 profileOf({attribute("interest.category", {"Kitchen"})}),
                 signalsOf({entry("viewed", "cup"), entry("viewed", "cup", "2026-11-19T12:00:00Z"),
                            entry("viewed", "bowl", "2026-10-01T12:00:00Z")}));
}

std::string firstItem(Engine& engine) {
  return engine.rank(visitor()).value()["items"][0]["item"].get<std::string>();
}

std::string errorOf(const Result<Json>& result) {
  return result ? "" : std::string(toText(result.error().code)) + " " + result.error().at;
}

}  // namespace

TEST_CASE("replay: a rationale is made again, to the byte, from what was used") {
  Engine engine = loaded(store());
  const Json shown = engine.rank(visitor()).value()["items"];
  for (const Json& rationale : shown) {
    const auto file = engine.makeReplay(visitor(), rationale["item"].get<std::string>(), kFiles);
    REQUIRE(file);
    CHECK(json::dump(file.value()["rationale"]) == json::dump(rationale));
    Engine other = loaded(store());
    const auto again = other.replay(json::parse(json::dump(file.value())).value(), kFiles);
    REQUIRE(again);
    CHECK(json::dump(again.value()["rationale"]) == json::dump(rationale));
  }
}

TEST_CASE("replay: what was denied, or came before the choice, does not leave in the file") {
  Engine engine = loaded(store());
  const auto file = engine.makeReplay(visitor(), firstItem(engine), kFiles);
  REQUIRE(file);
  const Json& request = file.value()["request"];
  CHECK(request["profile"]["attributes"] == Json::array());
  CHECK(request["signals"]["entries"] == Json::array({entry("viewed", "cup")}));
  CHECK(file.value()["files"]["model"] == "sha256:c");
}

TEST_CASE("replay: without personalization nothing of the visitor is in the file") {
  Engine engine = loaded(store());
  Json plain = visitor();
  plain["controls"]["personalized"] = false;
  const std::string item = engine.rank(plain).value()["items"][0]["item"].get<std::string>();
  const auto file = engine.makeReplay(plain, item, kFiles);
  REQUIRE(file);
  CHECK(file.value()["request"]["signals"]["entries"] == Json::array());
  CHECK(engine.replay(file.value(), kFiles));
}

TEST_CASE("replay: another file, another rationale or no item is told with its place") {
  Engine engine = loaded(store());
  const Json file = engine.makeReplay(visitor(), firstItem(engine), kFiles).value();
  CHECK(errorOf(engine.replay(file, {"sha256:a", "sha256:b", "sha256:x"})) == "replay-differs /files/model");
  CHECK(errorOf(engine.replay(file, {"", "", ""})) == "");
  Json changed = file;
  changed["rationale"]["score"] = 12;
  CHECK(errorOf(engine.replay(changed, kFiles)) == "replay-differs /rationale");
  changed = file;
  changed["request"]["signals"]["entries"][0]["of"] = "bowl";
  CHECK(errorOf(engine.replay(changed, kFiles)) == "replay-differs /rationale");
  changed = file;
  changed["request"]["limit"] = 0;
  CHECK(errorOf(engine.replay(changed, kFiles)) == "out-of-range /request/limit");
  changed = file;
  changed.erase("request");
  CHECK(errorOf(engine.replay(changed, kFiles)) == "missing-key /request");
  CHECK(errorOf(engine.replay(Json::object(), kFiles)) == "missing-key ");
  CHECK(errorOf(engine.makeReplay(visitor(), "nothing", kFiles)) == "unknown-item ");
}

}  // namespace sayso::recommend
