#include "core/audit/minimize.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/number.h"
#include "core/base/sort.h"

namespace sayso::audit {
namespace {

constexpr std::string_view kBy[] = {"score", "decision", "rank"};  // in the order of By

/// The place of each row in the order of scores, the highest first.
std::vector<std::size_t> ranks(const std::vector<double>& scores) {
  std::vector<std::size_t> order(scores.size()), places(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
  for (std::size_t place = 0; place < order.size(); ++place) places[order[place]] = place;
  return places;
}

class Comparison {
 public:
  Comparison(std::vector<double> scores, double threshold)
      : scores_(std::move(scores)), ranks_(ranks(scores_)), threshold_(threshold) {}

  Loss operator()(const std::vector<double>& after) const {
    Loss loss;
    const std::vector<std::size_t> places = ranks(after);
    for (std::size_t row = 0; row < after.size(); ++row) {
      const double change = std::fabs(after[row] - scores_[row]);
      loss.meanChange += change / static_cast<double>(after.size());
      loss.maxChange = std::max(loss.maxChange, change);
      loss.decisions += (scores_[row] >= threshold_) != (after[row] >= threshold_) ? 1 : 0;
      const std::size_t move =
          places[row] > ranks_[row] ? places[row] - ranks_[row] : ranks_[row] - places[row];
      loss.largestMove = std::max(loss.largestMove, move);
    }
    return loss;
  }

 private:
  std::vector<double> scores_;
  std::vector<std::size_t> ranks_;
  double threshold_;
};

double amount(const Loss& loss, const Minimize& report) {
  switch (report.tolerance.by) {
    case Tolerance::By::Score:
      return loss.maxChange;
    case Tolerance::By::Rank:
      return static_cast<double>(loss.largestMove);
    case Tolerance::By::Decision:
      break;
  }
  return static_cast<double>(loss.decisions) / static_cast<double>(report.rows);
}

Json toJson(const Loss& loss) {
  return json::object({{"meanScoreChange", loss.meanChange},
                       {"maxScoreChange", loss.maxChange},
                       {"decisionsChanged", loss.decisions},
                       {"largestMove", loss.largestMove}});
}

bool isNeedless(const Minimize& report, std::size_t datum) {
  return std::find(report.needless.begin(), report.needless.end(), datum) != report.needless.end();
}

std::vector<std::string> cells(std::string name, const Loss& loss, std::string verdict) {
  return {std::move(name),
          fixedText(loss.meanChange, 5),
          fixedText(loss.maxChange, 5),
          formatInteger(loss.decisions),
          formatInteger(loss.largestMove),
          std::move(verdict)};
}

}  // namespace

std::vector<Datum> dataOf(const std::vector<std::string>& features) {
  std::vector<Datum> data;
  for (std::size_t feature = 0; feature < features.size(); ++feature) {
    const std::string name = features[feature].substr(0, features[feature].find('='));
    const auto known =
        std::find_if(data.begin(), data.end(), [&](const Datum& each) { return each.name == name; });
    if (known == data.end())
      data.push_back({name, {feature}});
    else
      known->features.push_back(feature);
  }
  return data;
}

Minimize minimize(std::vector<Datum> data, std::size_t features, double threshold, const Tolerance& tolerance,
                  Rescore rescore) {
  Minimize report;
  report.threshold = threshold;
  report.tolerance = tolerance;
  report.data = std::move(data);
  const std::vector<char> none(features);
  std::vector<double> scores = rescore(none);
  report.rows = scores.size();
  const Comparison compare(std::move(scores), threshold);
  const auto without = [&](const std::vector<std::size_t>& gone) {
    std::vector<char> denied(features);
    for (const std::size_t datum : gone)
      for (const std::size_t feature : report.data[datum].features) denied[feature] = 1;
    return compare(rescore(denied));
  };
  for (std::size_t datum = 0; datum < report.data.size(); ++datum) report.alone.push_back(without({datum}));
  std::vector<std::size_t> candidates;
  for (const std::size_t datum : sortedOrder(report.data.size(), [&](std::size_t a, std::size_t b) {
         const double ofA = amount(report.alone[a], report), ofB = amount(report.alone[b], report);
         return ofA != ofB ? ofA < ofB : report.alone[a].meanChange < report.alone[b].meanChange;
       }))
    if (amount(report.alone[datum], report) <= tolerance.most) candidates.push_back(datum);
  report.needless = candidates;
  report.together = without(candidates);
  if (amount(report.together, report) <= tolerance.most) return report;
  report.needless.clear();
  report.together = {};
  for (const std::size_t datum : candidates) {
    std::vector<std::size_t> more = report.needless;
    more.push_back(datum);
    const Loss loss = without(more);
    if (amount(loss, report) > tolerance.most) continue;
    report.needless = std::move(more);
    report.together = loss;
  }
  return report;
}

Json toJson(const Minimize& report) {
  Json data = Json::array(), needless = Json::array();
  for (std::size_t at = 0; at < report.data.size(); ++at) {
    Json json = json::object({{"datum", report.data[at].name},
                              {"features", report.data[at].features.size()},
                              {"needless", isNeedless(report, at)}});
    json::set(json, "without", toJson(report.alone[at]));
    json::append(data, std::move(json));
  }
  for (const std::size_t datum : report.needless) json::append(needless, report.data[datum].name);
  return json::object({{"schema", "say-so-minimize/1"},
                       {"rows", report.rows},
                       {"threshold", report.threshold},
                       {"keep", kBy[static_cast<std::size_t>(report.tolerance.by)]},
                       {"tolerance", report.tolerance.most},
                       {"data", std::move(data)},
                       {"needless", std::move(needless)},
                       {"together", toJson(report.together)}});
}

Document toDocument(const Minimize& report) {
  Document document{"What the model need not read", {}};
  const std::string keep(kBy[static_cast<std::size_t>(report.tolerance.by)]);
  document.say(
      formatInteger(report.rows) + " rows. Selected is a score of " + fixedText(report.threshold, 4) +
      " or more. Kept: each " + keep + ", within " + formatDouble(report.tolerance.most) +
      (report.tolerance.by == Tolerance::By::Decision ? " of all decisions"
       : report.tolerance.by == Tolerance::By::Rank   ? " places"
                                                      : "") +
      ". A datum is taken away as if it were denied: a linear model takes its mean, trees their default "
      "branches.");
  Table table{
      "Without each alone",
      {"datum", "mean change of the score", "largest", "decisions changed", "largest move in the order", ""},
      {}};
  for (std::size_t at = 0; at < report.data.size(); ++at)
    table.rows.push_back(
        cells(report.data[at].name, report.alone[at], isNeedless(report, at) ? "NOT NEEDED" : ""));
  if (!report.needless.empty()) table.rows.push_back(cells("all that are not needed", report.together, ""));
  document.blocks.emplace_back(std::move(table));
  document.say(
      report.needless.empty()
          ? "Every datum is needed for that."
          : formatInteger(report.needless.size()) + " of " + formatInteger(report.data.size()) +
                " data can go together: on these rows no more changes than is tolerated. Other rows may need "
                "them; a model learnt without them may differ.");
  return document;
}

}  // namespace sayso::audit
