#include "core/recommend/profile_engine.h"

#include <doctest/doctest.h>

#include "tests/core/cases.h"
#include "tests/core/recommend/random_visitors.h"

namespace sayso::recommend {
namespace {

using namespace testing;

constexpr int kDefaultCases = 2000;

Json listOf(std::initializer_list<Json> list) { return Json(Json::array_t(list)); }

/// The questions about what items share, with a proposal after so many.
Json questions(int after) {
  return {{"questions", listOf({{{"signal", "interest.category"},
                                 {"kind", "multiple"},
                                 {"from", "category"},
                                 {"proposeAfter", after}},
                                {{"signal", "interest.colour"}, {"kind", "ranked"}, {"from", "tag:colour"}},
                                {{"signal", "interest.price"}, {"kind", "range"}, {"from", "price"}}})}};
}

ProfileEngine shop(int after = 3) {
  Json config = store()["config"];
  config["profile"] = questions(after);
  ProfileEngine engine;
  REQUIRE(engine.loadConfig(json::dump(config)));
  REQUIRE(engine.loadCatalog(json::dump(store()["catalog"])));
  return engine;
}

const Json kBothOn =
    stateWith(listOf({choice("purpose", "history", true), choice("purpose", "stated", true)}));
const Json kHistoryOnly = stateWith(listOf({choice("purpose", "history", true)}));
const Json kStatedOnly = stateWith(listOf({choice("purpose", "stated", true)}));

/// Views of three things for the kitchen, one that is sensitive, and one other.
const Json kKitchen = signalsOf(
    listOf({entry("viewed", "cup", "2026-11-18T12:00:00Z"), entry("viewed", "pot"), entry("bought", "cup"),
            entry("viewed", "tray"), entry("viewed", "balm"), entry("viewed", "fork")}));

Json look(const ProfileEngine& engine, const Json& state, const Json& signals, const Json& profile = nullptr,
          const std::string& proposed = "{}") {
  const auto seen = engine.look(json::dump(request(state, profile, signals)), proposed);
  INFO((seen ? "" : seen.error().message + seen.error().at));
  REQUIRE(seen);
  return seen.value();
}

std::string import(const ProfileEngine& engine, const Json& state, const Json& file) {
  const auto read =
      engine.readImport(json::dump(request(state, nullptr, nullptr)), json::dump(profileOf(file)));
  if (!read) return std::string(toText(read.error().code)) + " " + read.error().at;
  return json::dump(read.value());
}

}  // namespace

TEST_CASE("profile: what was looked at often is guessed, with the items it comes from") {
  const Json seen = look(shop(), kBothOn, kKitchen);
  CHECK(
      json::dump(seen["guesses"]) ==
      R"([{"from":"category","value":"Kitchen","items":["pot","tray","cup"],"titles":["Tea pot","Tray","Cup"],)"
      R"("first":"2026-11-18T12:00:00Z","last":"2026-11-20T12:00:00Z"}])");
}

TEST_CASE("profile: an answer is proposed once enough of it were seen, and not before") {
  CHECK(json::dump(look(shop(3), kBothOn, kKitchen)["proposal"]) ==
        R"({"signal":"interest.category","value":"Kitchen","count":3})");
  CHECK_FALSE(look(shop(4), kBothOn, kKitchen).contains("proposal"));
}

TEST_CASE("profile: nothing is proposed without consent for what it comes from and for what it adds to") {
  CHECK_FALSE(look(shop(), kHistoryOnly, kKitchen).contains("proposal"));
  CHECK_FALSE(look(shop(), kStatedOnly, kKitchen).contains("proposal"));
  CHECK_FALSE(look(shop(), nullptr, kKitchen).contains("proposal"));
  CHECK(look(shop(), nullptr, kKitchen)["guesses"].empty());
}

TEST_CASE("profile: what was refused, said, or comes in a quiet visit is not proposed") {
  const auto refused = R"({"refused":[{"signal":"interest.category","value":"Kitchen"}]})";
  CHECK_FALSE(look(shop(), kBothOn, kKitchen, nullptr, refused).contains("proposal"));
  CHECK_FALSE(look(shop(), kBothOn, kKitchen, nullptr, R"({"silent":true})").contains("proposal"));
  const Json said = profileOf(listOf({attribute("interest.category", {"Kitchen"})}));
  CHECK_FALSE(look(shop(), kBothOn, kKitchen, said).contains("proposal"));
  const Json other = profileOf(listOf({attribute("interest.category", {"Garden"})}));
  CHECK(look(shop(), kBothOn, kKitchen, other).contains("proposal"));
}

TEST_CASE("profile: what is sensitive is neither guessed nor proposed") {
  Json items = Json::array();
  for (int number = 0; number < 5; ++number)
    items.push_back({{"id", "h" + std::to_string(number)},
                     {"title", "Balm"},
                     {"url", "/h"},
                     {"category", "Health"},
                     {"price", 1},
                     {"sensitive", true}});
  ProfileEngine engine = shop();
  const Json catalog = {{"schema", "say-so-catalog/1"}, {"currency", "GBP"}, {"items", items}};
  REQUIRE(engine.loadCatalog(json::dump(catalog)));
  Json entries = Json::array();
  for (int number = 0; number < 5; ++number)
    entries.push_back(entry("viewed", ("h" + std::to_string(number)).c_str()));
  const Json seen = look(engine, kBothOn, signalsOf(entries));
  CHECK(seen["guesses"].empty());
  CHECK_FALSE(seen.contains("proposal"));
}

TEST_CASE("profile: an answer that the shop does not offer is refused with its place") {
  const ProfileEngine engine = shop();
  CHECK(engine.check(R"({"signal":"interest.colour","value":["red","blue"]})"));
  const auto at = [&](const char* answer) { return engine.check(answer).error().at; };
  CHECK(at(R"({"signal":"interest.colour","value":["red","mauve"]})") == "/value/1");
  CHECK(at(R"({"signal":"interest.category","value":["Health"]})") == "/value/0");
  CHECK(at(R"({"signal":"viewed","value":["cup"]})") == "/signal");
  CHECK(at(R"({"signal":"interest.price","value":{"min":1,"max":2},"why":1})") == "/why");
  CHECK_FALSE(engine.check("[]"));
}

TEST_CASE("profile: an import is read as answers given now, and says what stays out") {
  const ProfileEngine engine = shop();
  Json old = attribute("interest.colour", {"red"});
  old["until"] = "2026-11-22T01:17:56Z";
  CHECK(import(engine, kBothOn, listOf({attribute("interest.category", {"Garden"}), old})) ==
        R"({"add":[{"signal":"interest.category","value":["Garden"]}],)"
        R"("left":[{"signal":"interest.colour","reason":"expired"}]})");
  old["pinned"] = true;
  CHECK(import(engine, kBothOn, listOf({old})) ==
        R"({"add":[{"signal":"interest.colour","value":["red"],"pinned":true}],"left":[]})");
}

TEST_CASE("profile: an import brings in nothing that may not be said") {
  const ProfileEngine engine = shop();
  const Json garden = listOf({attribute("interest.category", {"Garden"})});
  const char* const kLeft = R"({"add":[],"left":[{"signal":"interest.category","reason":"denied"}]})";
  Json young = request(kBothOn, nullptr, nullptr);
  young["environment"]["ageBand"] = "under-13";
  CHECK(json::dump(engine.readImport(json::dump(young), json::dump(profileOf(garden))).value()) == kLeft);
  const Json refused =
      stateWith(listOf({choice("purpose", "stated", true), choice("signal", "interest.category", false)}));
  CHECK(import(engine, refused, garden) == kLeft);
  CHECK(import(engine, Json("garbage"), garden) == kLeft);
}

TEST_CASE("profile: a faulty import is refused with its place, and nothing of it is taken") {
  const ProfileEngine engine = shop();
  const Json good = attribute("interest.category", {"Garden"});
  const auto fault = [&](const Json& bad) { return import(engine, kBothOn, listOf({good, bad})); };
  CHECK(fault(attribute("viewed", {"cup"})) == "unknown-signal /attributes/1/signal");
  CHECK(fault(attribute("interest.colour", {"mauve"})) == "bad-value /attributes/1/value/0");
  CHECK(fault(good) == "duplicate-id /attributes/1/signal");
  CHECK(fault(attribute("interest.colour", {"red"}, "2026-11-23T00:00:00Z")) ==
        "out-of-range /attributes/1/at");
  Json strange = attribute("interest.colour", {"red"});
  strange["secret"] = 1;
  CHECK(fault(strange) == "unknown-key /attributes/1/secret");
  const std::string asked = json::dump(request(kBothOn, nullptr, nullptr));
  CHECK(engine.readImport(asked, "{}").error().code == ErrorCode::MissingKey);
  CHECK(engine.readImport(asked, std::string(70'000, ' ')).error().code == ErrorCode::TooLarge);
}

TEST_CASE("profile: a config whose questions make no sense does not load") {
  Json config = store()["config"];
  config["profile"] = {{"questions", listOf({{{"signal", "interest.colour"}, {"kind", "single"}}})}};
  CHECK(ProfileEngine().loadConfig(json::dump(config)).error().at == "/profile/questions/0/from");
  CHECK(ProfileEngine().facets().error().code == ErrorCode::NotLoaded);
}

// The random visitors of noninterference_test.cpp, whose data of denied purposes are drawn anew.
TEST_CASE("noninterference: denied data change no guess and no proposal, granted data do") {
  const int cases = caseCount(kDefaultCases);
  int denied = 0, granted = 0, moved = 0, proposals = 0;
  for (int number = 0; number < cases; ++number) {
    const auto seed = static_cast<std::uint64_t>(number);
    CAPTURE(number);
    Visitor each(seed, "stated-match");
    Json config = consent::toJson(each.config);
    config["profile"] = questions(2);
    ProfileEngine engine;
    REQUIRE(engine.loadConfig(json::dump(config)));
    Draw draw(seed + 3'000'000);
    REQUIRE(engine.loadCatalog(json::dump(makeCatalog(draw, each.items))));
    const auto bytes = [&](const Data& data) {
      return json::dump(engine.look(json::dump(each.request(data)), "{}"));
    };
    const std::string honest = bytes(each.data);
    proposals += honest.find("proposal") != std::string::npos;
    const std::vector<std::string> closed = each.signals(false), open = each.signals(true);
    denied += !closed.empty();
    if (!closed.empty()) CHECK(honest == bytes(each.redrawn(closed, seed + 1'000'000)));
    if (open.empty()) continue;
    ++granted;
    moved += honest != bytes(each.redrawn(open, seed + 2'000'000));
  }
  CHECK(denied * 2 > cases);
  CHECK(moved * 10 > granted);
  CHECK(proposals * 20 > cases);
}

}  // namespace sayso::recommend
