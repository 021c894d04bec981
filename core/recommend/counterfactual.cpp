#include "core/recommend/counterfactual.h"

#include <algorithm>
#include <cmath>

#include "core/base/sort.h"
#include "core/explain/counterfactual.h"
#include "core/recommend/fit.h"
#include "core/recommend/ranking.h"

namespace sayso::recommend {
namespace {

using explain::Removal, explain::Shares, explain::SmallestSet;
using Set = std::vector<std::size_t>;
using Datum = ConsentedSignals::Datum;

constexpr std::size_t kMostCells = 8'000'000;  // things x items: the table of sums holds no more

/// The item's place in the list; 0: it is not in it.
int placeIn(const Slate& slate, const std::string& item) {
  for (const explain::Rationale& each : slate.items)
    if (each.item == item) return each.rank;
  return 0;
}

/// Asks one list again and again: what if this were not known?
class WhatIf {
 public:
  WhatIf(const Shop& shop, const Request& request);

  const Slate& slate() const { return slate_; }
  Json ofItem(std::uint32_t item, Json& mentions) const;
  Json withoutPurpose(const std::string& purpose, Json& mentions) const;

 private:
  void findThings();
  bool isSum() const;
  void addUp();
  std::vector<double> effectOf(const ConsentedSignals& consented) const;
  std::size_t mostTries() const;
  std::vector<std::size_t> order(std::uint32_t item, bool isEntering) const;
  Removal search(std::uint32_t item, bool isEntering, SmallestSet::Does does) const;

  /// The data without these things.
  ConsentedSignals without(const Set& things) const;
  Json told(const Set& things, Json& mentions) const;

  const Shop& shop_;
  const Request& request_;
  const Ranking ranking_;
  const Slate slate_;
  const ConsentedSignals& consented_;
  const Visit visit_;
  std::vector<std::size_t> thingOf_;   // by datum; kNone: it is not to be removed
  std::vector<std::uint32_t> itemOf_;  // by thing; Catalog::kNone: a value of an attribute
  std::size_t pins_ = 0;               // in the list
  Shares shares_;                      // empty: the scores are not sums over the things
};

WhatIf::WhatIf(const Shop& shop, const Request& request)
    : shop_(shop),
      request_(request),
      ranking_(shop, request),
      slate_(ranking_.slate()),
      consented_(ranking_.consented()),
      visit_{*shop.catalog, *shop.config, consented_} {
  findThings();
  for (const explain::Rationale& each : slate_.items)
    pins_ += ranking_.isLeftOut(shop_.catalog->find(each.item)) ? 1 : 0;
  if (isSum()) addUp();
}

/// All that was done with one item is one thing. Sensitive items count for nothing, and the moment is not the
/// visitor's to take back.
void WhatIf::findThings() {
  std::vector<std::size_t> ofItem(shop_.base.size(), Shares::kNone);
  consented_.eachDatum([&](const Datum& datum) {
    std::size_t& thing = thingOf_.emplace_back(Shares::kNone);
    const std::uint32_t item = datum.attribute ? Catalog::kNone : shop_.catalog->find(*datum.of);
    const bool isOfItem = item != Catalog::kNone && !shop_.catalog->isSensitive(item);
    const bool isOurs =
        datum.attribute ? !visit_.is(consent::Provenance::Contextual, datum.signal) : isOfItem;
    if (!isOurs || !shop_.reads(datum.signal)) return;
    thing = isOfItem && ofItem[item] != Shares::kNone ? ofItem[item] : itemOf_.size();
    if (thing == itemOf_.size()) itemOf_.push_back(item);
    if (isOfItem) ofItem[item] = thing;
  });
}

/// Whether each thing adds the same to a score whatever else is there, and the list is in the order of
/// scores.
bool WhatIf::isSum() const {
  for (const Part& part : shop_.model->parts)
    if (std::holds_alternative<Rows>(part.model) || std::holds_alternative<SegmentsPart>(part.model))
      return false;
  // What is ranked moves up when what stands before it goes.
  for (const Part& part : shop_.model->parts)
    if (const auto* match = std::get_if<StatedMatch>(&part.model))
      for (const StatedMatch::Rule& rule : match->rules)
        if (rule.isRanked && visit_.attribute(rule.signal)) return false;
  // What was guessed counts once nothing is stated of the same.
  bool isGuessed = false, isStated = false;
  for (const Attribute& attribute : consented_.attributes()) {
    isGuessed = isGuessed || visit_.is(consent::Provenance::Inferred, attribute.signal);
    isStated = isStated || visit_.is(consent::Provenance::Stated, attribute.signal);
  }
  if (isGuessed && isStated) return false;
  return !ranking_.isArranged() && itemOf_.size() * shop_.base.size() <= kMostCells;
}

std::vector<double> WhatIf::effectOf(const ConsentedSignals& consented) const {
  const Visit visit{*shop_.catalog, *shop_.config, consented};
  std::vector<double> effect(shop_.base.size(), 0);
  std::vector<char> touched(effect.size(), 0);
  for (std::size_t part = 0; part < shop_.model->parts.size(); ++part)
    Reading(shop_, part, visit).addTo(effect, touched);
  return effect;
}

void WhatIf::addUp() {
  shares_.scores = effectOf(consented_);
  Set all;
  std::vector<char> isKept(thingOf_.size());
  for (std::size_t thing = 0; thing < itemOf_.size(); ++thing) {
    all.push_back(thing);
    for (std::size_t datum = 0; datum < thingOf_.size(); ++datum) isKept[datum] = thingOf_[datum] == thing;
    shares_.shares.push_back(effectOf(consented_.narrowed(isKept)));
  }
  const Ranking bare(shop_, request_, without(all));
  shares_.heldBy.assign(shop_.base.size(), Shares::kNone);
  shares_.isOut.resize(shop_.base.size());
  for (std::uint32_t item = 0; item < shop_.base.size(); ++item) {
    shares_.scores[item] += shop_.base[item];
    shares_.isOut[item] = bare.isLeftOut(item);
  }
  for (std::size_t thing = 0; thing < itemOf_.size(); ++thing)
    if (itemOf_[thing] != Catalog::kNone) shares_.heldBy[itemOf_[thing]] = thing;
}

ConsentedSignals WhatIf::without(const Set& things) const {
  std::vector<char> isKept;
  for (const std::size_t thing : thingOf_)
    isKept.push_back(std::find(things.begin(), things.end(), thing) == things.end());
  return consented_.narrowed(isKept);
}

/// How many sets may be tried by ranking the list again: rows of trees take a hundred times as long as sums.
std::size_t WhatIf::mostTries() const {
  constexpr std::size_t kWork = 4'000'000, kMost = 400, kLeast = 20, kRowWork = 200;
  std::size_t work = shop_.base.size() + 1;
  for (const Part& part : shop_.model->parts)
    if (const auto* rows = std::get_if<Rows>(&part.model))
      work += kRowWork * ((*rows)->candidates > 0 ? (*rows)->candidates : shop_.base.size());
  return std::clamp(kWork / work, kLeast, kMost);
}

/// Things, what speaks most for (or against) the item first; before all what holds the item itself back.
std::vector<std::size_t> WhatIf::order(std::uint32_t item, bool isEntering) const {
  const explain::Rationale rationale = ranking_.rationale(item);
  std::vector<double> most(itemOf_.size(), 0);
  std::size_t at = 0;
  consented_.eachDatum([&](const Datum& datum) {
    const std::size_t thing = thingOf_[at++];
    if (thing == Shares::kNone) return;
    for (const explain::Contribution& each : rationale.contributions)
      if (each.signal == datum.signal && (each.count > 1 || !datum.of || each.of == *datum.of))
        most[thing] += (isEntering ? -each.value : each.value) / static_cast<double>(each.count);
    if (itemOf_[thing] == item) most[thing] = HUGE_VAL;
  });
  return sortedOrder(most.size(), [&](std::size_t a, std::size_t b) { return most[a] > most[b]; });
}

Removal WhatIf::search(std::uint32_t item, bool isEntering, SmallestSet::Does does) const {
  const auto limit = static_cast<std::size_t>(request_.limit);
  // No datum moves what the shop has pinned, nor puts anything beside nothing but pins.
  const bool isPinned = !isEntering && ranking_.isLeftOut(item);
  if (itemOf_.empty() || isPinned || pins_ >= limit) return {false, {}, true, 0};
  if (!shares_.scores.empty())
    return isEntering ? shares_.enter(item, limit - pins_, does) : shares_.leave(item, limit - pins_, does);
  SmallestSet search;
  search.order = order(item, isEntering);
  search.mostLooked = mostTries();
  return search.find([](const explain::Partial&) { return true; }, does);
}

Json WhatIf::ofItem(std::uint32_t item, Json& mentions) const {
  const std::string& id = shop_.catalog->items()[item].id;
  const int rank = placeIn(slate_, id);
  Json answer = json::object({{"item", id}, {"rank", rank}, {"remove", nullptr}});
  mention(mentions, *shop_.catalog, id);

  int rankThen = 0;
  std::string instead;
  std::size_t left = 2 * mostTries();  // half of them to find a way where there is no proof
  const auto does = [&](const Set& set) {
    if (left == 0) return false;
    --left;
    const Ranking ranking(shop_, request_, without(set));
    const Slate then = ranking.slate();
    const int place = placeIn(then, id);
    if ((place > 0) == (rank > 0)) return false;
    rankThen = place;
    if (place == 0 && then.judged == 0 && !ranking.isArranged() && !ranking.isLeftOut(item))
      rankThen = std::max(ranking.place(item), static_cast<int>(request_.limit) + 1);
    const Slate& other = rank > 0 ? then : slate_;
    const auto at = static_cast<std::size_t>(std::max(rank, place)) - 1;
    instead = at < other.items.size() ? other.items[at].item : std::string();
    return true;
  };
  const Removal removal = search(item, rank == 0, does);
  if (removal.found) {
    json::set(answer, "remove", told(removal.remove, mentions));
    if (rankThen > 0) json::set(answer, "rankThen", rankThen);
    if (!instead.empty()) json::set(answer, "insteadInPlace", instead);
    mention(mentions, *shop_.catalog, instead);
  }
  json::set(answer, "proven", false);
  // A single thing is a smallest set, however it was found.
  if ((removal.proven && left > 0) || (removal.found && removal.remove.size() == 1))
    json::set(answer, "proven", itemOf_.empty() || !shares_.scores.empty() ? "score" : "list");
  return answer;
}

Json WhatIf::told(const Set& things, Json& mentions) const {
  Json data = Json::array();
  std::size_t at = 0;
  consented_.eachDatum([&](const Datum& datum) {
    if (std::find(things.begin(), things.end(), thingOf_[at++]) == things.end()) return;
    // However often an item was shown, that is one thing to forget.
    if (shop_.isShown(datum.signal) && std::any_of(data.begin(), data.end(), [&](const Json& each) {
          return each["signal"] == datum.signal && each["of"] == *datum.of;
        }))
      return;
    const std::string of = datum.of ? *datum.of : nameOf(*datum.attribute);
    const consent::Signal& signal = *shop_.config->signal(datum.signal);
    Json json = json::object({{"signal", signal.id}, {"of", of}});
    if (datum.attribute && datum.attribute->range)
      json::set(json, "range",
                json::object({{"min", datum.attribute->range->min}, {"max", datum.attribute->range->max}}));
    json::set(json, "purpose", signal.purpose);
    json::set(json, "provenance", consent::toText(signal.provenance));
    json::append(data, std::move(json));
    if (!datum.attribute) mention(mentions, *shop_.catalog, of);
  });
  return data;
}

Json WhatIf::withoutPurpose(const std::string& purpose, Json& mentions) const {
  std::vector<char> isKept;
  consented_.eachDatum(
      [&](const Datum& datum) { isKept.push_back(shop_.config->signal(datum.signal)->purpose != purpose); });
  // Where what lists show is kept no more, nothing is shown to learn.
  bool keepsShown = true;
  for (const consent::Signal& signal : shop_.config->signals)
    if (signal.purpose == purpose && shop_.isShown(signal.id)) keepsShown = false;
  const Slate then = Ranking(shop_, request_, consented_.narrowed(isKept), keepsShown).slate();
  Json leave = Json::array(), enter = Json::array(), moves = Json::array();
  for (const explain::Rationale& each : slate_.items) {
    const int place = placeIn(then, each.item);
    if (place == 0) json::append(leave, each.item);
    if (place > 0 && place != each.rank)
      json::append(moves, json::object({{"item", each.item}, {"from", each.rank}, {"to", place}}));
    mention(mentions, *shop_.catalog, each.item);
  }
  for (const explain::Rationale& each : then.items) {
    if (placeIn(slate_, each.item) > 0) continue;
    json::append(enter, each.item);
    mention(mentions, *shop_.catalog, each.item);
  }
  return json::object({{"purpose", purpose},
                       {"leave", std::move(leave)},
                       {"enter", std::move(enter)},
                       {"moves", std::move(moves)}});
}

}  // namespace

Result<Json> counterfactuals(const Shop& shop, const Request& request, std::string_view item) {
  const std::uint32_t asked = shop.catalog->find(item);
  if (!item.empty() && asked == Catalog::kNone)
    return Error{ErrorCode::UnknownItem, "the catalog has no such item", ""};
  const WhatIf whatIf(shop, request);
  const Slate& slate = whatIf.slate();
  Json items = Json::array(), purposes = Json::array(), mentions = Json::object();
  if (!item.empty()) json::append(items, whatIf.ofItem(asked, mentions));
  for (const explain::Rationale& each : slate.items)
    if (item.empty()) json::append(items, whatIf.ofItem(shop.catalog->find(each.item), mentions));
  for (const consent::Purpose& purpose : shop.config->purposes) {
    const bool isUsed = std::any_of(slate.used.begin(), slate.used.end(), [&](const Used& used) {
      return shop.config->signal(used.signal)->purpose == purpose.id;
    });
    if (isUsed) json::append(purposes, whatIf.withoutPurpose(purpose.id, mentions));
  }
  return json::object({{"schema", "say-so-counterfactuals/1"},
                       {"items", std::move(items)},
                       {"purposes", std::move(purposes)},
                       {"mentions", std::move(mentions)}});
}

}  // namespace sayso::recommend
