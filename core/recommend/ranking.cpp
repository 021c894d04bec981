#include "core/recommend/ranking.h"

#include <algorithm>
#include <cmath>

#include "core/base/sort.h"
#include "core/consent/policy.h"
#include "core/recommend/arrangement.h"
#include "core/recommend/first.h"
#include "core/recommend/fit.h"
#include "core/recommend/serendipity.h"
#include "core/recommend/variety.h"

namespace sayso::recommend {
namespace {

const Profile kNoProfile;
const Signals kNoSignals;
const std::vector<Attribute> kNoContext;

/// The function that contributions are exact over; of several the one that says most.
const char* valueFunctionOf(const Model& model) {
  std::string_view found = "additive";
  for (const Part& part : model.parts) {
    const auto* rows = std::get_if<Rows>(&part.model);
    const char* own = rows ? (*rows)->valueFunction() : nullptr;
    if (std::holds_alternative<SegmentsPart>(part.model)) own = "interventional";
    if (own && found != "path-dependent") found = own;
  }
  return found.data();
}

}  // namespace

// Asked for the list without their data, none reach the gate.
Ranking::Ranking(const Shop& shop, const Request& request)
    : Ranking(shop, request,
              gate(*shop.config, shop.meaning, request.state, request.environment,
                   request.personalized ? request.profile : kNoProfile,
                   request.personalized ? request.signals : kNoSignals,
                   request.personalized ? request.context : kNoContext)) {}

Ranking::Ranking(const Shop& shop, const Request& request, ConsentedSignals consented, bool keepsShown)
    : shop_(shop),
      request_(request),
      consented_(std::move(consented)),
      visit_{*shop.catalog, *shop.config, consented_},
      valueFunction_(valueFunctionOf(*shop.model)) {
  if (request.served) return;
  const consent::RecommendConfig none;
  const consent::RecommendConfig& defaults = shop.config->recommend ? *shop.config->recommend : none;
  variety_ = request.variety.value_or(defaults.variety);
  serendipity_ = request.serendipity.value_or(defaults.serendipity);
  keepsShown_ = keepsShown && request.personalized && consented_.keepsShown();
  exploration_ = keepsShown_ && request.exploration.value_or(defaults.exploration);
  for (std::size_t part = 0; part < shop.model->parts.size(); ++part)
    readings_.emplace_back(shop, part, visit_);
  score();
  leaveOut();
  judgeCandidates();
}

void Ranking::score() {
  scores_ = shop_.base;
  isRough_.assign(scores_.size(), 0);
  for (const Reading& reading : readings_) reading.addTo(scores_, isRough_);
}

/// Slow models judge the best by all other parts, and what is pinned; the rest is out of the running.
void Ranking::judgeCandidates() {
  candidates_ =
      pins_.size() + static_cast<std::size_t>(std::count(isExcluded_.begin(), isExcluded_.end(), 0));
  std::vector<const RowReading*> judges;
  std::size_t most = 0;
  for (const Reading& reading : readings_) {
    std::size_t candidates = 0;
    if (const RowReading* judge = reading.judge(candidates)) judges.push_back(judge);
    most = std::max(most, candidates);
  }
  if (judges.empty()) return;
  First best(scores_, std::max(most, static_cast<std::size_t>(request_.limit)));
  for (std::uint32_t item = 0; item < scores_.size(); ++item)
    if (!isExcluded_[item]) best.offer(item);
  judged_ = best.items().size();
  std::vector<std::uint32_t> judgedItems = best.items();
  isExcluded_.assign(isExcluded_.size(), 1);
  for (const std::uint32_t item : judgedItems) isExcluded_[item] = 0;
  for (const Pin& pin : pins_) judgedItems.push_back(pin.item);
  for (const std::uint32_t item : judgedItems) {
    for (const RowReading* judge : judges) scores_[item] += judge->judge(item);
    isRough_[item] = 1;
  }
}

void Ranking::leaveOut() {
  isExcluded_.assign(scores_.size(), 0);
  for (const std::string& id : request_.exclude)
    if (const std::uint32_t item = shop_.catalog->find(id); item != Catalog::kNone) isExcluded_[item] = 1;
  for (const Part& part : shop_.model->parts)
    if (const auto* rules = std::get_if<BrandRules>(&part.model)) applyFilters(*rules);
  if (const auto& price = request_.price)
    keepOnly("asked-price", [&price](const Item& item) { return price->has(item.price); });
  // What the visitor has seen is left out, but not what the shop has pinned.
  for (const Part& part : shop_.model->parts)
    if (const auto* rules = std::get_if<BrandRules>(&part.model)) applyPins(*rules);
  for (const Entry& entry : consented_.entries()) {
    const std::uint32_t item = shop_.catalog->find(entry.of);
    if (item != Catalog::kNone && !shop_.catalog->isSensitive(item) && reads(*shop_.model, entry.signal))
      isExcluded_[item] = 1;
  }
}

void Ranking::applyFilters(const BrandRules& rules) {
  if (rules.inStock) keepOnly("in-stock", [](const Item& item) { return item.inStock; });
  if (rules.price)
    keepOnly("price-range", [&rules](const Item& item) { return rules.price->has(item.price); });
}

void Ranking::keepOnly(const char* rule, FunctionRef<bool(const Item&)> isKept) {
  for (std::uint32_t item = 0; item < isExcluded_.size(); ++item)
    if (!isKept(shop_.catalog->items()[item])) isExcluded_[item] = 1;
  if (std::find(rules_.begin(), rules_.end(), rule) == rules_.end()) rules_.push_back(rule);
}

void Ranking::applyPins(const BrandRules& rules) {
  for (const BrandRules::Pin& pin : rules.pins) {
    const std::uint32_t item = shop_.catalog->find(pin.item);
    if (item == Catalog::kNone || isExcluded_[item]) continue;
    isExcluded_[item] = 1;
    pins_.push_back({item, pin.sponsored});
  }
}

/// Items that may be among the first `limit`. Rough scores may differ from totals in their last bits, because
/// a total adds in the order of its rationale; so every such item near the edge stays in. The others have
/// their exact score already: of those the first `limit` are enough.
std::vector<std::uint32_t> Ranking::shortlist(std::size_t limit) const {
  constexpr double kSlack = 1e-9;
  const auto items = static_cast<std::uint32_t>(scores_.size());
  First plain(scores_, limit);
  First rough(scores_, limit);
  for (std::uint32_t item = 0; item < items; ++item)
    if (!isExcluded_[item]) (isRough_[item] ? rough : plain).offer(item);

  std::vector<std::uint32_t> list = plain.items();
  const double last = rough.lowest();
  const double edge = last - kSlack * (1 + std::fabs(last));
  for (std::uint32_t item = 0; item < items; ++item)
    if (isRough_[item] && !isExcluded_[item] && scores_[item] >= edge) list.push_back(item);
  return list;
}

explain::Rationale Ranking::rationale(std::uint32_t item) const {
  explain::Rationale rationale;
  rationale.item = shop_.catalog->items()[item].id;
  rationale.base = shop_.base[item];
  for (const Reading& reading : readings_) rationale.base += reading.explain(item, rationale.contributions);
  rationale.valueFunction = valueFunction_;
  explain::order(rationale.contributions);
  return rationale;
}

std::vector<explain::Rationale> Ranking::best(std::size_t limit) const {
  const std::vector<std::uint32_t> items = shortlist(limit);
  std::vector<explain::Rationale> found;
  std::vector<double> totals;
  for (const std::uint32_t item : items) {
    found.push_back(rationale(item));
    totals.push_back(explain::total(found.back()));
  }
  const auto order = sortedOrder(items.size(), [&](std::size_t a, std::size_t b) {
    return totals[a] != totals[b] ? totals[a] > totals[b] : items[a] < items[b];
  });
  std::vector<explain::Rationale> best;
  for (std::size_t place = 0; place < order.size() && place < limit; ++place)
    best.push_back(std::move(found[order[place]]));
  return best;
}

/// The first of the list after what the visitor or the shop asks for besides scores. Pins stand above it.
std::vector<explain::Rationale> Ranking::arranged(std::size_t limit) const {
  if (!isArranged()) return best(limit);
  std::vector<explain::Rationale> byScore = best(std::max(limit, kVarietyPool));
  std::vector<double> totals;
  for (const explain::Rationale& each : byScore)
    if (totals.size() < kVarietyPool) totals.push_back(explain::total(each));
  const std::size_t pool = totals.size();
  Arrangement list(*this, std::move(byScore));
  const Catalog& catalog = *shop_.catalog;
  const Usual usual = usualOf(visit_, *shop_.model);
  if (variety_ != consent::Variety::Alike && pool > 0) {
    list.reorder(vary(std::span(list.items()).first(pool), totals, variety_, catalog, usual),
                 variety_ == consent::Variety::Mixed ? "variety" : "calibration");
  }
  std::vector<char> isOut = isExcluded_;
  std::vector<Beta> known;
  if (keepsShown_) {
    known = learnFrom(visit_, usual, request_.environment.now, isOut);
    std::vector<std::size_t> next;
    for (const char isOften : {0, 1})
      for (std::size_t at = 0; at < pool; ++at)
        if (isOut[list.items()[at]] == isOften) next.push_back(at);
    list.reorder(std::move(next), "frequency");
  }
  if (serendipity_)
    list.give(kSerendipityPlace, findUnexpected(list.usual(), scores_, isOut, catalog, usual), "serendipity",
              "exploratory");
  if (exploration_) {
    for (const std::uint32_t item : list.usual()) isOut[item] = 1;
    list.give(
        kExplorationPlace,
        findToLearn(std::move(known), scores_, isOut, catalog, static_cast<std::uint64_t>(request_.seed)),
        "exploration", "learning");
  }
  return list.take();
}

/// The place that a pinned item would have by its score alone.
int Ranking::rankByScore(std::uint32_t item) const {
  int rank = 1;
  for (std::uint32_t other = 0; other < scores_.size(); ++other)
    if ((!isExcluded_[other] || isPinned(other)) && isAbove(other, item)) ++rank;
  return rank;
}

int Ranking::place(std::uint32_t item) const {
  int place = static_cast<int>(pins_.size()) + 1;
  for (std::uint32_t other = 0; other < scores_.size(); ++other)
    if (!isExcluded_[other] && isAbove(other, item)) ++place;
  return place;
}

bool Ranking::isAbove(std::uint32_t other, std::uint32_t item) const {
  return scores_[other] != scores_[item] ? scores_[other] > scores_[item] : other < item;
}

bool Ranking::isPinned(std::uint32_t item) const {
  return std::any_of(pins_.begin(), pins_.end(), [&](const Pin& pin) { return pin.item == item; });
}

Slate Ranking::slate() const {
  const auto limit = static_cast<std::size_t>(request_.limit);
  Slate slate;
  for (const Pin& pin : pins_) {
    if (slate.items.size() == limit) break;
    explain::Rationale& pinned = slate.items.emplace_back(rationale(pin.item));
    const int to = static_cast<int>(slate.items.size());
    if (const int from = rankByScore(pin.item); from != to) pinned.moves.push_back({"pin", from, to});
    pinned.disclosure.push_back(pin.sponsored ? "sponsored" : "pinned");
  }
  const std::size_t left = limit - slate.items.size();
  if (left > 0)
    for (explain::Rationale& each : arranged(left))
      if (slate.items.size() < limit) slate.items.push_back(std::move(each));
  slate.candidates = candidates_;
  slate.judged = judged_;
  slate.used = used();
  slate.rules = rules_;
  for (std::size_t part = 0; part < readings_.size(); ++part)
    if (const Segments::Segment* segment = readings_[part].segment())
      slate.segments.push_back({shop_.model->parts[part].id, segment->id, segment->label});
  complete(slate);
  return slate;
}

Result<Slate> Ranking::served() const {
  auto accepted = accept(*request_.served, *shop_.catalog, *shop_.config, consented_, "/served");
  if (!accepted) return accepted.error();
  Slate slate;
  slate.items = std::move(accepted).value();
  if (const auto& price = request_.price) {
    std::erase_if(slate.items, [&](const explain::Rationale& each) {
      const std::uint32_t item = shop_.catalog->find(each.item);
      return item != Catalog::kNone && !price->has(shop_.catalog->items()[item].price);
    });
    slate.rules.push_back("asked-price");
  }
  slate.candidates = slate.items.size();
  for (explain::Rationale& each : slate.items) each.disclosure.push_back("server");
  // How many data the server read is not known here: one for each that its reasons name.
  for (const consent::Signal& signal : shop_.config->signals) {
    std::vector<std::string_view> named;
    for (const explain::Rationale& rationale : slate.items)
      for (const explain::Contribution& each : rationale.contributions)
        if (each.signal == signal.id && std::find(named.begin(), named.end(), each.of) == named.end())
          named.push_back(each.of);
    if (!named.empty()) slate.used.push_back({signal.id, named.size()});
  }
  complete(slate);
  return slate;
}

/// What every slate says of itself and of each of its items.
void Ranking::complete(Slate& slate) const {
  const consent::Decision& decision = consented_.decision();
  slate.personalized = !slate.used.empty();
  if (decision.policy) slate.policy = consent::policyName(*decision.policy);
  slate.notUsed = notUsed();
  int place = 0;
  for (explain::Rationale& rationale : slate.items) {
    rationale.rank = ++place;
    rationale.notUsed = slate.notUsed;
    disclose(rationale, slate);
    rationale.sentence = explain::makeSentence(rationale, slate.personalized);
  }
}

void Ranking::disclose(explain::Rationale& rationale, const Slate& slate) const {
  for (const std::string& rule : slate.rules) rationale.disclosure.push_back(rule);
  if (!slate.personalized) {
    rationale.disclosure.push_back("non-personalized");
    return;
  }
  for (const explain::Contribution& each : rationale.contributions) {
    const consent::PurposeDecision* purpose = consented_.decision().purpose(each.purpose);
    if (!purpose || purpose->basis != consent::Basis::PolicyDefault) continue;
    rationale.disclosure.push_back("policy-default");
    return;
  }
}

/// Parts that read the same data count them once.
std::vector<Used> Ranking::used() const {
  std::vector<Used> used;
  for (const consent::Signal& signal : shop_.config->signals) {
    std::size_t count = 0;
    for (const Reading& reading : readings_) count = std::max(count, reading.count(signal.id));
    // What is seen counts for the categories of the list, whether or not a part knows the item.
    if ((variety_ == consent::Variety::Balanced || serendipity_ || keepsShown_) && shop_.reads(signal.id))
      count = std::max(count, visit_.seen(signal.id).size());
    if (count > 0) used.push_back({signal.id, count});
  }
  return used;
}

/// What the brand's own server reads is not known, so for it every signal counts.
bool Ranking::isRead(std::string_view signal) const { return request_.served || shop_.reads(signal); }

/// A denied purpose is one line; of a granted purpose, each signal that is denied by itself.
std::vector<explain::NotUsed> Ranking::notUsed() const {
  const consent::Decision& decision = consented_.decision();
  std::vector<explain::NotUsed> list;
  for (const consent::Purpose& purpose : shop_.config->purposes) {
    const consent::PurposeDecision* decided = decision.purpose(purpose.id);
    for (const consent::Signal& signal : shop_.config->signals) {
      if (signal.purpose != purpose.id || !isRead(signal.id)) continue;
      if (!decided || !decided->granted || !request_.personalized) {
        const bool denied = decided && !decided->granted;
        list.push_back({purpose.id, "", denied ? std::string(consent::toText(decided->basis)) : "controls"});
        break;
      }
      const consent::Outcome* outcome = decision.signal(signal.id);
      if (outcome && !outcome->granted)
        list.push_back({purpose.id, signal.id, std::string(consent::toText(outcome->basis))});
    }
  }
  return list;
}

}  // namespace sayso::recommend
