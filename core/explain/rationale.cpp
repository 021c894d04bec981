#include "core/explain/rationale.h"

#include <algorithm>
#include <cmath>

#include "core/base/sort.h"

namespace sayso::explain {
namespace {

double forIt(const Contribution& contribution) { return std::max(contribution.value, 0.0); }

/// The first (strongest) contribution for the item of this provenance.
const Contribution* strongest(const Rationale& rationale, std::string_view provenance) {
  for (const Contribution& each : rationale.contributions)
    if (each.value > 0 && each.provenance == provenance) return &each;
  return nullptr;
}

Json toJson(const Contribution& contribution) {
  Json json = json::object({{"signal", contribution.signal}, {"of", contribution.of}});
  if (contribution.range)
    json::set(json, "range",
              json::object({{"min", contribution.range->min}, {"max", contribution.range->max}}));
  json::set(json, "purpose", contribution.purpose);
  json::set(json, "provenance", contribution.provenance);
  if (contribution.at) json::set(json, "at", formatDay(*contribution.at));
  json::set(json, "part", contribution.part);
  json::set(json, "value", contribution.value);
  if (contribution.count > 1) json::set(json, "count", contribution.count);
  if (contribution.sumOfParts) json::set(json, "sumOfParts", true);
  return json;
}

Json toJson(const Move& move) {
  return json::object({{"by", move.by}, {"from", move.from}, {"to", move.to}});
}

Json toJson(const Sentence& sentence) {
  Json args = Json::object();
  for (const auto& [name, value] : sentence.args) json::set(args, name, value);
  return json::object({{"key", sentence.key}, {"args", std::move(args)}});
}

}  // namespace

void order(std::vector<Contribution>& contributions) {
  std::vector<Contribution> ordered;
  ordered.reserve(contributions.size());
  const auto isBefore = [&](std::size_t a, std::size_t b) {
    return std::fabs(contributions[a].value) > std::fabs(contributions[b].value);
  };
  for (const std::size_t at : sortedOrder(contributions.size(), isBefore))
    ordered.push_back(std::move(contributions[at]));
  contributions = std::move(ordered);
}

double total(const Rationale& rationale) {
  double sum = rationale.base;
  for (const Contribution& each : rationale.contributions) sum += each.value;
  return sum;
}

Sentence makeSentence(const Rationale& rationale, bool personalized) {
  constexpr double kWorthNaming = 0.25;
  double allFor = 0;
  for (const Contribution& each : rationale.contributions) allFor += forIt(each);
  if (allFor <= 0) return {personalized ? "why.popularPersonal" : "why.popular", {}};

  const auto first = std::find_if(rationale.contributions.begin(), rationale.contributions.end(),
                                  [](const Contribution& each) { return each.value > 0; });
  const Contribution* stated = strongest(rationale, "stated");
  const Contribution* seen = strongest(rationale, "observed");
  if (&*first != stated && &*first != seen) return {"why." + first->provenance, {{"of", first->of}}};

  const auto worthNaming = [&](const Contribution* each) { return each->value >= kWorthNaming * allFor; };
  if (seen && stated && (!worthNaming(seen) || !worthNaming(stated)))
    (seen->value >= stated->value ? stated : seen) = nullptr;

  Sentence sentence{"why.", {}};
  if (seen) {
    sentence.key += seen->signal;
    sentence.args.emplace_back("item", seen->of);
  }
  if (stated) {
    if (seen) sentence.key += '-';
    sentence.key += stated->range ? "price" : "stated";
    sentence.args.emplace_back("of", stated->of);
  }
  return sentence;
}

Json toJson(const NotUsed& notUsed) {
  Json json = json::object({{"purpose", notUsed.purpose}});
  if (!notUsed.signal.empty()) json::set(json, "signal", notUsed.signal);
  json::set(json, "basis", notUsed.basis);
  return json;
}

Json toJson(const Rationale& rationale) {
  Json contributions = Json::array();
  for (const Contribution& each : rationale.contributions) json::append(contributions, toJson(each));
  Json moves = Json::array();
  for (const Move& each : rationale.moves) json::append(moves, toJson(each));
  Json notUsed = Json::array();
  for (const NotUsed& each : rationale.notUsed) json::append(notUsed, toJson(each));
  return json::object({{"schema", "say-so-rationale/1"},
                       {"item", rationale.item},
                       {"rank", rationale.rank},
                       {"score", total(rationale)},
                       {"base", rationale.base},
                       {"valueFunction", rationale.valueFunction},
                       {"contributions", std::move(contributions)},
                       {"moves", std::move(moves)},
                       {"notUsed", std::move(notUsed)},
                       {"disclosure", rationale.disclosure},
                       {"sentence", toJson(rationale.sentence)}});
}

}  // namespace sayso::explain
