#include "core/recommend/arrangement.h"

#include <algorithm>

#include "core/recommend/ranking.h"

namespace sayso::recommend {
namespace {

/// How many places most lists show.
constexpr std::size_t kUsualPlaces = 8;

}  // namespace

Arrangement::Arrangement(const Ranking& ranking, std::vector<explain::Rationale> list)
    : ranking_(ranking), list_(std::move(list)) {
  for (const explain::Rationale& each : list_) items_.push_back(ranking.find(each.item));
}

std::span<const std::uint32_t> Arrangement::usual() const {
  return std::span(items_).first(std::min(kUsualPlaces, items_.size()));
}

void Arrangement::reorder(std::vector<std::size_t> next, const char* by) {
  for (std::size_t at = next.size(); at < list_.size(); ++at) next.push_back(at);
  std::vector<explain::Rationale> list;
  std::vector<std::uint32_t> items;
  for (std::size_t at = 0; at < next.size(); ++at) {
    const std::size_t was = next[at];
    if (was != at)
      list_[was].moves.push_back({by, ranking_.placeBelowPins(was), ranking_.placeBelowPins(at)});
    list.push_back(std::move(list_[was]));
    items.push_back(items_[was]);
  }
  list_ = std::move(list);
  items_ = std::move(items);
}

void Arrangement::give(std::size_t place, std::uint32_t item, const char* by, const char* disclosure) {
  if (item == Catalog::kNone || size() <= place) return;
  std::size_t from = 0;
  while (from < size() && items_[from] != item) ++from;
  const bool isNew = from == size();
  if (isNew) {
    list_.push_back(ranking_.rationale(item));
    items_.push_back(item);
  }
  std::vector<std::size_t> next;
  for (std::size_t at = 0; at <= from; ++at) next.push_back(at < place ? at : at == place ? from : at - 1);
  reorder(std::move(next), by);
  // It stood further down than the list goes.
  if (isNew) list_[place].moves.back().from = ranking_.place(item);
  list_[place].disclosure.push_back(disclosure);
}

}  // namespace sayso::recommend
