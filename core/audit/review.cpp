#include "core/audit/review.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/audit/estimate.h"
#include "core/audit/list_metrics.h"
#include "core/base/math.h"
#include "core/base/sort.h"
#include "core/consent/choose.h"
#include "core/consent/meaning.h"
#include "core/recommend/likeness.h"

namespace sayso::audit {
namespace {

using recommend::Catalog;

// Data may not be older than the choice that allows them: all are told as of a day between choice and now.
constexpr std::int64_t kChosenBefore = 30 * kSecondsPerDay;
constexpr std::int64_t kSeenBefore = 10 * kSecondsPerDay;

/// A list as it was made.
struct Listed {
  std::vector<std::uint32_t> items;
  std::size_t data = 0;  // how many data it read
  std::set<std::string> signals;
};

/// What a group of shoppers, or all of them, got.
struct Got {
  Estimate recall, ndcg, hits, found, gain, diversity, categories, novelty;
  double exposure = 0, exposureOfSmall = 0;  // by place: 1 / log2(1 + rank)
  std::size_t bought = 0, boughtOfSmall = 0;
  std::size_t shoppers = 0;
};

/// The half of the items that is bought least; equal ones by their order in the catalog.
std::vector<char> smallItems(const std::vector<double>& counts) {
  const auto order =
      sortedOrder(counts.size(), [&](std::size_t a, std::size_t b) { return counts[a] < counts[b]; });
  std::vector<char> isSmall(counts.size(), 0);
  for (std::size_t at = 0; at < order.size() / 2; ++at) isSmall[order[at]] = 1;
  return isSmall;
}

std::size_t hitsOf(ItemList list, const Shopper& shopper) {
  return static_cast<std::size_t>(std::count_if(list.begin(), list.end(), [&](std::uint32_t item) {
    return std::find(shopper.after.begin(), shopper.after.end(), item) != shopper.after.end();
  }));
}

/// Hits over what a list of this length could have hit.
std::optional<double> recallOf(ItemList list, const Shopper& shopper) {
  const std::size_t most = std::min<std::size_t>(Review::kPlaces, shopper.after.size());
  if (most == 0) return std::nullopt;
  return static_cast<double>(hitsOf(list, shopper)) / static_cast<double>(most);
}

std::size_t categoriesOf(ItemList list, const Catalog& catalog) {
  std::set<std::uint32_t> categories;
  for (const std::uint32_t item : list) categories.insert(catalog.categoryOf(item));
  return categories.size();
}

/// Adds up what the shoppers of one setting got.
class Measuring {
 public:
  Measuring(const Catalog& catalog, const Shoppers& shoppers, ItemList everybodys)
      : catalog_(catalog),
        shoppers_(shoppers),
        everybodys_(everybodys),
        isSmall_(smallItems(shoppers.counts.of)),
        exposures_(catalog.items().size(), 0) {}

  void add(const Shopper& shopper, const Listed& listed) {
    for (const std::uint32_t item : listed.items) ++exposures_[item];
    signals_.insert(listed.signals.begin(), listed.signals.end());
    data_.add(static_cast<double>(listed.data));
    add(shopper, listed.items, all_);
    add(shopper, listed.items, groups_[shopper.group]);
    recalls_.push_back(recallOf(listed.items, shopper));
  }

  /// Of each shopper, in their order.
  const std::vector<std::optional<double>>& recalls() const { return recalls_; }

  Json report(const Setting& setting) const {
    Json groups = Json::array();
    for (const auto& [name, got] : groups_)
      json::append(groups, json::object({{"group", name},
                                         {"shoppers", got.shoppers},
                                         {"recall", toJson(got.recall)},
                                         {"ndcg", toJson(got.ndcg)},
                                         {"found", toJson(got.found)},
                                         {"gain", toJson(got.gain)},
                                         {"small", small(got)}}));
    const auto unevenness = gini(exposures_);
    return json::object(
        {{"schema", "say-so-review/1"},
         {"id", setting.id},
         {"shoppers", all_.shoppers},
         {"used", json::object({{"signals", std::vector<std::string>(signals_.begin(), signals_.end())},
                                {"data", toJson(data_)}})},
         {"accuracy", json::object({{"recall", toJson(all_.recall)},
                                    {"ndcg", toJson(all_.ndcg)},
                                    {"hits", toJson(all_.hits)},
                                    {"found", toJson(all_.found)},
                                    {"gain", toJson(all_.gain)}})},
         {"variety", json::object({{"intraListDiversity", toJson(all_.diversity)},
                                   {"categories", toJson(all_.categories)},
                                   {"novelty", toJson(all_.novelty)}})},
         {"exposure", json::object({{"coverage", rounded(coverage(exposures_).value_or(0))},
                                    {"gini", unevenness ? Json(rounded(*unevenness)) : Json()},
                                    {"small", small(all_)}})},
         {"groups", std::move(groups)}});
  }

 private:
  void add(const Shopper& shopper, ItemList list, Got& got) const {
    ++got.shoppers;
    std::vector<Relevant> relevant;
    for (const std::uint32_t item : shopper.after) relevant.push_back({item, 1});
    const auto recall = recallOf(list, shopper);
    got.recall.add(recall);
    got.ndcg.add(ndcg(list, relevant, Review::kPlaces));
    if (recall) {
      const std::size_t hits = hitsOf(list, shopper);
      got.hits.add(static_cast<double>(hits));
      got.found.add(hits ? 1 : 0);
      got.gain.add(*recall - recallOf(everybodys_, shopper).value_or(0));
    }
    got.diversity.add(intraListDiversity(
        list, [&](std::uint32_t a, std::uint32_t b) { return recommend::likeness(catalog_, a, b); }));
    got.categories.add(static_cast<double>(categoriesOf(list, catalog_)));
    got.novelty.add(novelty(list, shoppers_.counts.of, shoppers_.counts.total));
    for (std::size_t place = 0; place < list.size(); ++place) {
      const double seen = 1 / math::log2(static_cast<double>(place) + 2);
      got.exposure += seen;
      got.exposureOfSmall += isSmall_[list[place]] ? seen : 0;
    }
    for (const std::uint32_t item : shopper.after) got.boughtOfSmall += isSmall_[item] ? 1 : 0;
    got.bought += shopper.after.size();
  }

  /// The half of the items that sells least: its share of what was shown beside its share of what was bought.
  static Json small(const Got& got) {
    const auto share = [](double part, double whole) {
      return whole > 0 ? Json(rounded(part / whole)) : Json();
    };
    return json::object(
        {{"shown", share(got.exposureOfSmall, got.exposure)},
         {"bought", share(static_cast<double>(got.boughtOfSmall), static_cast<double>(got.bought))}});
  }

  const Catalog& catalog_;
  const Shoppers& shoppers_;
  ItemList everybodys_;
  std::vector<char> isSmall_;
  std::vector<std::size_t> exposures_;
  Got all_;
  std::map<std::string, Got> groups_;
  Estimate data_;
  std::set<std::string> signals_;
  std::vector<std::optional<double>> recalls_;
};

Result<Setting> readSetting(const Json& value) {
  std::vector<Error> errors;
  json::Reader reader(value, errors);
  Setting setting;
  setting.id = reader.text("id");
  setting.purposes = reader.texts("purposes");
  if (const Json* controls = reader.rawIf("controls")) setting.controls = *controls;
  if (reader.has("newest"))
    setting.newest = static_cast<std::size_t>(
        reader.integer("newest", 0, static_cast<std::int64_t>(Shoppers::kMostItems)));
  setting.leaveOut = reader.flagIf("leaveOut");
  setting.against = reader.textIf("against");
  reader.finish();
  if (!errors.empty()) return errors.front();
  return setting;
}

Result<Listed> listOf(recommend::Engine& shop, const Json& request) {
  const auto slate = shop.slate(request);
  if (!slate) return slate.error();
  Listed listed;
  for (const explain::Rationale& rationale : slate.value().items)
    listed.items.push_back(shop.catalog()->find(rationale.item));
  for (const recommend::Used& used : slate.value().used) {
    listed.data += used.count;
    if (used.count) listed.signals.insert(used.signal);
  }
  return listed;
}

/// What the first has more than the second, shopper by shopper.
Estimate more(const std::vector<std::optional<double>>& first,
              const std::vector<std::optional<double>>& second) {
  Estimate difference;
  for (std::size_t at = 0; at < first.size(); ++at)
    if (first[at] && second[at]) difference.add(*first[at] - *second[at]);
  return difference;
}

/// `at` so many seconds before the environment's now.
Result<std::string> momentBefore(const Json& environment, std::int64_t seconds) {
  std::vector<Error> errors;
  json::Reader reader(environment, errors, "/environment");
  const Time now = reader.time("now");
  if (!errors.empty()) return errors.front();
  if (now.seconds < seconds) return Error{ErrorCode::OutOfRange, "too early", "/environment/now"};
  return formatTime({now.seconds - seconds});
}

}  // namespace

Result<Json> Review::loadShoppers(std::string_view text) {
  if (!shop_.config() || !shop_.catalog())
    return Error{ErrorCode::NotLoaded, "no config and catalog were loaded", ""};
  auto shoppers = readShoppers(text, *shop_.catalog());
  if (!shoppers) return shoppers.error();
  for (const std::string* signal : {&shoppers.value().bought, &shoppers.value().stated})
    if (!shop_.config()->signal(*signal))
      return Error{ErrorCode::UnknownSignal, "no signal of the config has the id " + *signal, ""};
  if (const auto moment = momentBefore(shoppers.value().environment, kChosenBefore); !moment)
    return moment.error();
  shoppers_ = std::move(shoppers).value();
  recalls_.clear();
  return json::object({{"shoppers", shoppers_.all.size()}});
}

bool Review::isGranted(const Setting& setting, std::string_view signal) const {
  const std::string& purpose = shop_.config()->signal(signal)->purpose;
  return std::find(setting.purposes.begin(), setting.purposes.end(), purpose) != setting.purposes.end();
}

/// The visitor's choices: each purpose of the setting granted, one switch each; null for none.
Result<Json> Review::stateFor(const Setting& setting) const {
  if (setting.purposes.empty()) return Json();
  Json environment = shoppers_.environment;
  json::set(environment, "now", momentBefore(environment, kChosenBefore).value());
  std::vector<Error> errors;
  json::Reader reader(environment, errors, "/environment");
  const consent::Environment then = consent::readEnvironment(reader);
  if (!errors.empty()) return errors.front();
  std::vector<consent::Wish> wishes;
  for (const std::string& purpose : setting.purposes)
    wishes.push_back({consent::Target::Purpose, purpose, true});
  consent::How how;
  how.language = then.language;
  const auto chosen = consent::choose(*shop_.config(), consent::meaningHash(*shop_.config()), std::nullopt,
                                      then, wishes, how);
  if (!chosen) return chosen.error();
  return consent::toJson(chosen.value().state);
}

Json Review::requestFor(const Setting& setting, const Json& state, const Shopper& shopper) const {
  const auto seen = momentBefore(shoppers_.environment, kSeenBefore);
  const auto idOf = [&](std::uint32_t item) { return shop_.catalog()->items()[item].id; };
  Json entries = Json::array();
  if (isGranted(setting, shoppers_.bought)) {
    const std::size_t known = std::min(setting.newest.value_or(shopper.before.size()), shopper.before.size());
    for (std::size_t at = shopper.before.size() - known; at < shopper.before.size(); ++at)
      json::append(entries, json::object({{"signal", shoppers_.bought},
                                          {"of", idOf(shopper.before[at])},
                                          {"at", seen.value()}}));
  }
  Json attributes = Json::array();
  if (isGranted(setting, shoppers_.stated) && !shopper.stated.empty())
    json::append(
        attributes,
        json::object({{"signal", shoppers_.stated}, {"value", shopper.stated}, {"at", seen.value()}}));
  std::vector<std::string> exclude;
  if (setting.leaveOut)
    for (const std::uint32_t item : shopper.before) exclude.push_back(idOf(item));
  Json request = json::object(
      {{"environment", shoppers_.environment},
       {"state", state},
       {"profile", json::object({{"schema", "say-so-profile/1"}, {"attributes", std::move(attributes)}})},
       {"signals", json::object({{"schema", "say-so-signals/1"}, {"entries", std::move(entries)}})},
       {"limit", kPlaces},
       {"exclude", exclude}});
  if (!shoppers_.context.is_null()) json::set(request, "context", shoppers_.context);
  if (!setting.controls.is_null()) json::set(request, "controls", setting.controls);
  return request;
}

Result<Json> Review::requestOf(const Json& value, std::string_view shopper) const {
  const auto setting = readSetting(value);
  if (!setting) return setting.error();
  const Shopper* found = shoppers_.find(shopper);
  if (!found) return Error{ErrorCode::UnknownItem, "there is no such shopper", ""};
  const auto state = stateFor(setting.value());
  if (!state) return state.error();
  return requestFor(setting.value(), state.value(), *found);
}

Result<Json> Review::measure(const Json& value) {
  const auto setting = readSetting(value);
  if (!setting) return setting.error();
  if (shoppers_.all.empty()) return Error{ErrorCode::NotLoaded, "no shoppers were loaded", ""};
  const auto other = recalls_.find(setting.value().against);
  if (!setting.value().against.empty() && other == recalls_.end())
    return Error{ErrorCode::BadValue, "no setting of that id was measured before", "/against"};
  const auto state = stateFor(setting.value());
  if (!state) return state.error();
  const auto everybodys = listOf(shop_, requestFor({}, Json(), Shopper()));
  if (!everybodys) return everybodys.error();
  Measuring measuring(*shop_.catalog(), shoppers_, everybodys.value().items);
  std::map<std::string, Listed> made;  // lists that depend on little are asked for by many
  for (const Shopper& shopper : shoppers_.all) {
    const Json request = requestFor(setting.value(), state.value(), shopper);
    const bool isCommon = request["signals"]["entries"].empty() && request["exclude"].empty();
    std::string key = isCommon ? json::dump(request["profile"]) : "";
    const auto known = isCommon ? made.find(key) : made.end();
    if (known != made.end()) {
      measuring.add(shopper, known->second);
      continue;
    }
    auto listed = listOf(shop_, request);
    if (!listed) return listed.error();
    measuring.add(shopper, listed.value());
    if (isCommon) made.emplace(std::move(key), std::move(listed).value());
  }
  Json report = measuring.report(setting.value());
  if (other != recalls_.end())
    json::set(report, "versus",
              json::object({{"id", setting.value().against},
                            {"recall", toJson(more(measuring.recalls(), other->second))}}));
  recalls_[setting.value().id] = measuring.recalls();
  return report;
}

}  // namespace sayso::audit
