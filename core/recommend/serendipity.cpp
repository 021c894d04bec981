#include "core/recommend/serendipity.h"

#include "core/recommend/first.h"
#include "core/recommend/likeness.h"

namespace sayso::recommend {
namespace {

constexpr double kUnexpected = 0.5;
constexpr std::size_t kCandidates = 50;  // the best of other categories that are looked at

bool isUnlike(std::uint32_t item, std::span<const std::uint32_t> known, const Catalog& catalog) {
  for (const std::uint32_t each : known)
    if (1 - likeness(catalog, item, each) < kUnexpected) return false;
  return true;
}

}  // namespace

std::uint32_t findUnexpected(std::span<const std::uint32_t> list, const std::vector<double>& scores,
                             const std::vector<char>& isOut, const Catalog& catalog, const Usual& usual) {
  std::vector<double> known = usual.stated;  // by category
  for (const std::uint32_t item : list) known[catalog.categoryOf(item)] = 1;
  for (const std::uint32_t item : usual.items) known[catalog.categoryOf(item)] = 1;
  First candidates(scores, kCandidates);
  for (std::uint32_t item = 0; item < scores.size(); ++item)
    if (known[catalog.categoryOf(item)] == 0 && !catalog.isSensitive(item) && !isOut[item])
      candidates.offer(item);
  std::uint32_t best = Catalog::kNone;
  for (const std::uint32_t item : candidates.items()) {
    const bool isBetter = best == Catalog::kNone || scores[item] > scores[best] ||
                          (scores[item] == scores[best] && item < best);
    if (isBetter && isUnlike(item, list, catalog) && isUnlike(item, usual.items, catalog)) best = item;
  }
  return best;
}

}  // namespace sayso::recommend
