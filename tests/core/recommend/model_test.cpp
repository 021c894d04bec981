#include "core/recommend/model.h"

#include <doctest/doctest.h>

#include <limits>

#include "core/recommend/numbers.h"
#include "tests/core/recommend/store.h"

namespace sayso::recommend {
namespace {

using testing::store;

/// A small EASE model with three items and two neighbours each.
Json ease() {
  const std::vector<std::uint16_t> index = {1, 2, 0, 2, 0, 1};
  const std::vector<std::uint8_t> value = {10, 20, 30, 0, 255, 1};
  const std::vector<float> scale = {0.5f, 0.25f, 1};
  return {{"schema", "say-so-model/1"}, {"kind", "ease"},           {"signals", {{"viewed", 1}}},
          {"items", {"a", "b", "c"}},   {"neighbours", 2},          {"index", encodeU16(index)},
          {"value", encodeU8(value)},   {"scale", encodeF32(scale)}};
}

Json popularity() {
  const std::vector<float> score = {1, 0.5f};
  return {{"schema", "say-so-model/1"},
          {"kind", "popularity"},
          {"items", {"a", "b"}},
          {"score", encodeF32(score)}};
}

template <class Change>
void checkRefused(Json model, ErrorCode code, std::string_view at, Change&& change) {
  change(model);
  auto read = readModel(json::dump(model));
  REQUIRE(!read);
  CHECK(toText(read.error().code) == toText(code));
  CHECK(read.error().at == at);
}

}  // namespace

TEST_CASE("model: EASE gives each history item's effect on each scored item") {
  auto model = readModel(json::dump(ease()));
  REQUIRE(model);
  const ItemItem& read = std::get<ItemItem>(model.value().parts[0].model);
  CHECK(read.effect(1, 0) == 5);  // item 0: 10 from item 1, scale 0.5
  CHECK(read.effect(2, 0) == 10);
  CHECK(read.effect(0, 1) == 7.5);
  CHECK(read.effect(2, 1) == 0);  // an empty place
  CHECK(read.effect(0, 2) == 255);
  CHECK(read.effect(0, 0) == 0);
  double sum = 0;
  read.eachEffect(0, [&](std::uint32_t item, double value) { sum += value * (item + 1); });
  CHECK(sum == 7.5 * 2 + 255 * 3);
}

TEST_CASE("model: a broken EASE file is refused with code and place") {
  using enum ErrorCode;
  checkRefused(ease(), UnknownSchema, "/schema", [](Json& m) { m["schema"] = "say-so-model/9"; });
  checkRefused(ease(), UnknownKind, "/kind", [](Json& m) { m["kind"] = "magic"; });
  checkRefused(ease(), MissingKey, "", [](Json& m) { m.erase("kind"); });
  checkRefused(ease(), UnknownKey, "/weights", [](Json& m) { m["weights"] = 1; });
  checkRefused(ease(), MissingKey, "", [](Json& m) { m.erase("signals"); });
  checkRefused(ease(), BadValue, "/signals", [](Json& m) { m["signals"] = Json::object(); });
  checkRefused(ease(), OutOfRange, "/signals/viewed", [](Json& m) { m["signals"]["viewed"] = 0; });
  checkRefused(ease(), DuplicateId, "/items/1", [](Json& m) { m["items"][1] = "a"; });
  checkRefused(ease(), BadId, "/items/1", [](Json& m) { m["items"][1] = ""; });
  checkRefused(ease(), WrongType, "/items/2", [](Json& m) { m["items"][2] = 3; });
  checkRefused(ease(), OutOfRange, "/neighbours", [](Json& m) { m["neighbours"] = 0; });
  checkRefused(ease(), OutOfRange, "/neighbours", [](Json& m) { m["neighbours"] = 1000000000; });
  checkRefused(ease(), BadModel, "/index", [](Json& m) { m["neighbours"] = 1000; });
  checkRefused(ease(), BadModel, "/index", [](Json& m) { m["index"] = "AQAC"; });
  checkRefused(ease(), BadBase64, "/value", [](Json& m) { m["value"] = "!!!!!!!!"; });
  checkRefused(ease(), BadModel, "/scale", [](Json& m) { m["scale"] = ""; });
}

TEST_CASE("model: numbers that cannot be are refused") {
  using enum ErrorCode;
  const auto index = [](std::vector<std::uint16_t> numbers) {
    return [numbers](Json& m) { m["index"] = encodeU16(numbers); };
  };
  const auto scale = [](std::vector<float> numbers) {
    return [numbers](Json& m) { m["scale"] = encodeF32(numbers); };
  };
  checkRefused(ease(), OutOfRange, "/index", index({1, 3, 0, 2, 0, 1}));  // no item 3
  checkRefused(ease(), BadModel, "/index", index({0, 2, 0, 2, 0, 1}));    // item 0 speaks for itself
  checkRefused(ease(), BadModel, "/index", index({1, 1, 0, 2, 0, 1}));    // item 1 speaks twice
  checkRefused(ease(), BadNumber, "/scale", scale({1, std::numeric_limits<float>::infinity(), 1}));
  checkRefused(ease(), BadNumber, "/scale", scale({1, 1, std::numeric_limits<float>::quiet_NaN()}));
  checkRefused(ease(), OutOfRange, "/scale", scale({1, -1, 1}));
}

TEST_CASE("model: no cut of a file is read as a model") {
  const std::string whole = json::dump(store()["model"]);
  REQUIRE(readModel(whole));
  for (std::size_t length = 0; length < whole.size(); ++length) CHECK(!readModel(whole.substr(0, length)));
}

TEST_CASE("model: a broken popularity file is refused") {
  using enum ErrorCode;
  REQUIRE(readModel(json::dump(popularity())));
  checkRefused(popularity(), BadModel, "/score", [](Json& m) { m["items"].push_back("c"); });
  checkRefused(popularity(), MissingKey, "", [](Json& m) { m.erase("items"); });
  checkRefused(popularity(), MissingKey, "", [](Json& m) { m.erase("score"); });
}

TEST_CASE("model: a broken blend is refused at the part at fault") {
  using enum ErrorCode;
  const Json& blend = store()["model"];
  checkRefused(blend, DuplicateId, "/parts/1/id", [](Json& m) { m["parts"][1]["id"] = "popularity"; });
  checkRefused(blend, UnknownKind, "/parts/3/model/kind",
               [](Json& m) { m["parts"][3]["model"]["kind"] = "blend"; });
  checkRefused(blend, BadValue, "/parts/1/model/match/0/field",
               [](Json& m) { m["parts"][1]["model"]["match"][0]["field"] = "size"; });
  checkRefused(blend, DuplicateId, "/parts/1/model/match/1",
               [](Json& m) { m["parts"][1]["model"]["match"][1] = m["parts"][1]["model"]["match"][0]; });
  checkRefused(blend, OutOfRange, "/parts/0/weight", [](Json& m) { m["parts"][0]["weight"] = 1e300; });
  checkRefused(blend, BadModel, "/parts/0/purpose", [](Json& m) { m["parts"][0]["purpose"] = "history"; });
  checkRefused(blend, MissingKey, "/parts/0", [](Json& m) { m["parts"][0].erase("model"); });
}

TEST_CASE("model: a part must read its signals for the purpose that the config gives them") {
  const auto rankError = [](auto&& change) {
    Json files = store();
    change(files["model"]);
    Engine engine = testing::loaded(files);
    const auto slate = engine.rank(testing::request(nullptr, nullptr, nullptr));
    REQUIRE(!slate);
    return std::string(toText(slate.error().code)) + " " + slate.error().at;
  };
  CHECK(rankError([](Json& m) { m["parts"][3]["purpose"] = "analytics"; }) ==
        "unknown-purpose /parts/3/model/signals/bought");
  CHECK(rankError([](Json& m) {
          m["parts"][3]["model"]["signals"] = {{"heard", 1}};
        }) == "unknown-signal /parts/3/model/signals/heard");
  CHECK(rankError([](Json& m) { m["parts"][1]["model"]["match"][2]["signal"] = "interest.size"; }) ==
        "unknown-signal /parts/1/model/match/2/signal");
}

}  // namespace sayso::recommend
