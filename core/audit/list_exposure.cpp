#include "core/audit/list_exposure.h"

#include <algorithm>

#include "core/audit/list_metrics.h"
#include "core/base/function_ref.h"
#include "core/base/math.h"
#include "core/base/number.h"
#include "core/base/random.h"

namespace sayso::audit {
namespace {

using Lists = std::vector<std::vector<std::uint32_t>>;

/// Of each list what each group gets: one row after the other.
std::vector<double> weightsOf(const Lists& lists, const Grouping& grouping) {
  std::vector<double> weights(lists.size() * grouping.names.size());
  for (std::size_t list = 0; list < lists.size(); ++list)
    for (std::size_t place = 0; place < lists[list].size(); ++place)
      weights[list * grouping.names.size() + grouping.of[lists[list][place]]] +=
          1 / math::log2(static_cast<double>(place) + 2);
  return weights;
}

/// The mean exposure of an item of each group, from the summed weights of `lists` lists.
std::vector<double> exposuresOf(const std::vector<double>& sums, const std::vector<GroupExposure>& groups,
                                double lists) {
  std::vector<double> exposures;
  for (std::size_t group = 0; group < groups.size(); ++group)
    exposures.push_back(sums[group] / (lists * static_cast<double>(groups[group].items)));
  return exposures;
}

using Figure = FunctionRef<std::optional<double>(const GroupExposure&)>;

std::optional<Apart> apart(const std::vector<GroupExposure>& groups, Figure figure) {
  std::optional<std::size_t> lowest, highest;
  std::size_t valued = 0;
  for (std::size_t at = 0; at < groups.size(); ++at) {
    const auto value = figure(groups[at]);
    if (groups[at].isSmall || !value) continue;
    ++valued;
    if (!lowest || *value < *figure(groups[*lowest])) lowest = at;
    if (!highest || *value > *figure(groups[*highest])) highest = at;
  }
  if (valued < 2) return std::nullopt;
  const double low = *figure(groups[*lowest]), high = *figure(groups[*highest]);
  return Apart{*lowest, *highest, high - low, high > 0 ? std::optional(low / high) : std::nullopt};
}

void count(AttributeExposure& found, const Lists& lists, const Grouping& grouping,
           const std::vector<double>& utility, std::size_t least) {
  for (const std::string& name : grouping.names) found.groups.emplace_back().name = name;
  std::vector<double> utilities(grouping.names.size());
  for (std::size_t item = 0; item < grouping.of.size(); ++item) {
    ++found.groups[grouping.of[item]].items;
    if (!utility.empty()) utilities[grouping.of[item]] += utility[item];
  }
  std::size_t places = 0;
  for (const auto& list : lists) {
    for (const std::uint32_t item : list) ++found.groups[grouping.of[item]].places;
    places += list.size();
  }
  for (std::size_t at = 0; at < found.groups.size(); ++at) {
    GroupExposure& group = found.groups[at];
    const auto items = static_cast<double>(group.items);
    group.isSmall = group.items < least;
    group.shareOfItems = items / static_cast<double>(grouping.of.size());
    if (places) group.shareOfPlaces = static_cast<double>(group.places) / static_cast<double>(places);
    if (!utility.empty()) group.utility = utilities[at] / items;
  }
}

/// Draws lists anew, and tells the middle of what each group would get.
void draw(AttributeExposure& found, const std::vector<double>& weights, std::size_t lists,
          const Resampling& how) {
  const std::size_t groups = found.groups.size();
  std::vector<std::vector<double>> drawn(groups);
  std::vector<double> differences, ratios;
  Random random(how.seed);
  for (std::size_t repeat = 0; repeat < how.repeats; ++repeat) {
    std::vector<double> sums(groups);
    for (std::size_t list = 0; list < lists; ++list) {
      const double* const of = weights.data() + static_cast<std::size_t>(random.below(lists)) * groups;
      for (std::size_t group = 0; group < groups; ++group) sums[group] += of[group];
    }
    const auto exposures = exposuresOf(sums, found.groups, static_cast<double>(lists));
    for (std::size_t group = 0; group < groups; ++group) drawn[group].push_back(exposures[group]);
    if (!found.exposure) continue;
    const double low = exposures[found.exposure->lowest], high = exposures[found.exposure->highest];
    differences.push_back(high - low);
    if (high > 0) ratios.push_back(low / high);
  }
  for (std::size_t group = 0; group < groups; ++group)
    found.groups[group].interval = *middle(std::move(drawn[group]), how.confidence);
  found.differenceInterval = middle(std::move(differences), how.confidence);
  found.ratioInterval = middle(std::move(ratios), how.confidence);
}

AttributeExposure measure(const Lists& lists, const Grouping& grouping, const std::vector<double>& utility,
                          std::size_t least, const Resampling& how) {
  AttributeExposure found;
  found.attribute = grouping.attribute;
  count(found, lists, grouping, utility, least);
  const std::vector<double> weights = weightsOf(lists, grouping);
  const std::size_t groups = found.groups.size();
  std::vector<double> sums(groups);
  double total = 0;
  for (std::size_t at = 0; at < weights.size(); ++at) {
    sums[at % groups] += weights[at];
    total += weights[at];
  }
  const auto exposures = exposuresOf(sums, found.groups, static_cast<double>(lists.size()));
  for (std::size_t at = 0; at < groups; ++at) {
    GroupExposure& group = found.groups[at];
    group.exposure = exposures[at];
    if (total > 0) group.shareOfExposure = sums[at] / total;
    if (group.utility && *group.utility > 0) group.ratio = group.exposure / *group.utility;
  }
  found.exposure =
      apart(found.groups, [](const GroupExposure& group) { return std::optional(group.exposure); });
  found.treatment = apart(found.groups, [](const GroupExposure& group) { return group.ratio; });
  draw(found, weights, lists.size(), how);
  return found;
}

Json numberOrNull(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }
Json toJson(const std::optional<Interval>& interval) {
  if (!interval) return nullptr;
  return json::object({{"low", interval->low}, {"high", interval->high}});
}

Json toJson(const std::optional<Apart>& apart, const std::vector<GroupExposure>& groups,
            std::string_view why) {
  if (!apart) return json::object({{"difference", nullptr}, {"ratio", nullptr}, {"why", why}});
  return json::object({{"difference", apart->difference},
                       {"ratio", numberOrNull(apart->ratio)},
                       {"lowest", groups[apart->lowest].name},
                       {"highest", groups[apart->highest].name}});
}

Json toJson(const AttributeExposure& each) {
  Json groups = Json::array();
  for (const GroupExposure& group : each.groups)
    json::append(groups, json::object({{"group", group.name},
                                       {"items", group.items},
                                       {"small", group.isSmall},
                                       {"places", group.places},
                                       {"exposure", group.exposure},
                                       {"low", group.interval.low},
                                       {"high", group.interval.high},
                                       {"shareOfItems", group.shareOfItems},
                                       {"shareOfPlaces", numberOrNull(group.shareOfPlaces)},
                                       {"shareOfExposure", numberOrNull(group.shareOfExposure)},
                                       {"utility", numberOrNull(group.utility)},
                                       {"exposureOverUtility", numberOrNull(group.ratio)}}));
  Json parity = toJson(each.exposure, each.groups, "fewer than two groups that are not small");
  json::set(parity, "differenceInterval", toJson(each.differenceInterval));
  json::set(parity, "ratioInterval", toJson(each.ratioInterval));
  return json::object(
      {{"attribute", each.attribute},
       {"groups", std::move(groups)},
       {"parity", std::move(parity)},
       {"treatment", toJson(each.treatment, each.groups,
                            "fewer than two groups that are not small have a utility above 0")}});
}

std::string text(const std::optional<double>& value, int digits = 4) {
  return value ? fixedText(*value, digits) : "–";
}
std::string within(const std::optional<Interval>& interval) {
  if (!interval) return "";
  return " (" + fixedText(interval->low, 4) + " to " + fixedText(interval->high, 4) + ")";
}

void tell(Document& document, const AttributeExposure& each, const ListExposure& report) {
  document.heading(2, "By " + each.attribute);
  Table table{"Exposure of items by " + each.attribute,
              {"group", "items", "share of items", "share of places", "share of exposure",
               "exposure of an item", "utility", "exposure over utility"},
              {}};
  std::vector<std::string> notes;
  for (const GroupExposure& group : each.groups) {
    table.rows.push_back(
        {group.name + (group.isSmall ? " (small)" : ""), formatInteger(group.items),
         percentText(group.shareOfItems), group.shareOfPlaces ? percentText(*group.shareOfPlaces) : "–",
         group.shareOfExposure ? percentText(*group.shareOfExposure) : "–",
         fixedText(group.exposure, 4) + within(group.interval), text(group.utility), text(group.ratio)});
    if (group.isSmall)
      notes.push_back(group.name + " has fewer than " + formatInteger(report.least) +
                      " items: shown, but in no comparison.");
  }
  document.blocks.emplace_back(std::move(table));
  if (!notes.empty()) document.blocks.emplace_back(Points{std::move(notes)});
  Table apart{"How far the groups lie apart", {"figure", "difference", "lowest over highest", "between"}, {}};
  const auto add = [&](std::string name, const std::optional<Apart>& found, const std::string& difference,
                       const std::string& ratio) {
    std::string between = "fewer than two groups have it";
    if (found) {
      between = each.groups[found->lowest].name;
      between.append(" (lowest) and ").append(each.groups[found->highest].name);
    }
    apart.rows.push_back({std::move(name), found ? fixedText(found->difference, 4) + difference : "–",
                          found ? text(found->ratio) + ratio : "–", std::move(between)});
  };
  add("exposure of an item (parity)", each.exposure, within(each.differenceInterval),
      within(each.ratioInterval));
  add("exposure over utility (disparate treatment)", each.treatment, "", "");
  document.blocks.emplace_back(std::move(apart));
}

}  // namespace

ListExposure measureExposure(const Lists& lists, const std::vector<Grouping>& groupings,
                             const std::vector<double>& utility, std::size_t least,
                             const Resampling& resampling) {
  ListExposure report;
  report.lists = lists.size();
  report.items = groupings.front().of.size();
  report.least = least;
  report.resampling = resampling;
  const std::vector<std::size_t> counts = exposures(lists, report.items);
  report.coverage = coverage(counts).value_or(0);
  report.gini = gini(counts);
  report.entropyBits = entropyBits(counts);
  for (const Grouping& grouping : groupings)
    report.attributes.push_back(measure(lists, grouping, utility, least, resampling));
  return report;
}

Json toJson(const ListExposure& report) {
  Json attributes = Json::array();
  for (const AttributeExposure& each : report.attributes) json::append(attributes, toJson(each));
  return json::object({{"schema", "say-so-exposure/1"},
                       {"lists", report.lists},
                       {"items", report.items},
                       {"least", report.least},
                       {"confidence", report.resampling.confidence},
                       {"repeats", report.resampling.repeats},
                       {"seed", report.resampling.seed},
                       {"coverage", report.coverage},
                       {"gini", numberOrNull(report.gini)},
                       {"entropyBits", numberOrNull(report.entropyBits)},
                       {"attributes", std::move(attributes)}});
}

Document toDocument(const ListExposure& report) {
  Document document{"Exposure", {}};
  document.say(
      formatInteger(report.lists) + " lists of " + formatInteger(report.items) +
      " items. A place counts 1/log2(1 + rank): the first one, the third a half. Shown to anybody: " +
      percentText(report.coverage) +
      " of the items. Gini of how often items were shown: " + text(report.gini, 3) +
      " (0: all as often, near 1: the same few); entropy: " + text(report.entropyBits, 2) + " bits.");
  document.say("Numbers in brackets are the middle " + percentText(report.resampling.confidence) + " of " +
               formatInteger(report.resampling.repeats) + " resamples of the lists (seed " +
               formatInteger(report.resampling.seed) + ").");
  document.say(
      "Parity asks that items of all groups be seen as much; disparate treatment asks it in proportion to "
      "what the items are worth (utility), as far as that was measured without the same bias.");
  for (const AttributeExposure& each : report.attributes) tell(document, each, report);
  return document;
}

}  // namespace sayso::audit
