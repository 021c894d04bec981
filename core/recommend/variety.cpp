#include "core/recommend/variety.h"

#include "core/recommend/calibrate.h"
#include "core/recommend/likeness.h"

namespace sayso::recommend {
namespace {

// Chosen on the validation days of the retail data: docs/variety.md.
constexpr double kCalibration = 0.3;
constexpr double kRelevance = 0.6;     // of "mixed"
constexpr double kCatalogShare = 0.2;  // of a target

/// Adds `weight` in all, shared out as `counts` are; gives how much was added: nothing if all are 0.
double addShares(std::vector<double>& shares, const std::vector<double>& counts, double weight) {
  double sum = 0;
  for (const double each : counts) sum += each;
  if (sum <= 0) return 0;
  for (std::size_t at = 0; at < counts.size(); ++at) shares[at] += weight * counts[at] / sum;
  return weight;
}

}  // namespace

std::vector<double> categoryTarget(const Catalog& catalog, const Usual& usual) {
  std::vector<double> target(catalog.categories(), 0), seen(target), all(target);
  for (const std::uint32_t item : usual.items) seen[catalog.categoryOf(item)] += 1;
  for (std::uint32_t item = 0; item < catalog.items().size(); ++item)
    if (!catalog.isSensitive(item)) all[catalog.categoryOf(item)] += 1;
  std::vector<double> own(target);
  addShares(own, seen, 1);
  addShares(own, usual.stated, 1);
  const double known = addShares(target, own, 1 - kCatalogShare);
  addShares(target, all, 1 - known);
  return target;
}

std::vector<std::size_t> vary(std::span<const std::uint32_t> items, std::span<const double> scores,
                              consent::Variety variety, const Catalog& catalog, const Usual& usual) {
  std::vector<double> relevance(scores.begin(), scores.end());
  const double low = scores.back(), range = scores.front() - low;
  for (double& each : relevance) each = range > 0 ? (each - low) / range : 1;
  std::vector<Pick> picks;
  if (variety == consent::Variety::Balanced) {
    const Calibration calibration{categoryTarget(catalog, usual), kCalibration, nullptr};
    Share share;
    picks = calibration.pick(
        relevance,
        [&](std::size_t at) {
          share.genre = catalog.categoryOf(items[at]);
          return std::span<const Share>(&share, 1);
        },
        items.size());
  } else {
    picks = diversify(
        relevance, [&](std::size_t a, std::size_t b) { return likeness(catalog, items[a], items[b]); },
        kRelevance, items.size());
  }
  std::vector<std::size_t> order;
  for (const Pick& pick : picks) order.push_back(pick.candidate);
  return order;
}

}  // namespace sayso::recommend
