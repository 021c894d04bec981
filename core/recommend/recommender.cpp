#include "core/recommend/recommender.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/base/number.h"
#include "core/consent/meaning.h"
#include "core/consent/policy.h"

namespace sayso::recommend {
namespace {

/// Calls `use(signal, place)` for each signal that `part` reads.
template <class Use>
void eachSignal(const Part& part, Use&& use) {
  if (const auto* ease = std::get_if<Ease>(&part.model))
    for (const SignalWeight& each : ease->signals())
      use(each.signal, part.at + "/signals/" + json::pointerStep(each.signal));
  if (const auto* match = std::get_if<StatedMatch>(&part.model))
    for (std::size_t rule = 0; rule < match->rules.size(); ++rule)
      use(match->rules[rule].signal, part.at + "/match/" + formatInteger(rule) + "/signal");
}

/// The first reason why `part` does not fit the config.
std::optional<Error> misfit(const Part& part, const consent::Config& config) {
  std::optional<Error> error;
  eachSignal(part, [&](const std::string& signal, const std::string& at) {
    if (error) return;
    const consent::Signal* known = config.signal(signal);
    if (!known)
      error = Error{ErrorCode::UnknownSignal, "the config has no signal " + signal, at};
    else if (!part.purpose.empty() && known->purpose != part.purpose)
      error = Error{
          ErrorCode::UnknownPurpose,
          "the config reads " + signal + " for " + known->purpose + ", the model for " + part.purpose, at};
  });
  return error;
}

std::vector<double> baseScores(const Model& model, const std::vector<Places>& places, std::size_t items) {
  std::vector<double> base(items, 0);
  for (std::size_t part = 0; part < model.parts.size(); ++part) {
    const auto* popularity = std::get_if<Popularity>(&model.parts[part].model);
    if (!popularity) continue;
    for (std::size_t item = 0; item < items; ++item)
      if (const std::uint32_t at = places[part].inModel[item]; at != Catalog::kNone)
        base[item] += model.parts[part].weight * static_cast<double>(popularity->scores[at]);
  }
  return base;
}

std::vector<std::string> disclosures(const explain::Rationale& rationale, const consent::Decision& decision,
                                     bool personalized) {
  if (!personalized) return {"non-personalized"};
  for (const explain::Contribution& each : rationale.contributions) {
    const consent::PurposeDecision* purpose = decision.purpose(each.purpose);
    if (purpose && purpose->basis == consent::Basis::PolicyDefault) return {"policy-default"};
  }
  return {};
}

/// The first `limit` of the items offered: the highest scores, of equal ones those offered first.
class First {
 public:
  First(const std::vector<double>& scores, std::size_t limit) : scores_(scores), limit_(limit) {}

  void offer(std::uint32_t item) {
    if (heap_.size() == limit_ && scores_[item] <= scores_[heap_.front()]) return;
    const auto before = [this](std::uint32_t a, std::uint32_t b) {
      return scores_[a] != scores_[b] ? scores_[a] > scores_[b] : a < b;
    };
    if (heap_.size() == limit_) {
      std::pop_heap(heap_.begin(), heap_.end(), before);
      heap_.pop_back();
    }
    heap_.push_back(item);
    std::push_heap(heap_.begin(), heap_.end(), before);
  }

  const std::vector<std::uint32_t>& items() const { return heap_; }
  /// The lowest score that is in; minus infinity while there is room.
  double lowest() const {
    return heap_.size() < limit_ ? -std::numeric_limits<double>::infinity() : scores_[heap_.front()];
  }

 private:
  const std::vector<double>& scores_;
  std::size_t limit_;
  std::vector<std::uint32_t> heap_;  // the last of them in front
};

}  // namespace

Recommender::Recommender(std::shared_ptr<const consent::Config> config,
                         std::shared_ptr<const Catalog> catalog, std::shared_ptr<const Model> model)
    : config_(std::move(config)),
      catalog_(std::move(catalog)),
      model_(std::move(model)),
      meaning_(consent::meaningHash(*config_)) {
  for (const Part& part : model_->parts) places_.push_back(placesOf(part, *catalog_));
  base_ = baseScores(*model_, places_, catalog_->items().size());
}

Result<Recommender> Recommender::make(std::shared_ptr<const consent::Config> config,
                                      std::shared_ptr<const Catalog> catalog,
                                      std::shared_ptr<const Model> model) {
  for (const Part& part : model->parts)
    if (auto error = misfit(part, *config)) return *error;
  return Recommender(std::move(config), std::move(catalog), std::move(model));
}

Slate Recommender::rank(const Request& request) const {
  // Asked for the list without their data, none reach the gate.
  const Profile noProfile;
  const Signals noSignals;
  const ConsentedSignals consented = gate(*config_, meaning_, request.state, request.environment,
                                          request.personalized ? request.profile : noProfile,
                                          request.personalized ? request.signals : noSignals);

  std::vector<Reading> readings;
  for (std::size_t part = 0; part < model_->parts.size(); ++part)
    readings.emplace_back(*model_, model_->parts[part], places_[part], *catalog_, *config_, consented);

  Scores scores = score(readings);
  leaveOut(scores, request, consented);

  Slate slate;
  slate.used = used(readings);
  slate.personalized = !slate.used.empty();
  if (consented.decision().policy) slate.policy = consent::policyName(*consented.decision().policy);
  slate.candidates =
      static_cast<std::size_t>(std::count(scores.isExcluded.begin(), scores.isExcluded.end(), 0));
  slate.notUsed = notUsed(consented.decision(), request.personalized);
  slate.items = best(scores, readings, static_cast<std::size_t>(request.limit));
  for (std::size_t place = 0; place < slate.items.size(); ++place) {
    explain::Rationale& rationale = slate.items[place];
    rationale.rank = static_cast<int>(place) + 1;
    rationale.notUsed = slate.notUsed;
    rationale.disclosure = disclosures(rationale, consented.decision(), slate.personalized);
    rationale.sentence = explain::makeSentence(rationale, slate.personalized);
  }
  return slate;
}

Recommender::Scores Recommender::score(const std::vector<Reading>& readings) const {
  const std::size_t items = catalog_->items().size();
  Scores scores{base_, std::vector<char>(items, 0), std::vector<char>(items, 0)};
  for (const Reading& reading : readings) reading.addTo(scores.all, scores.isPersonal);
  return scores;
}

void Recommender::leaveOut(Scores& scores, const Request& request, const ConsentedSignals& consented) const {
  const auto leave = [&](std::string_view id) {
    if (const std::uint32_t item = catalog_->find(id); item != Catalog::kNone) scores.isExcluded[item] = 1;
  };
  for (const std::string& id : request.exclude) leave(id);
  for (const Entry& entry : consented.entries()) {
    const std::uint32_t item = catalog_->find(entry.of);
    if (reads(entry.signal) && item != Catalog::kNone && !catalog_->items()[item].sensitive) leave(entry.of);
  }
}

/// Items that may be among the first `limit`. Scores in `all` may differ from totals in their last bits,
/// because a total adds in the order of its rationale; so every personal item near the edge stays in. An item
/// with nothing added has its exact score already: of those the first `limit` are enough.
std::vector<std::uint32_t> Recommender::shortlist(const Scores& scores, std::size_t limit) const {
  constexpr double kSlack = 1e-9;
  const auto items = static_cast<std::uint32_t>(scores.all.size());
  First plain(scores.all, limit);
  First personal(scores.all, limit);
  for (std::uint32_t item = 0; item < items; ++item)
    if (!scores.isExcluded[item]) (scores.isPersonal[item] ? personal : plain).offer(item);

  std::vector<std::uint32_t> list = plain.items();
  const double last = personal.lowest();
  const double edge = last - kSlack * (1 + std::fabs(last));
  for (std::uint32_t item = 0; item < items; ++item)
    if (scores.isPersonal[item] && !scores.isExcluded[item] && scores.all[item] >= edge) list.push_back(item);
  return list;
}

std::vector<explain::Rationale> Recommender::best(const Scores& scores, const std::vector<Reading>& readings,
                                                  std::size_t limit) const {
  struct Candidate {
    std::uint32_t item;
    double total;
    explain::Rationale rationale;
  };
  std::vector<Candidate> candidates;
  for (std::uint32_t item : shortlist(scores, limit)) {
    explain::Rationale rationale;
    rationale.item = catalog_->items()[item].id;
    rationale.base = base_[item];
    for (const Reading& reading : readings) reading.explain(item, rationale.contributions);
    explain::order(rationale.contributions);
    const double total = explain::total(rationale);
    candidates.push_back({item, total, std::move(rationale)});
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.total != b.total ? a.total > b.total : a.item < b.item;
  });
  std::vector<explain::Rationale> rationales;
  for (std::size_t place = 0; place < candidates.size() && place < limit; ++place)
    rationales.push_back(std::move(candidates[place].rationale));
  return rationales;
}

bool Recommender::reads(std::string_view signal) const {
  bool found = false;
  for (const Part& part : model_->parts)
    eachSignal(part, [&](const std::string& each, const std::string&) { found = found || each == signal; });
  return found;
}

std::vector<Used> Recommender::used(const std::vector<Reading>& readings) const {
  std::vector<Used> used;
  for (const consent::Signal& signal : config_->signals) {
    std::size_t count = 0;
    for (const Reading& reading : readings) count += reading.count(signal.id);
    if (count > 0) used.push_back({signal.id, count});
  }
  return used;
}

/// A denied purpose is one line; of a granted purpose, each signal that is denied by itself.
std::vector<explain::NotUsed> Recommender::notUsed(const consent::Decision& decision,
                                                   bool personalized) const {
  std::vector<explain::NotUsed> list;
  for (const consent::Purpose& purpose : config_->purposes) {
    const consent::PurposeDecision* decided = decision.purpose(purpose.id);
    for (const consent::Signal& signal : config_->signals) {
      if (signal.purpose != purpose.id || !reads(signal.id)) continue;
      if (!decided || !decided->granted || !personalized) {
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
