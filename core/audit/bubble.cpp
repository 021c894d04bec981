#include "core/audit/bubble.h"

#include <algorithm>
#include <map>

#include "core/audit/estimate.h"
#include "core/audit/wording.h"
#include "core/base/number.h"
#include "core/base/sort.h"

namespace sayso::audit {
namespace {

constexpr std::size_t kMostShown = 10;

/// Adds up what has a value.
class Mean {
 public:
  void add(std::optional<double> value) {
    if (!value) return;
    sum_ += *value;
    ++count_;
  }
  Figure figure() const { return {count_ ? sum_ / static_cast<double>(count_) : 0, count_}; }

 private:
  double sum_ = 0;
  std::size_t count_ = 0;
};

/// How often each category is in the list.
std::map<std::string_view, std::size_t> categoriesOf(const Shown& shown, const Shelf& shelf) {
  std::map<std::string_view, std::size_t> counts;
  for (const std::uint32_t item : shown.items) ++counts[shelf.categories[item]];
  return counts;
}

void tellSpread(Bubble& bubble, const Shelf& shelf, const std::vector<Shown>& lists) {
  std::vector<std::vector<std::uint32_t>> shown;
  for (const Shown& each : lists) shown.push_back(each.items);
  const std::vector<std::size_t> counts = exposures(shown, shelf.ids.size());
  bubble.coverage = coverage(counts).value_or(0);
  bubble.gini = gini(counts);
  bubble.entropyBits = entropyBits(counts);
  const auto order =
      sortedOrder(counts.size(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  for (std::size_t place = 0; place < order.size() && place < kMostShown; ++place)
    if (const std::size_t count = counts[order[place]])
      bubble.mostShown.push_back(
          {shelf.ids[order[place]], static_cast<double>(count) / static_cast<double>(lists.size())});
}

Json toJson(const Figure& figure) {
  if (figure.lists == 0) return nullptr;
  return json::object({{"mean", rounded(figure.mean)}, {"lists", figure.lists}});
}

Json toJson(const std::optional<double>& value) {
  if (!value) return nullptr;
  return rounded(*value);
}

std::string figureText(double value) { return json::dump(Json(rounded(value))); }

std::string row(std::string_view name, const std::string& value, std::string_view meaning) {
  return "| " + std::string(name) + " | " + value + " | " + std::string(meaning) + " |\n";
}

std::string row(std::string_view name, const Figure& figure, std::string_view meaning) {
  return figure.lists == 0 ? "" : row(name, figureText(figure.mean), meaning);
}

}  // namespace

Bubble measureBubble(const Shelf& shelf, const std::vector<Shown>& lists, Similarity similarity) {
  Mean ndcgs, recalls, precisions, surprises, diversities, categories, tops, novelties;
  for (const Shown& each : lists) {
    const std::size_t k = each.items.size();
    ndcgs.add(ndcg(each.items, each.relevant, k));
    recalls.add(recall(each.items, each.relevant));
    precisions.add(averagePrecision(each.items, each.relevant, k));
    if (!each.relevant.empty()) surprises.add(serendipity(each.items, each.relevant, each.baseline));
    diversities.add(intraListDiversity(each.items, similarity));
    if (!shelf.counts.empty()) novelties.add(novelty(each.items, shelf.counts, shelf.total));
    if (each.items.empty()) continue;
    const auto counts = categoriesOf(each, shelf);
    std::size_t top = 0;
    for (const auto& [category, count] : counts) top = std::max(top, count);
    categories.add(static_cast<double>(counts.size()));
    tops.add(static_cast<double>(top) / static_cast<double>(each.items.size()));
  }
  Bubble bubble;
  bubble.lists = lists.size();
  bubble.items = shelf.ids.size();
  bubble.ndcg = ndcgs.figure();
  bubble.recall = recalls.figure();
  bubble.averagePrecision = precisions.figure();
  bubble.serendipity = surprises.figure();
  bubble.intraListDiversity = diversities.figure();
  bubble.categories = categories.figure();
  bubble.topShare = tops.figure();
  bubble.novelty = novelties.figure();
  tellSpread(bubble, shelf, lists);
  return bubble;
}

Json toJson(const Bubble& bubble) {
  Json most = Json::array();
  for (const Bubble::Most& each : bubble.mostShown)
    json::append(most, json::object({{"item", each.item}, {"share", rounded(each.share)}}));
  return json::object({{"schema", "say-so-bubble/1"},
                       {"lists", bubble.lists},
                       {"items", bubble.items},
                       {"accuracy", json::object({{"ndcg", toJson(bubble.ndcg)},
                                                  {"recall", toJson(bubble.recall)},
                                                  {"averagePrecision", toJson(bubble.averagePrecision)},
                                                  {"serendipity", toJson(bubble.serendipity)}})},
                       {"variety", json::object({{"intraListDiversity", toJson(bubble.intraListDiversity)},
                                                 {"categories", toJson(bubble.categories)},
                                                 {"topShare", toJson(bubble.topShare)},
                                                 {"novelty", toJson(bubble.novelty)}})},
                       {"exposure", json::object({{"coverage", rounded(bubble.coverage)},
                                                  {"gini", toJson(bubble.gini)},
                                                  {"entropyBits", toJson(bubble.entropyBits)},
                                                  {"mostShown", std::move(most)}})}});
}

std::string toMarkdown(const Bubble& bubble) {
  std::string text = "# Filter bubble\n\n" + formatInteger(bubble.lists) + " lists, " +
                     formatInteger(bubble.items) +
                     " items in the catalog.\n\n| figure | value | means |\n|---|---|---|\n";
  text += row("nDCG", bubble.ndcg, "how far up the right items stand; 1 is the best list");
  text += row("recall", bubble.recall, "share of the right items that are in the list");
  text += row("average precision", bubble.averagePrecision, "both in one figure");
  text +=
      row("serendipity", bubble.serendipity, "share of the list that is right and not what everybody gets");
  text += row("intra-list diversity", bubble.intraListDiversity, "0: all items alike; 1: nothing in common");
  text += row("categories", bubble.categories, "in one list");
  text += row("top category", bubble.topShare, "its share of a list");
  text += row("novelty", bubble.novelty, "bits of surprise for who knows only what sells");
  text += row("coverage", figureText(bubble.coverage), "share of the catalog that anybody was shown");
  if (bubble.gini)
    text += row("Gini", figureText(*bubble.gini), "0: all items shown as often; near 1: the same few");
  if (bubble.entropyBits) text += row("entropy", figureText(*bubble.entropyBits), "bits of exposure");
  if (bubble.mostShown.empty()) return text;
  text += "\n## Shown most\n\n| item | in how many lists |\n|---|---|\n";
  for (const Bubble::Most& each : bubble.mostShown)
    text += "| " + escaped(each.item) + " | " + figureText(100 * each.share) + " % |\n";
  return text;
}

}  // namespace sayso::audit
