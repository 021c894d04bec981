#include "core/recommend/segments.h"

#include <algorithm>
#include <cmath>

#include "core/recommend/columns.h"

namespace sayso::recommend {
namespace {

std::size_t smallest(const std::vector<double>& numbers) {
  return static_cast<std::size_t>(std::min_element(numbers.begin(), numbers.end()) - numbers.begin());
}

/// Looks at every set of players and adds what each gains by joining it.
class Enumeration {
 public:
  Enumeration(std::vector<std::vector<double>> distances, std::size_t segments)
      : distances_(std::move(distances)), isIn_(distances_.size()), segments_(segments) {
    weights.assign(distances_.size(), std::vector<double>(segments));
  }

  std::vector<std::vector<double>> weights;  // by player and segment

  void run() { decide(0, 0, std::vector<double>(segments_)); }

 private:
  void decide(std::size_t player, std::size_t size, const std::vector<double>& so_far) {
    if (player == distances_.size()) return count(size, so_far);
    isIn_[player] = 0;
    decide(player + 1, size, so_far);
    isIn_[player] = 1;
    std::vector<double> with = so_far;
    for (std::size_t segment = 0; segment < segments_; ++segment)
      with[segment] += distances_[player][segment];
    decide(player + 1, size + 1, with);
  }

  void count(std::size_t size, const std::vector<double>& distances) {
    for (std::size_t player = 0; player < isIn_.size(); ++player) {
      const double weight = isIn_[player] ? weightOf(size - 1) : -weightOf(size);
      if (size > 0) {
        weights[player][smallest(distances)] += weight;
        continue;
      }
      for (double& each : weights[player]) each += weight / static_cast<double>(segments_);
    }
  }

  /// size! (players - size - 1)! / players!
  double weightOf(std::size_t size) const {
    const auto players = static_cast<double>(isIn_.size());
    double product = 1 / players;
    for (std::size_t k = 1; k <= size; ++k)
      product *= static_cast<double>(k) / (players - static_cast<double>(k));
    return product;
  }

  std::vector<std::vector<double>> distances_;  // by player and segment
  std::vector<char> isIn_;
  std::size_t segments_;
};

/// By the sum of the players' distances; `segments`, that is none, if there is no player.
std::size_t nearestOf(const std::vector<std::vector<double>>& byPlayer, std::size_t segments) {
  std::vector<double> sum(segments);
  for (const auto& distances : byPlayer)
    for (std::size_t segment = 0; segment < segments; ++segment) sum[segment] += distances[segment];
  return byPlayer.empty() ? segments : smallest(sum);
}

void addScores(json::Reader& reader, Segments::Segment& segment) {
  reader.inIf("scores", [&](json::Reader& scores) {
    scores.members([&](std::string_view item, json::Reader& score) {
      segment.scores.emplace_back(std::string(item), score.asNumber());
    });
  });
}

}  // namespace

std::vector<double> Segments::distances(std::span<const double> row) const {
  std::vector<double> distances;
  for (const std::vector<double>& center : centers) {
    double& sum = distances.emplace_back(0);
    for (std::size_t i = 0; i < row.size(); ++i)
      if (!std::isnan(row[i])) sum += (row[i] - center[i]) * (row[i] - center[i]);
  }
  return distances;
}

Result<Segments::Memberships> Segments::explain(std::span<const double> row,
                                                std::span<const std::size_t> playerOf,
                                                std::size_t players) const {
  // Only players with a value take part: the others decide nothing.
  std::vector<std::size_t> present;
  std::vector<std::vector<double>> byPlayer;
  for (std::size_t player = 0; player < players; ++player) {
    std::vector<double> own(row.size(), std::nan(""));
    bool hasValue = false;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (playerOf[i] != player || std::isnan(row[i])) continue;
      own[i] = row[i];
      hasValue = true;
    }
    if (!hasValue) continue;
    present.push_back(player);
    byPlayer.push_back(distances(own));
  }
  if (present.size() > kMaxPlayers)
    return Error{ErrorCode::TooLarge, "more than 16 signals decide the segment", ""};
  Memberships memberships{nearestOf(byPlayer, centers.size()), {}};
  memberships.weights.assign(players, std::vector<double>(centers.size()));
  Enumeration sets(std::move(byPlayer), centers.size());
  sets.run();
  for (std::size_t at = 0; at < present.size(); ++at)
    memberships.weights[present[at]] = std::move(sets.weights[at]);
  return memberships;
}

Segments readSegments(json::Reader& reader) {
  Segments model;
  model.features = reader.texts("features");
  model.centers = readRows(reader, "centers", model.features.size(), Missing::Refused);
  if (model.features.size() > kMaxFeatures)
    reader.fail(ErrorCode::TooLarge, "more than 65535 features", "features");
  if (model.centers.size() > Segments::kMaxSegments)
    reader.fail(ErrorCode::TooLarge, "more than 256 segments", "centers");
  reader.each("segments", [&](json::Reader& each) {
    if (model.segments.size() > Segments::kMaxSegments) return;
    Segments::Segment segment{each.text("id"), each.textIf("label"), {}};
    for (const Segments::Segment& other : model.segments)
      if (other.id == segment.id) each.fail(ErrorCode::DuplicateId, "id given twice", "id");
    addScores(each, segment);
    each.finish();
    model.segments.push_back(std::move(segment));
  });
  if (model.segments.size() != model.centers.size())
    reader.fail(ErrorCode::BadModel, "not one segment each center", "segments");
  for (const char* key : {"schema", "kind", "about"}) reader.rawIf(key);
  reader.finish();
  return model;
}

Result<Segments> readSegments(std::string_view text) {
  const auto json = json::parse(text, json::kMaxBytesLarge);
  if (!json) return json.error();
  std::vector<Error> errors;
  json::Reader reader(json.value(), errors);
  Segments model = readSegments(reader);
  if (!errors.empty()) return errors.front();
  return model;
}

}  // namespace sayso::recommend
