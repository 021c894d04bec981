#pragma once

#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/recommend/item_item.h"
#include "core/recommend/numbers.h"
#include "tests/core/recommend/store.h"

/// Random models of every kind that reads signals, for shops whose items are "i0", "i1", ….
namespace sayso::recommend::testing {

inline const char* const kCategories[] = {"Kitchen", "Garden", "Cards"};
inline const char* const kColours[] = {"red", "blue", "green"};
inline const char* const kSeasons[] = {"winter", "summer"};
/// "blend" is a mixture of all the others, popularity and rules.
inline const char* const kKinds[] = {"stated-match", "context",  "ease",  "cosine", "kmeans",
                                     "linear",       "additive", "trees", "blend"};

/// A source of everything random in a case.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_(seed) {}
  std::size_t below(std::size_t bound) { return random_.below(bound); }
  bool chance(double probability) { return random_.uniform() < probability; }
  double uniform() { return random_.uniform(); }
  double between(double low, double high) { return low + (high - low) * random_.uniform(); }
  template <class T, std::size_t N>
  const T& pick(const T (&list)[N]) {
    return list[below(N)];
  }

 private:
  Random random_;
};

inline std::string itemId(std::size_t item) { return "i" + std::to_string(item); }

inline Json randomEase(Draw& draw, std::size_t count) {
  constexpr std::size_t kNeighbours = 4;
  ItemItem::Table table;
  table.neighbours = kNeighbours;
  for (std::size_t item = 0; item < count; ++item) {
    table.scale.push_back(static_cast<float>(draw.uniform() / 100));
    std::vector<char> isTaken(count, 0);
    isTaken[item] = 1;
    for (std::size_t place = 0; place < kNeighbours; ++place) {
      const std::size_t from = draw.below(count);
      table.index.push_back(static_cast<std::uint16_t>(from));
      table.value.push_back(isTaken[from] ? 0 : static_cast<std::uint8_t>(1 + draw.below(255)));
      isTaken[from] = 1;
    }
  }
  Json ease = {{"kind", "ease"}, {"signals", {{"bought", 1}, {"viewed", 0.7}}}};
  const Json numbers = toJson(table);
  for (const auto& [key, value] : numbers.items()) ease[key] = value;
  return ease;
}

inline Json randomCosine(Draw& draw, std::size_t count) {
  std::vector<float> bought(count, 40), together;
  std::vector<std::uint16_t> first, second;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = i + 1; j < count; ++j) {
      if (!draw.chance(0.4)) continue;
      first.push_back(static_cast<std::uint16_t>(i));
      second.push_back(static_cast<std::uint16_t>(j));
      together.push_back(static_cast<float>(1 + draw.below(40)));
    }
  return {{"kind", "cosine"},
          {"signals", {{"bought", 1}, {"viewed", 0.7}}},
          {"shrink", draw.below(20)},
          {"neighbours", 1 + draw.below(6)},
          {"pairs", first.size()},
          {"bought", encodeF32(bought)},
          {"first", encodeU16(first)},
          {"second", encodeU16(second)},
          {"together", encodeF32(together)}};
}

inline Json statedMatch() {
  return {{"kind", "stated-match"},
          {"match",
           {{{"signal", "interest.category"}, {"field", "category"}, {"weight", 0.4}},
            {{"signal", "guessed.category"}, {"field", "category"}, {"weight", 0.3}},
            {{"signal", "interest.colour"}, {"field", "tag:colour"}, {"weight", 0.2}},
            {{"signal", "interest.price"}, {"field", "price"}, {"weight", 0.1}}}}};
}

inline Json randomContext(Draw& draw) {
  Json match = Json::array({{{"signal", "page"}, {"field", "category"}, {"weight", 0.3}}});
  for (const char* season : kSeasons)
    match.push_back({{"signal", "season"},
                     {"is", season},
                     {"field", "category"},
                     {"items", draw.pick(kCategories)},
                     {"weight", 0.25}});
  return {{"kind", "context"}, {"match", std::move(match)}};
}

inline Json randomSegments(Draw& draw, std::size_t count) {
  Json centers = Json::array(), segments = Json::array();
  for (int segment = 0; segment < 3; ++segment) {
    Json scores = Json::object();
    for (std::size_t item = 0; item < count; ++item)
      if (draw.chance(0.6)) scores[itemId(item)] = draw.between(-1, 1);
    centers.push_back({draw.between(0, 4), draw.between(0, 2), draw.uniform(), draw.uniform()});
    segments.push_back({{"id", "s" + std::to_string(segment)}, {"scores", std::move(scores)}});
  }
  return {{"kind", "kmeans"},
          {"features", {"seen", "garden", "kitchen", "winter"}},
          {"centers", std::move(centers)},
          {"segments", std::move(segments)}};
}

inline Json segmentSources() {
  return parsed(R"({"seen":{"signal":"viewed","count":"all"},
    "garden":{"signal":"bought","count":"category","is":"Garden"},
    "kitchen":{"signal":"interest.category","is":"Kitchen"},"winter":{"signal":"season","is":"winter"}})");
}

/// Nine features: two of the item, one of each signal, and a second one of "viewed".
inline Json rowSources() {
  return parsed(R"({"f0":{"item":"price"},"f1":{"signal":"interest.colour","match":"tag:colour"},
    "f2":{"signal":"viewed","count":"category"},"f3":{"signal":"interest.category","match":"category"},
    "f4":{"signal":"bought","count":"category"},"f5":{"signal":"interest.price","match":"price"},
    "f6":{"signal":"season","is":"winter"},"f7":{"item":"category","is":"Garden"},
    "f8":{"signal":"viewed","count":"tag:colour"}})");
}

constexpr std::size_t kRowFeatures = 9;

inline Json rowNames() {
  Json names = Json::array();
  for (std::size_t feature = 0; feature < kRowFeatures; ++feature)
    names.push_back("f" + std::to_string(feature));
  return names;
}

inline Json randomLinear(Draw& draw) {
  Json coef = Json::array(), mean = Json::array();
  for (std::size_t feature = 0; feature < kRowFeatures; ++feature) {
    coef.push_back(draw.between(-0.5, 0.5));
    mean.push_back(draw.uniform());
  }
  return {{"kind", draw.chance(0.5) ? "linear" : "logistic"},
          {"features", rowNames()},
          {"coef", std::move(coef)},
          {"intercept", draw.uniform()},
          {"background_mean", std::move(mean)}};
}

inline Json randomAdditive(Draw& draw) {
  Json edges = Json::array(), tables = Json::array(), background = Json::array();
  const auto table = [&] {
    Json values = Json::array();
    for (int bin = 0; bin < 3; ++bin) values.push_back(draw.between(-0.5, 0.5));
    return values;
  };
  for (std::size_t feature = 0; feature < kRowFeatures; ++feature) {
    edges.push_back(Json::array({feature == 0 ? 8.0 : 0.5}));
    tables.push_back(table());
  }
  for (int row = 0; row < 3; ++row) {
    Json values = Json::array();
    for (std::size_t feature = 0; feature < kRowFeatures; ++feature) values.push_back(draw.below(3));
    background.push_back(std::move(values));
  }
  const Json pairs = Json::array({{{"i", 2}, {"j", 3}, {"table", {table(), table(), table()}}},
                                  {{"i", 7}, {"j", 8}, {"table", {table(), table(), table()}}}});
  return {{"kind", "additive"}, {"features", rowNames()}, {"intercept", 0},          {"edges", edges},
          {"main", tables},     {"pairs", pairs},         {"background", background}};
}

/// The shape of a real file, with other features, thresholds and leaves.
inline Json randomTrees(Draw& draw) {
  static const Json kFile = parsed(readFile("tests/conformance/explain/b06.model.json"));
  Json file = kFile;
  for (Json& tree : file["learner"]["gradient_booster"]["model"]["trees"])
    for (std::size_t node = 0; node < tree["left_children"].size(); ++node) {
      const bool isLeaf = tree["left_children"][node] == -1;
      tree["split_conditions"][node] = draw.between(-0.5, isLeaf ? 0.5 : 1.5);
      if (!isLeaf) tree["split_indices"][node] = draw.below(kRowFeatures);
    }
  return file;
}

/// A part of one kind, or its own kind's name if it reads no signal.
inline Json randomPart(Draw& draw, const std::string& kind, std::size_t count) {
  Json part = {{"id", kind}, {"weight", draw.between(0.5, 1.5)}};
  if (kind == "stated-match") part["model"] = statedMatch();
  if (kind == "context") part["model"] = randomContext(draw);
  if (kind == "ease") part["model"] = randomEase(draw, count);
  if (kind == "cosine") part["model"] = randomCosine(draw, count);
  if (kind == "kmeans") part["model"] = randomSegments(draw, count);
  if (kind == "linear") part["model"] = randomLinear(draw);
  if (kind == "additive") part["model"] = randomAdditive(draw);
  if (kind == "trees") part["model"] = randomTrees(draw);
  if (kind == "kmeans") part["sources"] = segmentSources();
  if (kind == "linear" || kind == "additive" || kind == "trees") part["sources"] = rowSources();
  if (kind == "trees" && draw.chance(0.5)) part["candidates"] = 1 + draw.below(count);
  return part;
}

/// Popularity with one part of `kind`; of a blend with any of them and the shop's own rules.
inline Json randomModel(Draw& draw, const std::string& kind, std::size_t count) {
  std::vector<float> score;
  Json ids = Json::array();
  for (std::size_t item = 0; item < count; ++item) {
    ids.push_back(itemId(item));
    score.push_back(static_cast<float>(draw.uniform()));
  }
  Json parts = Json::array({{{"id", "popularity"},
                             {"weight", 0.5},
                             {"model", {{"kind", "popularity"}, {"score", encodeF32(score)}}}}});
  for (const char* each : kKinds)
    if (kind != "blend" ? each == kind : std::string("blend") != each && draw.chance(0.5))
      parts.push_back(randomPart(draw, each, count));
  if (kind == "blend" && draw.chance(0.5))
    parts.push_back({{"id", "shop"},
                     {"model",
                      {{"kind", "rules"},
                       {"inStock", draw.chance(0.5)},
                       {"pins", {{{"item", itemId(draw.below(count))}}}}}}});
  return {{"schema", "say-so-model/1"},
          {"kind", "blend"},
          {"items", std::move(ids)},
          {"parts", std::move(parts)}};
}

}  // namespace sayso::recommend::testing
