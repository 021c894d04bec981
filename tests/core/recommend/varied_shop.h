#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/recommend/numbers.h"
#include "tests/core/recommend/store.h"

/// A shop with 12 items, the best sold first: six of Garden, then three of Kitchen, two of Cards and one of
/// Bath; and what is asked of its lists.
namespace sayso::recommend::testing {

constexpr const char* kCategoryOf[] = {"Garden",  "Garden",  "Garden",  "Garden", "Garden", "Garden",
                                       "Kitchen", "Kitchen", "Kitchen", "Cards",  "Cards",  "Bath"};
constexpr std::size_t kItems = std::size(kCategoryOf);

inline std::string idOf(std::size_t item) { return "i" + std::to_string(item); }

inline Json shop() {
  Json items = Json::array(), ids = Json::array();
  std::vector<float> scores, bought;
  for (std::size_t item = 0; item < kItems; ++item) {
    items.push_back({{"id", idOf(item)},
                     {"title", "Item"},
                     {"url", "/x"},
                     {"category", kCategoryOf[item]},
                     {"price", 1}});
    ids.push_back(idOf(item));
    scores.push_back(1.0F - 0.0625F * static_cast<float>(item));
    bought.push_back(1);
  }
  const Json history = {{"kind", "cosine"}, {"signals", {{"viewed", 1}}},  {"shrink", 0}, {"neighbours", 1},
                        {"pairs", 0},       {"bought", encodeF32(bought)}, {"first", ""}, {"second", ""},
                        {"together", ""}};
  const Json stated = {
      {"kind", "stated-match"},
      {"match", {{{"signal", "interest.category"}, {"field", "category"}, {"weight", 0.001}}}}};
  Json parts = Json::array();
  parts.push_back(
      {{"id", "sold"}, {"weight", 1}, {"model", {{"kind", "popularity"}, {"score", encodeF32(scores)}}}});
  parts.push_back({{"id", "history"}, {"weight", 1}, {"model", history}});
  parts.push_back({{"id", "stated"}, {"weight", 1}, {"model", stated}});
  return {{"config", store()["config"]},
          {"catalog", {{"schema", "say-so-catalog/1"}, {"currency", "GBP"}, {"items", items}}},
          {"model",
           {{"schema", "say-so-model/1"}, {"kind", "blend"}, {"items", ids}, {"parts", std::move(parts)}}}};
}

inline Json withPin(Json files, std::size_t item) {
  files["model"]["parts"].push_back(
      {{"id", "rules"},
       {"model", {{"kind", "rules"}, {"pins", {{{"item", idOf(item)}, {"sponsored", true}}}}}}});
  return files;
}

inline Json asked(const Json& controls, int limit = kItems, Json entries = Json::array(),
                  bool allowed = true) {
  Json made = request(stateWith(Json::array({choice("purpose", "history", allowed)})), nullptr,
                      signalsOf(std::move(entries)));
  made["controls"] = controls;
  made["limit"] = limit;
  return made;
}

inline Json slateOf(const Json& request, const Json& files = shop()) {
  Engine engine = loaded(files);
  const auto slate = engine.rank(request);
  INFO((slate ? "" : slate.error().message + " " + slate.error().at));
  REQUIRE(slate);
  return slate.value();
}

inline std::vector<std::string> order(const Json& slate) {
  std::vector<std::string> list;
  for (const Json& item : slate["items"]) list.push_back(item["item"].get<std::string>());
  return list;
}

inline std::string categoryOf(const std::string& id) { return kCategoryOf[std::stoul(id.substr(1))]; }

/// The categories of the first items, one each.
inline std::vector<std::string> categoriesOf(const Json& slate, std::size_t first) {
  std::vector<std::string> found;
  for (const std::string& id : order(slate))
    if (found.size() < first) found.push_back(categoryOf(id));
  return found;
}

inline std::size_t placeOf(const Json& slate, const std::string& id) {
  const auto list = order(slate);
  return static_cast<std::size_t>(std::find(list.begin(), list.end(), id) - list.begin());
}

inline std::size_t categories(const Json& slate, std::size_t first) {
  const auto found = categoriesOf(slate, first);
  return std::set<std::string>(found.begin(), found.end()).size();
}

/// Each item's moves lead from its place by score to its rank, without a gap.
inline void checkMoves(const Json& slate, const Json& byScore, const std::set<std::string>& mechanisms) {
  const auto scored = order(byScore);
  for (const Json& item : slate["items"]) {
    const auto at = std::find(scored.begin(), scored.end(), item["item"].get<std::string>());
    int place = static_cast<int>(at - scored.begin()) + 1;
    for (const Json& move : item["moves"]) {
      CHECK(move["from"] == place);
      CHECK(move["to"] != move["from"]);
      CHECK(mechanisms.contains(move["by"].get<std::string>()));
      place = move["to"].get<int>();
    }
    CHECK(item["rank"] == place);
    CHECK(item["score"] == byScore["items"][static_cast<std::size_t>(at - scored.begin())]["score"]);
  }
}

}  // namespace sayso::recommend::testing
