#include <algorithm>
#include <map>

#include "core/audit/logistic.h"
#include "core/cli/verb_train_kmeans.h"
#include "core/cli/verb_train_options.h"
#include "core/cli/verb_train_rows.h"
#include "core/recommend/columns.h"

// `say-so train kmeans` and `logistic`.
namespace sayso::cli {
namespace {

constexpr std::int64_t kMostSegments = 256;
constexpr std::size_t kItemsOfSegment = 200;

/// What share of a segment's shoppers bought each item, by item; the most bought first, equals by name.
Json scoresOf(const std::map<std::string, double>& buyers, double shoppers) {
  std::vector<std::pair<std::string, double>> items(buyers.begin(), buyers.end());
  std::stable_sort(items.begin(), items.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  Json scores = Json::object();
  for (std::size_t at = 0; at < items.size() && at < kItemsOfSegment; ++at)
    scores[items[at].first] = items[at].second / shoppers;
  return scores;
}

/// The scores of each segment, from what the shoppers in it bought.
Result<std::vector<Json>> scoresOfSegments(const Args& args, const Rows& rows, const Clusters& clusters) {
  if (rows.shoppers.empty())
    return Error{ErrorCode::MissingKey, "baskets need rows with a column shopper", "--rows"};
  const auto purchases = purchasesOf(args);
  if (!purchases) return purchases.error();
  std::map<std::string, std::size_t, std::less<>> segmentOf;
  std::vector<double> shoppers(clusters.centers.size(), 0);
  for (std::size_t row = 0; row < rows.shoppers.size(); ++row)
    if (segmentOf.emplace(rows.shoppers[row], clusters.of[row]).second) shoppers[clusters.of[row]] += 1;
  std::map<std::uint32_t, std::vector<std::uint32_t>> bought;  // by shopper
  for (const Basket& basket : purchases.value().baskets)
    bought[basket.shopper].insert(bought[basket.shopper].end(), basket.items.begin(), basket.items.end());
  std::vector<std::map<std::string, double>> buyers(clusters.centers.size());
  for (auto& [shopper, items] : bought) {
    const auto segment = segmentOf.find(purchases.value().shoppers.all()[shopper]);
    if (segment == segmentOf.end()) continue;
    std::sort(items.begin(), items.end());
    items.erase(std::unique(items.begin(), items.end()), items.end());
    for (const std::uint32_t item : items) buyers[segment->second][purchases.value().items.all()[item]] += 1;
  }
  std::vector<Json> scores;
  for (std::size_t segment = 0; segment < buyers.size(); ++segment)
    scores.push_back(scoresOf(buyers[segment], shoppers[segment]));
  return scores;
}

/// Tells the inertia for 1, 2, … segments, and gives where more stop paying.
std::size_t tellElbow(const Points& points, std::size_t most, std::uint64_t seed, Io& io) {
  std::vector<double> inertias;
  for (std::size_t count = 1; count <= most; ++count) {
    inertias.push_back(kmeans(points, count, seed).inertia);
    const double explained = inertias.front() > 0 ? 1 - inertias.back() / inertias.front() : 1;
    io.reply(Result<Json>(Json{{"segments", count}, {"inertia", inertias.back()}, {"explained", explained}}));
  }
  return elbow(inertias);
}

Result<Rows> rowsOf(const Args& args, std::string_view label) {
  const auto text = readFile(args.get("rows"));
  if (!text) return text.error();
  return readRows(text.value(), label);
}

}  // namespace

std::optional<Error> trainKmeans(const Args& args, Io& io) {
  const auto rows = rowsOf(args, "");
  const auto wanted = wholeOf(args, "segments", 0);
  const auto seed = wholeOf(args, "seed", 1);
  for (const auto* number : {&wanted, &seed})
    if (!*number) return number->error();
  if (!rows) return rows.error();
  const Points& points = rows.value().values;
  const auto draws = static_cast<std::uint64_t>(seed.value());
  const auto most = static_cast<std::int64_t>(points.size());
  if (wanted.value() > std::min(most, kMostSegments))
    return Error{ErrorCode::BadUsage, "more than there are rows, or than 256", "--segments"};
  constexpr std::int64_t kTried = 12;
  const std::size_t count =
      wanted.value() > 0 ? static_cast<std::size_t>(wanted.value())
                         : tellElbow(points, static_cast<std::size_t>(std::min(most, kTried)), draws, io);
  const Clusters clusters = kmeans(points, count, draws);
  std::vector<Json> scores;
  if (args.has("baskets")) {
    auto found = scoresOfSegments(args, rows.value(), clusters);
    if (!found) return found.error();
    scores = std::move(found).value();
  }
  Json segments = Json::array();
  for (std::size_t segment = 0; segment < count; ++segment) {
    const std::string name = std::to_string(segment + 1);
    Json each = {{"id", "segment-" + name}, {"label", "Segment " + name}};
    if (!scores.empty()) each["scores"] = std::move(scores[segment]);
    segments.push_back(std::move(each));
  }
  const Json model = {{"kind", "kmeans"},
                      {"features", rows.value().features},
                      {"centers", clusters.centers},
                      {"segments", std::move(segments)}};
  return writeModel(args, model, {{"segments", count}, {"inertia", clusters.inertia}}, io);
}

std::optional<Error> trainLogistic(const Args& args, Io& io) {
  const auto penalty = numberOf(args, "penalty", 1);
  if (!penalty) return penalty.error();
  if (!(penalty.value() > 0)) return Error{ErrorCode::BadUsage, "expected more than 0", "--penalty"};
  const auto rows = rowsOf(args, args.get("label"));
  if (!rows) return rows.error();
  audit::Matrix matrix{rows.value().features, {}};
  for (const auto& row : rows.value().values)
    matrix.values.insert(matrix.values.end(), row.begin(), row.end());
  const std::vector<char> labels(rows.value().labels.begin(), rows.value().labels.end());
  const auto fit = audit::fitLogistic(matrix, labels, {}, penalty.value());
  if (!fit) return fit.error();
  const Json model = {
      {"kind", "logistic"},
      {"features", rows.value().features},
      {"coef", fit.value().coef},
      {"intercept", fit.value().intercept},
      {"background_mean", recommend::meanOf(rows.value().values, rows.value().features.size())}};
  return writeModel(args, model, {{"rows", rows.value().values.size()}, {"logLoss", fit.value().logLoss}},
                    io);
}

}  // namespace sayso::cli
