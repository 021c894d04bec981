#include "core/audit/fairness.h"

namespace sayso::audit {
namespace {

Json numberOr(const std::optional<double>& value, std::string_view why) {
  if (value) return json::object({{"value", *value}});
  return json::object({{"value", nullptr}, {"why", why}});
}

Json toJson(const Interval& interval) {
  return json::object({{"low", interval.low}, {"high", interval.high}});
}

Json toJson(const std::optional<Interval>& interval) {
  if (!interval) return nullptr;
  return toJson(*interval);
}

Json shareJson(Share share, std::string_view why, double quantile) {
  Json json = numberOr(share.value(), why);
  const auto interval = wilson(share, quantile);
  if (!interval) return json;
  json::set(json, "low", interval->low);
  json::set(json, "high", interval->high);
  json::set(json, "hits", share.hits);
  json::set(json, "of", share.of);
  return json;
}

Json toJson(const std::optional<Calibration>& calibration, double quantile) {
  if (!calibration) return nullptr;
  Json bins = Json::array();
  for (const Calibration::Bin& bin : calibration->bins)
    json::append(bins, json::object({{"from", bin.from},
                                     {"to", bin.to},
                                     {"meanScore", bin.scoreSum / static_cast<double>(bin.positives.of)},
                                     {"observed", shareJson(bin.positives, "", quantile)}}));
  return json::object({{"expectedError", calibration->error}, {"bins", std::move(bins)}});
}

void addRates(Json& json, const Counts& counts, double quantile) {
  for (const Rate rate : kRates)
    json::set(json, keyOf(rate), shareJson(shareOf(rate, counts), whyUndefined(rate, counts), quantile));
}

Json countsJson(const Counts& counts) {
  Json json = json::object({{"n", counts.n}, {"selected", counts.selected}});
  if (!counts.hasLabels) return json;
  json::set(json, "truePositives", counts.tp);
  json::set(json, "falsePositives", counts.fp);
  json::set(json, "falseNegatives", counts.fn);
  json::set(json, "trueNegatives", counts.tn);
  return json;
}

Json toJson(const Group& group, double quantile) {
  Json json = json::object({{"group", group.name}, {"small", group.isSmall}});
  json::set(json, "counts", countsJson(group.counts));
  addRates(json, group.counts, quantile);
  if (group.counts.hasScores)
    json::set(json, "meanScore", group.counts.scoreSum / static_cast<double>(group.counts.n));
  json::set(json, "calibration", toJson(group.calibration, quantile));
  json::set(json, "selectionAgainstRest",
            group.againstRest ? json::object({{"z", group.againstRest->z}, {"p", group.againstRest->p}})
                              : Json(nullptr));
  return json;
}

constexpr std::string_view kTooFew = "fewer than two groups that are not small have this rate";

Json spreadJson(const AttributeRates& rates, Rate rate) {
  const auto& spread = rates.spread(rate);
  if (!spread) return numberOr(std::nullopt, kTooFew);
  return json::object({{"value", spread->difference},
                       {"low", spread->interval.low},
                       {"high", spread->interval.high},
                       {"lowest", rates.groups[spread->lowest].name},
                       {"highest", rates.groups[spread->highest].name}});
}

Json impactJson(const AttributeRates& rates, double quantile) {
  const auto ratio = rates.impactRatio();
  const auto& spread = rates.spread(Rate::Selection);
  Json json = numberOr(ratio, spread ? "nobody was selected" : kTooFew);
  if (!ratio) return json;
  const auto interval =
      ratioInterval(shareOf(Rate::Selection, rates.groups[spread->lowest].counts),
                    shareOf(Rate::Selection, rates.groups[spread->highest].counts), quantile);
  json::set(json, "interval", toJson(interval));
  json::set(json, "fourFifths", *ratio >= kFourFifths);
  return json;
}

Json criteriaJson(const AttributeRates& rates, double quantile) {
  return json::object({{"baseRates", spreadJson(rates, Rate::Base)},
                       {"statisticalParity", spreadJson(rates, Rate::Selection)},
                       {"impactRatio", impactJson(rates, quantile)},
                       {"equalOpportunity", spreadJson(rates, Rate::TruePositive)},
                       {"falsePositives", spreadJson(rates, Rate::FalsePositive)},
                       {"equalizedOdds", numberOr(rates.equalizedOdds(), kTooFew)},
                       {"predictiveParity", spreadJson(rates, Rate::Precision)},
                       {"accuracy", spreadJson(rates, Rate::Accuracy)}});
}

Json flipJson(const AttributeAudit& audit, double quantile) {
  if (!audit.flip) return numberOr(std::nullopt, audit.whyNoFlip);
  const Flip& flip = *audit.flip;
  Json json = shareJson({flip.changed, flip.rows}, "no rows", quantile);
  json::set(json, "meanScoreChange", flip.meanChange);
  json::set(json, "maxScoreChange", flip.maxChange);
  Json into = Json::array();
  for (std::size_t group = 0; group < flip.into.size(); ++group)
    json::append(into, json::object({{"group", audit.rates.groups[group].name},
                                     {"rows", flip.into[group].rows},
                                     {"selectedOnlySo", flip.into[group].gained},
                                     {"notSelectedSo", flip.into[group].lost}}));
  json::set(json, "into", std::move(into));
  return json;
}

Json proxyJson(const AttributeAudit& audit) {
  if (!audit.proxy) return numberOr(std::nullopt, audit.whyNoProxy);
  Json groups = Json::array();
  for (const Proxy& proxy : audit.proxy->groups) {
    Json json = json::object({{"group", proxy.group}});
    if (proxy.auc) {
      json::set(json, "auc", proxy.auc->value);
      json::set(json, "low", proxy.auc->interval.low);
      json::set(json, "high", proxy.auc->interval.high);
      json::set(json, "strongest", proxy.strongest);
    } else {
      json::set(json, "auc", nullptr);
      json::set(json, "why", proxy.why);
    }
    json::append(groups, std::move(json));
  }
  return json::object(
      {{"learnt", audit.proxy->learnt}, {"tested", audit.proxy->tested}, {"groups", std::move(groups)}});
}

Json whatIfJson(const WhatIf& what, const AttributeRates& rates) {
  Json effects = Json::object();
  for (const Effect each : kEffects) {
    const Change& change = what.effect(each);
    const auto number = [](const std::optional<double>& value) {
      return value ? Json(*value) : Json(nullptr);
    };
    Json json = json::object({{"before", number(change.before)}, {"after", number(change.after)}});
    json::set(json, "change",
              change.before && change.after ? Json(*change.after - *change.before) : Json(nullptr));
    json::set(json, "interval", toJson(change.interval));
    json::set(effects, keyOf(each), std::move(json));
  }
  Json json = json::object({{"way", what.way}, {"how", what.how}});
  if (!what.thresholds.empty()) {
    Json& thresholds = json::set(json, "thresholds", Json::object());
    for (std::size_t group = 0; group < what.thresholds.size(); ++group)
      json::set(thresholds, rates.groups[group].name, what.thresholds[group]);
  }
  json::set(json, "decidedOtherwise", what.decidedOtherwise);
  json::set(json, "effects", std::move(effects));
  return json;
}

Json attributeJson(const AttributeAudit& audit, double quantile) {
  Json groups = Json::array(), whatIfs = Json::array();
  for (const Group& group : audit.rates.groups) json::append(groups, toJson(group, quantile));
  for (const WhatIf& what : audit.whatIfs) json::append(whatIfs, whatIfJson(what, audit.rates));
  return json::object({{"attribute", audit.rates.attribute},
                       {"groups", std::move(groups)},
                       {"criteria", criteriaJson(audit.rates, quantile)},
                       {"flip", flipJson(audit, quantile)},
                       {"proxy", proxyJson(audit)},
                       {"whatIfs", std::move(whatIfs)},
                       {"notTried", audit.whyNoWhatIf}});
}

}  // namespace

Json toJson(const Fairness& report) {
  const double quantile = normalQuantile(report.how.confidence);
  Json attributes = Json::array();
  for (const AttributeAudit& audit : report.attributes)
    json::append(attributes, attributeJson(audit, quantile));
  Json all = json::object({{"counts", countsJson(report.all)}});
  addRates(all, report.all, quantile);
  json::set(all, "calibration", toJson(report.calibration, quantile));
  return json::object({{"schema", "say-so-fairness/1"},
                       {"rows", report.rows},
                       {"decidedBy", report.decidedBy},
                       {"threshold", report.threshold ? Json(*report.threshold) : Json(nullptr)},
                       {"confidence", report.how.confidence},
                       {"least", report.how.least},
                       {"repeats", report.resampling.repeats},
                       {"seed", report.resampling.seed},
                       {"all", std::move(all)},
                       {"attributes", std::move(attributes)}});
}

}  // namespace sayso::audit
