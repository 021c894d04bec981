#include "core/audit/signal_effect.h"

#include <algorithm>
#include <cmath>

#include "core/recommend/ranking.h"

namespace sayso::audit {
namespace {

using recommend::ConsentedSignals, recommend::Ranking;

/// Which data are of other signals; empty if all are.
std::vector<char> othersThan(const std::string& signal, const ConsentedSignals& consented) {
  std::vector<char> isKept;
  bool isAll = true;
  consented.eachDatum([&](const ConsentedSignals::Datum& datum) {
    isKept.push_back(datum.signal != signal);
    isAll = isAll && isKept.back();
  });
  if (isAll) isKept.clear();
  return isKept;
}

bool holds(const recommend::Slate& slate, const std::string& item) {
  return std::any_of(slate.items.begin(), slate.items.end(),
                     [&](const explain::Rationale& each) { return each.item == item; });
}

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

}  // namespace

SignalEffects::SignalEffects(std::shared_ptr<const recommend::Shop> shop)
    : shop_(std::move(shop)), sums_(shop_->config->signals.size()) {}

void SignalEffects::add(const recommend::Request& request) {
  if (request.served || !request.personalized) return;
  const Ranking ranking(*shop_, request);
  const recommend::Slate slate = ranking.slate();
  ++lists_;
  for (std::size_t at = 0; at < sums_.size(); ++at) {
    const std::string& signal = shop_->config->signals[at].id;
    if (!shop_->reads(signal)) continue;
    const std::vector<char> isKept = othersThan(signal, ranking.consented());
    if (isKept.empty()) continue;
    const Ranking without(*shop_, request, ranking.consented().narrowed(isKept), !shop_->isShown(signal));
    const recommend::Slate then = without.slate();
    Sum& sum = sums_[at];
    ++sum.lists;
    for (const explain::Rationale& each : slate.items) {
      const double shift = explain::total(each) - explain::total(without.rationale(ranking.find(each.item)));
      ++sum.items;
      sum.shift += shift;
      sum.change += std::fabs(shift);
      sum.leaving += holds(then, each.item) ? 0 : 1;
      for (const explain::Contribution& contribution : each.contributions) {
        sum.all += std::fabs(contribution.value);
        if (contribution.signal == signal) sum.own += std::fabs(contribution.value);
      }
    }
  }
}

std::vector<SignalEffect> SignalEffects::result() const {
  std::vector<SignalEffect> effects;
  for (std::size_t at = 0; at < sums_.size(); ++at) {
    const Sum& sum = sums_[at];
    const auto items = static_cast<double>(sum.items);
    effects.push_back({shop_->config->signals[at].id, sum.lists, ratio(sum.shift, items) + 0.0,
                       ratio(sum.change, items), ratio(sum.own, sum.all),
                       ratio(sum.leaving, static_cast<double>(sum.lists))});
  }
  return effects;
}

}  // namespace sayso::audit
