#include "core/cli/verb_train_kmeans.h"

#include <algorithm>
#include <limits>

#include "core/base/random.h"

namespace sayso::cli {
namespace {

constexpr int kStarts = 10;
constexpr int kMostRounds = 1000;  // points in a circle of equals would never settle

double distance(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

/// Puts each point to its center; gives whether one changed.
bool assign(const Points& points, Clusters& clusters) {
  bool isChanged = false;
  clusters.inertia = 0;
  for (std::size_t point = 0; point < points.size(); ++point) {
    std::size_t nearest = 0;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t center = 0; center < clusters.centers.size(); ++center) {
      const double here = distance(points[point], clusters.centers[center]);
      if (!(here < least)) continue;
      least = here;
      nearest = center;
    }
    isChanged = isChanged || clusters.of[point] != nearest;
    clusters.of[point] = nearest;
    clusters.inertia += least;
  }
  return isChanged;
}

std::size_t farthest(const Points& points, const Clusters& clusters) {
  std::size_t found = 0;
  double most = -1;
  for (std::size_t point = 0; point < points.size(); ++point) {
    const double here = distance(points[point], clusters.centers[clusters.of[point]]);
    if (here > most) found = point;
    most = std::max(most, here);
  }
  return found;
}

void moveCenters(const Points& points, Clusters& clusters) {
  const std::size_t width = points.front().size();
  Points sums(clusters.centers.size(), std::vector<double>(width, 0));
  std::vector<double> counts(clusters.centers.size(), 0);
  for (std::size_t point = 0; point < points.size(); ++point) {
    counts[clusters.of[point]] += 1;
    for (std::size_t i = 0; i < width; ++i) sums[clusters.of[point]][i] += points[point][i];
  }
  for (std::size_t center = 0; center < sums.size(); ++center) {
    if (counts[center] == 0) {
      clusters.centers[center] = points[farthest(points, clusters)];
      continue;
    }
    for (std::size_t i = 0; i < width; ++i) clusters.centers[center][i] = sums[center][i] / counts[center];
  }
}

/// The first center is any point; each further one is drawn by its squared distance to the nearest so far.
Points start(const Points& points, std::size_t count, Random& random) {
  Points centers{points[random.below(points.size())]};
  std::vector<double> nearest(points.size(), std::numeric_limits<double>::infinity());
  while (centers.size() < count) {
    double sum = 0;
    for (std::size_t point = 0; point < points.size(); ++point) {
      nearest[point] = std::min(nearest[point], distance(points[point], centers.back()));
      sum += nearest[point];
    }
    double drawn = random.uniform() * sum;
    std::size_t chosen = points.size() - 1;
    for (std::size_t point = 0; point < points.size(); ++point) {
      drawn -= nearest[point];
      if (drawn >= 0) continue;
      chosen = point;
      break;
    }
    centers.push_back(points[chosen]);
  }
  return centers;
}

}  // namespace

Clusters kmeansFrom(const Points& points, Points centers) {
  Clusters clusters{std::move(centers), std::vector<std::size_t>(points.size(), points.size()), 0, 0};
  while (assign(points, clusters) && clusters.rounds < kMostRounds) {
    moveCenters(points, clusters);
    ++clusters.rounds;
  }
  return clusters;
}

Clusters kmeans(const Points& points, std::size_t count, std::uint64_t seed) {
  Random random(seed);
  Clusters best;
  for (int tried = 0; tried < kStarts; ++tried) {
    Clusters found = kmeansFrom(points, start(points, count, random));
    if (tried == 0 || found.inertia < best.inertia) best = std::move(found);
  }
  return best;
}

std::size_t elbow(std::span<const double> inertias) {
  const double first = inertias.front(), fall = first - inertias.back();
  std::size_t found = 0;
  double most = 0;
  for (std::size_t at = 0; fall > 0 && at < inertias.size(); ++at) {
    const double across = static_cast<double>(at) / static_cast<double>(inertias.size() - 1);
    const double below = (first - inertias[at]) / fall - across;
    if (below > most) found = at;
    most = std::max(most, below);
  }
  return found + 1;
}

}  // namespace sayso::cli
