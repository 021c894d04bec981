#include "core/recommend/exposure.h"

namespace sayso::recommend {

std::vector<Beta> learnFrom(const Visit& visit, const Usual& usual, Time now, std::vector<char>& isOut) {
  constexpr std::int64_t kHalfLife = 7 * 86'400;  // seconds
  std::vector<Beta> known(visit.catalog.categories());
  std::vector<double> times(isOut.size(), 0);
  std::vector<char> isOpened(isOut.size(), 0);
  for (const std::uint32_t item : usual.items) isOpened[item] = 1;
  for (const Seen& each : visit.seen(visit.config.recommend->shown)) {
    Beta& kind = known[visit.catalog.categoryOf(each.item)];
    // However often it was shown, it is opened once.
    ++(isOpened[each.item] == 1 ? kind.alpha : kind.beta);
    if (isOpened[each.item]) {
      isOpened[each.item] = 2;
      continue;
    }
    double weight = 1;
    for (std::int64_t age = now.seconds - each.entry->at.seconds; age >= kHalfLife && weight > 0;
         age -= kHalfLife)
      weight /= 2;
    times[each.item] += weight;
    if (times[each.item] >= kOften) isOut[each.item] = 1;
  }
  return known;
}

std::uint32_t findToLearn(std::vector<Beta> known, const std::vector<double>& scores,
                          const std::vector<char>& isOut, const Catalog& catalog, std::uint64_t seed) {
  std::vector<std::uint32_t> best(known.size(), Catalog::kNone);
  for (std::uint32_t item = 0; item < scores.size(); ++item) {
    std::uint32_t& first = best[catalog.categoryOf(item)];
    if (isOut[item] || catalog.isSensitive(item)) continue;
    if (first == Catalog::kNone || scores[item] > scores[first]) first = item;
  }
  for (std::size_t category = 0; category < best.size(); ++category)
    if (best[category] == Catalog::kNone) known[category].alpha = 0;  // drawn as 0: the others come first
  Random random(seed);
  return best.empty() ? Catalog::kNone : best[explore(known, random)];
}

}  // namespace sayso::recommend
