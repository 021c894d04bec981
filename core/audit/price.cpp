#include "core/audit/price.h"

#include <algorithm>
#include <map>

#include "core/base/number.h"
#include "core/base/random.h"
#include "core/base/sort.h"

namespace sayso::audit {
namespace {

constexpr std::uint32_t kNoGroup = 0xffffffff, kMixed = 0xfffffffe;
constexpr double kRounding = 1e-12;  // relative: sums in another order may differ so much

/// What each group saw of one item.
PricedItem itemOf(const std::string& name, const std::map<std::uint32_t, std::vector<double>>& byGroup) {
  PricedItem found;
  found.item = name;
  for (const auto& [group, shown] : byGroup) {
    PricedItem::Seen& seen = found.seen.emplace_back();
    seen.group = group;
    seen.rows = shown.size();
    seen.prices = shown;
    std::sort(seen.prices.begin(), seen.prices.end());
    seen.prices.erase(std::unique(seen.prices.begin(), seen.prices.end()), seen.prices.end());
    found.differs |= seen.prices != found.seen.front().prices;
    const bool isFirst = found.seen.size() == 1;
    found.lowest = isFirst ? seen.prices.front() : std::min(found.lowest, seen.prices.front());
    found.highest = isFirst ? seen.prices.back() : std::max(found.highest, seen.prices.back());
  }
  return found;
}

void compareItems(AttributePrices& found, const Offers& offers, const Grouping& grouping) {
  std::vector<std::map<std::uint32_t, std::vector<double>>> shown(offers.items.size());
  for (std::size_t row = 0; row < offers.item.size(); ++row)
    shown[offers.item[row]][grouping.of[row]].push_back(offers.price[row]);
  std::vector<PricedItem> items;
  for (std::size_t item = 0; item < shown.size(); ++item) {
    PricedItem each = itemOf(offers.items[item], shown[item]);
    found.compared += each.seen.size() > 1 ? 1 : 0;
    found.differing += each.differs ? 1 : 0;
    if (each.lowest < each.highest) items.push_back(std::move(each));
  }
  const auto width = [&](std::size_t at) { return items[at].highest - items[at].lowest; };
  for (const std::size_t at : sortedOrder(items.size(), [&](std::size_t a, std::size_t b) {
         return items[a].differs != items[b].differs ? items[a].differs : width(a) > width(b);
       }))
    found.items.push_back(std::move(items[at]));
}

/// The mean price of each list, and whose it is.
struct ListLevels {
  std::vector<double> mean;
  std::vector<std::uint32_t> group;  // or kMixed
};

ListLevels levelsOf(const Offers& offers, const Grouping& grouping) {
  ListLevels levels{std::vector<double>(offers.lists), std::vector<std::uint32_t>(offers.lists, kNoGroup)};
  std::vector<double> rows(offers.lists);
  for (std::size_t row = 0; row < offers.list.size(); ++row) {
    const std::uint32_t list = offers.list[row];
    levels.mean[list] += offers.price[row];
    rows[list] += 1;
    if (levels.group[list] == kNoGroup)
      levels.group[list] = grouping.of[row];
    else if (levels.group[list] != grouping.of[row])
      levels.group[list] = kMixed;
  }
  for (std::size_t list = 0; list < offers.lists; ++list) levels.mean[list] /= rows[list];
  return levels;
}

/// How far the means of groups lie from the mean of all, in squares.
double between(const std::vector<double>& means, const std::vector<std::uint32_t>& groups,
               std::size_t count) {
  std::vector<double> sums(count), sizes(count);
  double sum = 0;
  for (std::size_t list = 0; list < means.size(); ++list) {
    sums[groups[list]] += means[list];
    sizes[groups[list]] += 1;
    sum += means[list];
  }
  const double mean = sum / static_cast<double>(means.size());
  double squares = 0;
  for (std::size_t group = 0; group < count; ++group) {
    if (sizes[group] == 0) continue;
    const double off = sums[group] / sizes[group] - mean;
    squares += sizes[group] * off * off;
  }
  return squares;
}

std::optional<Interval> resampled(const std::vector<double>& means, const Resampling& how) {
  Random random(how.seed);
  std::vector<double> drawn;
  for (std::size_t repeat = 0; repeat < how.repeats; ++repeat) {
    double sum = 0;
    for (std::size_t list = 0; list < means.size(); ++list)
      sum += means[static_cast<std::size_t>(random.below(means.size()))];
    drawn.push_back(sum / static_cast<double>(means.size()));
  }
  return middle(std::move(drawn), how.confidence);
}

/// Deals the groups to the lists anew, and counts how often they lie as far apart.
double dealt(const std::vector<double>& means, std::vector<std::uint32_t> groups, std::size_t count,
             const Resampling& how) {
  const double seen = between(means, groups, count);
  Random random(how.seed);
  std::size_t asFar = 1;  // as it was
  for (std::size_t repeat = 0; repeat < how.repeats; ++repeat) {
    for (std::size_t left = groups.size(); left > 1; --left)
      std::swap(groups[left - 1], groups[static_cast<std::size_t>(random.below(left))]);
    asFar += between(means, groups, count) >= seen * (1 - kRounding) ? 1 : 0;
  }
  return static_cast<double>(asFar) / static_cast<double>(how.repeats + 1);
}

void compareLevels(AttributePrices& found, const Offers& offers, const Grouping& grouping, std::size_t least,
                   const Resampling& how) {
  const ListLevels levels = levelsOf(offers, grouping);
  found.mixedLists = static_cast<std::size_t>(std::count(levels.group.begin(), levels.group.end(), kMixed));
  std::vector<std::vector<double>> ofGroup(grouping.names.size());
  for (std::size_t list = 0; list < offers.lists; ++list)
    if (levels.group[list] < kMixed) ofGroup[levels.group[list]].push_back(levels.mean[list]);
  std::vector<double> means;
  std::vector<std::uint32_t> groups;
  std::size_t large = 0;
  for (std::size_t group = 0; group < ofGroup.size(); ++group) {
    PriceLevel& level = found.levels.emplace_back();
    level.lists = ofGroup[group].size();
    level.isSmall = level.lists < least;
    for (const double mean : ofGroup[group]) level.mean += mean / static_cast<double>(level.lists);
    if (level.lists) level.interval = resampled(ofGroup[group], how);
    if (level.isSmall) continue;
    ++large;
    means.insert(means.end(), ofGroup[group].begin(), ofGroup[group].end());
    groups.insert(groups.end(), level.lists, static_cast<std::uint32_t>(group));
  }
  if (large > 1) found.p = dealt(means, std::move(groups), ofGroup.size(), how);
}

Json toJson(const PricedItem& item, const std::vector<std::string>& groups) {
  Json seen = Json::array();
  for (const PricedItem::Seen& each : item.seen) {
    Json prices = Json::array();
    for (const double price : each.prices) json::append(prices, price);
    json::append(
        seen,
        json::object({{"group", groups[each.group]}, {"prices", std::move(prices)}, {"rows", each.rows}}));
  }
  return json::object({{"item", item.item},
                       {"differsBetweenGroups", item.differs},
                       {"lowest", item.lowest},
                       {"highest", item.highest},
                       {"seen", std::move(seen)}});
}

Json toJson(const AttributePrices& each) {
  Json items = Json::array(), levels = Json::array();
  for (const PricedItem& item : each.items) json::append(items, toJson(item, each.groups));
  for (std::size_t group = 0; group < each.levels.size(); ++group) {
    const PriceLevel& level = each.levels[group];
    Json json =
        json::object({{"group", each.groups[group]}, {"lists", level.lists}, {"small", level.isSmall}});
    json::set(json, "mean", level.lists ? Json(level.mean) : Json(nullptr));
    json::set(json, "low", level.interval ? Json(level.interval->low) : Json(nullptr));
    json::set(json, "high", level.interval ? Json(level.interval->high) : Json(nullptr));
    json::append(levels, std::move(json));
  }
  return json::object({{"attribute", each.attribute},
                       {"itemsCompared", each.compared},
                       {"itemsDiffering", each.differing},
                       {"items", std::move(items)},
                       {"levels", std::move(levels)},
                       {"mixedLists", each.mixedLists},
                       {"p", each.p ? Json(*each.p) : Json(nullptr)}});
}

std::string pricesText(const PricedItem::Seen& seen) {
  constexpr std::size_t kMostNamed = 6;
  std::string text;
  for (std::size_t at = 0; at < seen.prices.size() && at < kMostNamed; ++at)
    text += (at ? ", " : "") + formatDouble(seen.prices[at]);
  return seen.prices.size() > kMostNamed ? text + ", …" : text;
}

void tell(Document& document, const AttributePrices& each) {
  constexpr std::size_t kMostShown = 100;
  document.heading(2, "By " + each.attribute);
  document.say(each.differing == 0 && each.compared > 0
                   ? "Of " + formatInteger(each.compared) +
                         " items that two groups or more saw, none was shown at different prices."
                   : formatInteger(each.differing) + " of " + formatInteger(each.compared) +
                         " items that two groups or more saw were shown at DIFFERENT PRICES.");
  if (!each.items.empty()) {
    Table table{"Items with more than one price", {"item", "between groups", "group", "prices", "times"}, {}};
    for (std::size_t at = 0; at < each.items.size() && at < kMostShown; ++at)
      for (const PricedItem::Seen& seen : each.items[at].seen)
        table.rows.push_back({each.items[at].item, each.items[at].differs ? "different" : "the same",
                              each.groups[seen.group], pricesText(seen), formatInteger(seen.rows)});
    document.blocks.emplace_back(std::move(table));
    if (each.items.size() > kMostShown)
      document.say("And " + formatInteger(each.items.size() - kMostShown) + " more, in the JSON report.");
  }
  Table levels{"Price level of the lists", {"group", "lists", "mean price"}, {}};
  for (std::size_t group = 0; group < each.levels.size(); ++group) {
    const PriceLevel& level = each.levels[group];
    const auto& interval = level.interval;
    levels.rows.push_back({each.groups[group] + (level.isSmall ? " (small)" : ""), formatInteger(level.lists),
                           interval ? fixedText(level.mean, 2) + " (" + fixedText(interval->low, 2) + " to " +
                                          fixedText(interval->high, 2) + ")"
                                    : "–"});
  }
  document.blocks.emplace_back(std::move(levels));
  document.say(each.p ? "Levels as far apart come about in " + percentText(*each.p) +
                            " of deals of the groups to the lists at random."
                      : "The levels were not tested: fewer than two groups with enough lists.");
  if (each.mixedLists)
    document.say(formatInteger(each.mixedLists) +
                 " lists hold rows of several groups and count for no level.");
}

}  // namespace

Prices comparePrices(const Offers& offers, const std::vector<Grouping>& groupings, std::size_t least,
                     const Resampling& resampling) {
  Prices report{offers.item.size(), offers.items.size(), offers.lists, least, resampling, {}};
  for (const Grouping& grouping : groupings) {
    AttributePrices& found = report.attributes.emplace_back();
    found.attribute = grouping.attribute;
    found.groups = grouping.names;
    compareItems(found, offers, grouping);
    compareLevels(found, offers, grouping, least, resampling);
  }
  return report;
}

Json toJson(const Prices& report) {
  Json attributes = Json::array();
  for (const AttributePrices& each : report.attributes) json::append(attributes, toJson(each));
  return json::object({{"schema", "say-so-price/1"},
                       {"rows", report.rows},
                       {"items", report.items},
                       {"lists", report.lists},
                       {"least", report.least},
                       {"confidence", report.resampling.confidence},
                       {"repeats", report.resampling.repeats},
                       {"seed", report.resampling.seed},
                       {"attributes", std::move(attributes)}});
}

Document toDocument(const Prices& report) {
  Document document{"Prices", {}};
  document.say(formatInteger(report.rows) + " prices of " + formatInteger(report.items) + " items in " +
               formatInteger(report.lists) + " lists.");
  document.say(
      "An item that two groups saw at different prices is a finding by itself. The level of the lists is "
      "another "
      "question: people may be shown dearer things at prices that are the same for all. Numbers in brackets "
      "are the "
      "middle " +
      percentText(report.resampling.confidence) + " of " + formatInteger(report.resampling.repeats) +
      " resamples of a group's lists (seed " + formatInteger(report.resampling.seed) + ").");
  for (const AttributePrices& each : report.attributes) tell(document, each);
  return document;
}

}  // namespace sayso::audit
