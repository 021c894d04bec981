#include "core/recommend/item_item.h"

#include <doctest/doctest.h>

#include <cmath>
#include <map>

#include "core/recommend/model.h"
#include "core/recommend/numbers.h"
#include "tests/core/recommend/store.h"

namespace sayso::recommend {
namespace {

const Json& cases() {
  static const Json kCases =
      testing::parsed(testing::readFile("tests/conformance/explain/item_cosine.vectors.json"));
  return kCases["item_cosine"];
}

/// The model of a case, from its baskets.
Json cosine(const Json& vector) {
  const auto items = vector["items"].get<std::size_t>();
  std::vector<float> bought(items, 0), together;
  std::map<std::pair<std::size_t, std::size_t>, float> counts;
  for (const Json& basket : vector["baskets"])
    for (const Json& a : basket) {
      bought[a.get<std::size_t>()] += 1;
      for (const Json& b : basket)
        if (a.get<std::size_t>() < b.get<std::size_t>())
          counts[{a.get<std::size_t>(), b.get<std::size_t>()}] += 1;
    }
  std::vector<std::uint16_t> first, second;
  for (const auto& [pair, count] : counts) {
    first.push_back(static_cast<std::uint16_t>(pair.first));
    second.push_back(static_cast<std::uint16_t>(pair.second));
    together.push_back(count);
  }
  Json ids = Json::array();
  for (std::size_t item = 0; item < items; ++item) ids.push_back("i" + std::to_string(item));
  return {{"schema", "say-so-model/1"},     {"kind", "cosine"},
          {"items", std::move(ids)},        {"signals", {{"bought", 1}}},
          {"shrink", vector["shrink"]},     {"neighbours", vector["neighbours_kept"]},
          {"pairs", first.size()},          {"bought", encodeF32(bought)},
          {"first", encodeU16(first)},      {"second", encodeU16(second)},
          {"together", encodeF32(together)}};
}

std::string refusal(const Json& model) {
  const auto read = readModel(json::dump(model));
  return read ? "" : std::string(toText(read.error().code)) + " " + read.error().at;
}

}  // namespace

TEST_CASE("cosine: the scores of the reference vectors, from counts of baskets") {
  int checked = 0;
  for (const Json& each : cases()) {
    const auto model = readModel(json::dump(cosine(each)));
    REQUIRE(model);
    const auto& items = std::get<ItemItem>(model.value().parts[0].model);
    for (const Json& user : each["users"])
      for (std::size_t item = 0; item < user["score"].size(); ++item) {
        if (user["score"][item].is_null()) continue;
        double sum = 0;
        for (const Json& history : user["history"])
          sum += items.effect(history.get<std::uint32_t>(), static_cast<std::uint32_t>(item));
        CHECK(std::fabs(sum - user["score"][item].get<double>()) < 1e-9);
        ++checked;
      }
  }
  CHECK(checked > 250);
}

TEST_CASE("cosine: counts that cannot be are refused with their place") {
  const Json good = cosine(cases()[2]);
  REQUIRE(refusal(good).empty());
  const auto with = [&](const char* key, Json value) {
    Json model = good;
    model[key] = std::move(value);
    return refusal(model);
  };
  const auto pairs = good["pairs"].get<std::size_t>();
  const auto allSame = [&](std::uint16_t item) { return encodeU16(std::vector<std::uint16_t>(pairs, item)); };
  CHECK(with("shrink", -1) == "out-of-range /shrink");
  CHECK(with("neighbours", 0) == "out-of-range /neighbours");
  CHECK(with("pairs", pairs + 1) == "bad-model /first");
  CHECK(with("pairs", 1e9) == "wrong-type /pairs");
  CHECK(with("pairs", 1'000'000'000) == "out-of-range /pairs");
  CHECK(with("second", allSame(60000)) == "bad-model /second");
  CHECK(with("first", allSame(14)) == "bad-model /second");
  CHECK(with("second", allSame(14)) == "bad-model /second");  // the second pair is the first again
  CHECK(with("together", encodeF32(std::vector<float>(pairs, 0))) == "bad-model /together");
  CHECK(with("together", encodeF32(std::vector<float>(pairs, 1e6f))) == "bad-model /together");
}

}  // namespace sayso::recommend
