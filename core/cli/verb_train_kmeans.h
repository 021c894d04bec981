#pragma once

#include <cstdint>
#include <span>
#include <vector>

/// k-means: Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28 (1982);
/// starts by Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
namespace sayso::cli {

using Points = std::vector<std::vector<double>>;

struct Clusters {
  Points centers;
  std::vector<std::size_t> of;  // each point's center: the nearest, the first of equals
  double inertia = 0;           // sum of the squared distances to the centers
  int rounds = 0;
};

/// From the given centers until no point changes its own. A center that no point is nearest to moves to the
/// point that is farthest from its own.
Clusters kmeansFrom(const Points& points, Points centers);

/// The best of ten starts, each drawn by k-means++. `count` is at least 1 and at most the number of points.
Clusters kmeans(const Points& points, std::size_t count, std::uint64_t seed);

/// Where more clusters stop paying: of the inertias for 1, 2, … clusters the one farthest below the line from
/// the first to the last, both axes scaled to 1 (Satopää et al., "Finding a kneedle in a haystack", ICDCSW
/// 2011). Gives the number of clusters.
std::size_t elbow(std::span<const double> inertias);

}  // namespace sayso::cli
