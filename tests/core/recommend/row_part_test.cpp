// Row models as parts of a blend: linear models over all items, trees over the best of the others.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "core/recommend/row_model.h"
#include "tests/core/recommend/store.h"

namespace sayso::recommend {
namespace {

using namespace testing;

Json linear() {
  return parsed(R"({"id":"line","weight":2,
    "sources":{"price":{"item":"price"},"often":{"item":"popularity"},"garden":{"item":"category","is":"Garden"},
      "views":{"signal":"viewed","count":"category"},"likes":{"signal":"interest.category","match":"category"},
      "budget":{"signal":"interest.price","match":"price"},"red":{"signal":"viewed","count":"tag:colour"}},
    "model":{"kind":"linear","features":["price","often","garden","views","likes","budget","red"],
      "coef":[-0.125,0.5,0.25,0.5,0.75,0.25,1],"intercept":1,
      "background_mean":[4,0.5,0.25,0.5,0.25,0.5,0.5]}})");
}

/// Trees of nine features whose file the tests of the models check against enumeration.
Json trees() {
  Json part = parsed(R"({"id":"trees","weight":0.5,"candidates":4,"sources":{
    "f0":{"item":"price"},"f1":{"item":"popularity"},"f2":{"signal":"viewed","count":"all"},
    "f3":{"signal":"viewed","count":"category"},"f4":{"signal":"interest.category","match":"category"},
    "f5":{"signal":"interest.price","match":"price"},"f6":{"signal":"interest.colour","is":"red"},
    "f7":{"item":"tag:colour","is":"red"},"f8":{"signal":"viewed","count":"category","is":"Kitchen"}}})");
  part["model"] = parsed(readFile("tests/conformance/explain/b06.model.json"));
  const auto model = RowModel::fromJson(part["model"]);
  REQUIRE(model);
  for (std::size_t extra = model.value().features().size(); extra < 9; ++extra)
    part["sources"].erase("f" + std::to_string(extra));
  return part;
}

Json storeWith(std::initializer_list<Json> parts) {
  Json files = store();
  Json all = Json::array({files["model"]["parts"][0]});
  for (const Json& part : parts) all.push_back(part);
  files["model"]["parts"] = std::move(all);
  return files;
}

Json ask() {
  Json asked =
      request(stateWith(Json::array({choice("purpose", "history", true), choice("purpose", "stated", true)})),
              profileOf(Json::array({attribute("interest.category", {"Kitchen"}),
                                     attribute("interest.price", {{"min", 1}, {"max", 8}}),
                                     attribute("interest.colour", {"red"})})),
              signalsOf(Json::array({entry("viewed", "cup"), entry("viewed", "seeds")})));
  asked["limit"] = 8;
  return asked;
}

Json slateOf(const Json& files, const Json& asked) {
  Engine engine = loaded(files);
  const auto slate = engine.rank(asked);
  REQUIRE(slate);
  return slate.value();
}

Json rationaleOf(const Json& slate, std::string_view item) {
  for (const Json& each : slate["items"])
    if (each["item"] == item) return each;
  return {};
}

double valueOf(const Json& rationale, std::string_view signal) {
  double sum = 0;
  for (const Json& each : rationale["contributions"])
    if (each["signal"] == signal) sum += each["value"].get<double>();
  return sum;
}

std::string refusal(const Json& files) {
  Engine engine;
  REQUIRE(engine.loadConfig(json::dump(files["config"])));
  REQUIRE(engine.loadCatalog(json::dump(files["catalog"])));
  const auto model = engine.loadModel(json::dump(files["model"]));
  const auto fit = model ? engine.rank(request(nullptr, nullptr, nullptr)) : Result<Json>(model.error());
  return fit ? "" : std::string(toText(fit.error().code)) + " " + fit.error().at;
}

/// The row of the tray, as the sources say: it costs 8, is in the kitchen, has no colour.
std::vector<double> rowOfTray(std::size_t features) {
  std::vector<double> row = {8, 0.25, 2, 1, 1, 1, 1, 0, 1};
  row.resize(features);
  return row;
}

}  // namespace

TEST_CASE("row part: a linear model adds by signal what its features add, the item's own are the base") {
  const Json tray = rationaleOf(slateOf(storeWith({linear()}), ask()), "tray");
  // price 8, popularity 0.25, not garden; one view in the kitchen, liked, in the budget, no colour in common
  CHECK(valueOf(tray, "viewed") == 2 * (0.5 * (1 - 0.5) + 1 * (0 - 0.5)));
  CHECK(valueOf(tray, "interest.category") == 2 * 0.75 * (1 - 0.25));
  CHECK(valueOf(tray, "interest.price") == 2 * 0.25 * (1 - 0.5));
  const double mean = 1 - 0.125 * 4 + 0.5 * 0.5 + 0.25 * 0.25 + 0.5 * 0.5 + 0.75 * 0.25 + 0.25 * 0.5 + 0.5;
  CHECK(tray["base"] == 0.125 + 2 * (mean - 0.125 * (8 - 4) + 0.5 * (0.25 - 0.5) + 0.25 * (0 - 0.25)));
  CHECK(tray["valueFunction"] == "interventional");
  CHECK(tray["contributions"][0]["of"] == "Kitchen");
  for (const Json& each : tray["contributions"])
    if (each["signal"] == "viewed") {
      CHECK(each["of"] == "cup");  // of what was viewed the one in the same category
      CHECK(each["count"] == 2);
      CHECK(!each.contains("sumOfParts"));  // of a linear model it is exact for the signal as a whole
    }
}

TEST_CASE("row part: the list is in the order of the scores that the reasons add up to") {
  for (const Json& files : {storeWith({linear()}), storeWith({trees()}), storeWith({linear(), trees()})}) {
    double last = std::numeric_limits<double>::infinity();
    const Json slate = slateOf(files, ask());
    for (const Json& each : slate["items"]) {
      double sum = each["base"].get<double>();
      for (const Json& contribution : each["contributions"]) sum += contribution["value"].get<double>();
      CHECK(sum == each["score"].get<double>());
      CHECK(each["score"].get<double>() <= last);
      last = each["score"].get<double>();
    }
  }
}

TEST_CASE("row part: trees judge the best by the other parts, and the list says how many") {
  const Json part = trees();
  const auto model = RowModel::fromJson(part["model"]).value();
  Json asked = ask();
  asked["limit"] = 2;
  const Json slate = slateOf(storeWith({part}), asked);
  CHECK(slate["judged"] == 4);
  CHECK(slate["candidates"] == 6);
  CHECK(slate["items"].size() == 2);
  for (const Json& each : slate["items"]) {  // of the four most popular that were not viewed
    const std::string id = each["item"].get<std::string>();
    CHECK((id == "fork" || id == "pot" || id == "balm" || id == "tray"));
    CHECK(each["valueFunction"] == "path-dependent");
  }
  asked["limit"] = 8;
  CHECK(slateOf(storeWith({part}), asked)["judged"] == 6);  // never fewer than are shown

  const Json tray = rationaleOf(slateOf(storeWith({part}), asked), "tray");
  const double margin = model.margin(rowOfTray(model.features().size()));
  CHECK(std::fabs(tray["score"].get<double>() - (0.125 + 0.5 * margin)) < 1e-12);
}

TEST_CASE("row part: several features of one signal in trees are a sum of parts, and say so") {
  bool isMarked = false;
  const Json slate = slateOf(storeWith({trees()}), ask());
  for (const Json& each : slate["items"])
    for (const Json& contribution : each["contributions"]) {
      if (contribution["signal"] == "viewed") isMarked = isMarked || contribution.contains("sumOfParts");
      if (contribution["signal"] == "interest.colour") CHECK(!contribution.contains("sumOfParts"));
    }
  CHECK(isMarked);
}

TEST_CASE("row part: a denied signal contributes nothing, as if its features had never been split on") {
  const Json part = trees();
  const auto model = RowModel::fromJson(part["model"]).value();
  Json asked = ask();
  asked["state"]["choices"][0]["granted"] = false;  // history
  const Json slate = slateOf(storeWith({part}), asked);
  std::vector<char> denied = {0, 0, 1, 1, 0, 0, 0, 0, 1};
  denied.resize(model.features().size());
  const auto why = model.without(denied).explain(rowOfTray(model.features().size()));
  const Json tray = rationaleOf(slate, "tray");
  CHECK(valueOf(tray, "viewed") == 0);
  CHECK(std::fabs(valueOf(tray, "interest.category") - 0.5 * why.contributions[4]) < 1e-15);
  CHECK(std::fabs(tray["score"].get<double>() - (0.125 + 0.5 * why.margin())) < 1e-12);
  // No data of it, and data of it that are denied, are the same.
  asked["signals"] = nullptr;
  CHECK(json::dump(slateOf(storeWith({part}), asked)) == json::dump(slate));
}

TEST_CASE("row part: a sensitive item gets nothing from any datum") {
  const Json slate = slateOf(storeWith({linear(), trees()}), ask());
  CHECK(rationaleOf(slate, "balm")["contributions"].empty());
}

TEST_CASE("row part: sources that do not fit the model, or the config, are refused with their place") {
  const auto with = [](auto&& change) {
    Json part = linear();
    change(part);
    return refusal(storeWith({part}));
  };
  CHECK(with([](Json&) {}) == "");
  CHECK(with([](Json& p) { p.erase("sources"); }) == "missing-key /parts/1");
  CHECK(with([](Json& p) { p["sources"].erase("red"); }) == "unknown-feature /parts/1/sources");
  CHECK(with([](Json& p) {
          p["sources"]["blue"] = {{"item", "price"}};
        }) == "unknown-feature /parts/1/sources/blue");
  CHECK(with([](Json& p) {
          p["sources"]["price"] = {{"item", "weight"}, {"is", "1"}};
        }) == "bad-value /parts/1/sources/price/item");
  CHECK(with([](Json& p) {
          p["sources"]["price"] = {{"item", "price"}, {"signal", "viewed"}};
        }) == "unknown-key /parts/1/sources/price/signal");
  CHECK(with([](Json& p) { p["sources"]["views"]["count"] = "price"; }) ==
        "bad-value /parts/1/sources/views/count");
  CHECK(with([](Json& p) { p["sources"]["views"]["signal"] = "mood"; }) ==
        "unknown-signal /parts/1/sources/views/signal");
  CHECK(with([](Json& p) { p["model"]["coef"].erase(0); }) == "bad-model /parts/1/model/features");
  CHECK(with([](Json& p) { p["candidates"] = 0; }) == "out-of-range /parts/1/candidates");
  CHECK(with([](Json& p) { p["purpose"] = "history"; }) == "unknown-purpose /parts/1/sources/likes/signal");
  Json files = storeWith({linear()});
  files["model"]["parts"].erase(0);
  CHECK(refusal(files) == "bad-model /parts/0/sources/often");
  Json several = trees();
  several["model"] = parsed(readFile("tests/conformance/explain/m14.model.json"));
  CHECK(refusal(storeWith({several})) == "bad-model /parts/1/model");
  Json broken = trees();
  broken["model"] = parsed(readFile("tests/conformance/explain/bad-cycle.model.json"));
  CHECK(refusal(storeWith({broken})).find(" /parts/1/model/learner") != std::string::npos);
}

}  // namespace sayso::recommend
