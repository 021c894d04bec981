#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/json.h"

namespace sayso::recommend {

/// Groups of visitors by the nearest of some centers (k-means), each with scores of its own for items.
struct Segments {
  struct Segment {
    std::string id;
    std::string label;
    std::vector<std::pair<std::string, double>> scores;  // by item
  };
  static constexpr std::size_t kMaxSegments = 256;
  static constexpr std::size_t kMaxPlayers = 16;

  std::vector<std::string> features;
  std::vector<std::vector<double>> centers;
  std::vector<Segment> segments;  // one each center

  /// Squared distances to the centers. A missing value (NaN) is left out of them all.
  std::vector<double> distances(std::span<const double> row) const;

  /// What decides the segment. Where nothing is known each segment is as likely: membership 1 / segments. The
  /// exact Shapley values of the membership, for players that own the features: `weights[player][segment]`,
  /// over the distances of the features that the players in a set own. For one segment the weights of all
  /// players add up to 1 - 1 / segments if the row is in it, else to -1 / segments. An item's score is
  /// explained by the same weights: player p adds the sum over segments of weights[p][s] * score of s.
  struct Memberships {
    std::size_t segment = 0;  // the nearest, the first of equals; the number of segments if nothing is known
    std::vector<std::vector<double>> weights;
  };
  /// `playerOf` has one player each feature, from 0 to below `players`. A denied feature is a missing value.
  /// More than 16 players with a value are `too-large`: 2^players sets are looked at.
  Result<Memberships> explain(std::span<const double> row, std::span<const std::size_t> playerOf,
                              std::size_t players) const;
};

/// Reads `{"kind":"kmeans","features","centers","segments":[{"id","label","scores"}]}`, where `scores` gives
/// items their scores by id and may be absent.
Segments readSegments(json::Reader& reader);
Result<Segments> readSegments(std::string_view text);

}  // namespace sayso::recommend
