#include "core/explain/compare.h"

#include <algorithm>
#include <cmath>

#include "core/base/sort.h"

namespace sayso::explain {
namespace {

Comparison::Difference& of(std::vector<Comparison::Difference>& all, const Contribution& contribution) {
  for (Comparison::Difference& each : all)
    if (each.signal == contribution.signal) return each;
  return all.emplace_back(
      Comparison::Difference{contribution.signal, contribution.purpose, contribution.provenance});
}

}  // namespace

Comparison compare(const Rationale& first, const Rationale& second) {
  std::vector<Comparison::Difference> all;
  for (const bool isFirst : {true, false})
    for (const Contribution& each : (isFirst ? first : second).contributions) {
      Comparison::Difference& difference = of(all, each);
      (isFirst ? difference.first : difference.second) += each.value;
      difference.sumOfParts = difference.sumOfParts || each.sumOfParts;
    }
  for (Comparison::Difference& each : all) each.value = each.first - each.second;

  Comparison comparison{first.item, second.item, 0, first.base - second.base, {}};
  const auto isBefore = [&](std::size_t a, std::size_t b) {
    return std::fabs(all[a].value) > std::fabs(all[b].value);
  };
  comparison.scores = comparison.items;
  for (const std::size_t at : sortedOrder(all.size(), isBefore)) {
    comparison.scores += all[at].value;
    comparison.signals.push_back(std::move(all[at]));
  }
  return comparison;
}

Json toJson(const Comparison& comparison) {
  Json signals = Json::array();
  for (const Comparison::Difference& each : comparison.signals) {
    Json json = json::object({{"signal", each.signal},
                              {"purpose", each.purpose},
                              {"provenance", each.provenance},
                              {"first", each.first},
                              {"second", each.second},
                              {"value", each.value}});
    if (each.sumOfParts) json::set(json, "sumOfParts", true);
    json::append(signals, std::move(json));
  }
  return json::object({{"first", comparison.first},
                       {"second", comparison.second},
                       {"scores", comparison.scores},
                       {"items", comparison.items},
                       {"signals", std::move(signals)}});
}

}  // namespace sayso::explain
