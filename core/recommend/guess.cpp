#include "core/recommend/guess.h"

#include <algorithm>

#include "core/base/sort.h"

namespace sayso::recommend {
namespace {

/// What of an item is of this kind: its category, or its tags of the kind without "colour:".
template <class Use>
void eachValue(const Item& item, std::string_view from, Use&& use) {
  if (from == "category") return use(std::string_view(item.category));
  const std::string kind = std::string(from.substr(4)) + ":";  // after "tag:"
  for (const std::string& tag : item.tags)
    if (tag.starts_with(kind)) use(std::string_view(tag).substr(kind.size()));
}

/// Different kinds that questions are answered from, in the order of the config.
std::vector<std::string_view> kindsAskedFor(const consent::Config& config) {
  std::vector<std::string_view> kinds;
  for (const consent::Question& question : config.questions) {
    const bool isKind = question.from == "category" || question.from.starts_with("tag:");
    if (isKind && std::find(kinds.begin(), kinds.end(), question.from) == kinds.end())
      kinds.push_back(question.from);
  }
  return kinds;
}

bool isSeen(const Visit& visit, const Entry& entry) {
  const bool isShown = visit.config.recommend && visit.config.recommend->shown == entry.signal;
  return !isShown && visit.is(consent::Provenance::Observed, entry.signal);
}

void add(std::vector<Guess>& guesses, std::size_t before, std::string_view from, std::string_view value,
         const Entry& entry) {
  const auto found = std::find_if(guesses.begin() + static_cast<std::ptrdiff_t>(before), guesses.end(),
                                  [&](const Guess& guess) { return guess.value == value; });
  if (found == guesses.end()) {
    guesses.push_back({std::string(from), std::string(value), {entry.of}, entry.at, entry.at});
    return;
  }
  found->first = std::min(found->first, entry.at);
  found->last = std::max(found->last, entry.at);
  if (std::find(found->items.begin(), found->items.end(), entry.of) == found->items.end())
    found->items.push_back(entry.of);
}

}  // namespace

std::vector<Guess> guessesOf(const Visit& visit, std::size_t least) {
  std::vector<Guess> all;
  for (const std::string_view from : kindsAskedFor(visit.config)) {
    const std::size_t before = all.size();
    for (const Entry& entry : visit.consented.entries()) {
      if (!isSeen(visit, entry)) continue;
      const std::uint32_t item = visit.catalog.find(entry.of);
      if (item == Catalog::kNone || visit.catalog.isSensitive(item)) continue;
      eachValue(visit.catalog.items()[item], from,
                [&](std::string_view value) { add(all, before, from, value, entry); });
    }
  }
  std::vector<Guess> guesses;
  const auto stronger = [&](std::size_t a, std::size_t b) {
    if (all[a].items.size() != all[b].items.size()) return all[a].items.size() > all[b].items.size();
    return all[a].last > all[b].last;
  };
  for (const std::size_t at : sortedOrder(all.size(), stronger))
    if (all[at].items.size() >= least) guesses.push_back(std::move(all[at]));
  return guesses;
}

Json toJson(const Guess& guess, const Catalog& catalog) {
  Json titles = Json::array();
  for (const std::string& item : guess.items) json::append(titles, catalog.items()[catalog.find(item)].title);
  return json::object({{"from", guess.from},
                       {"value", guess.value},
                       {"items", guess.items},
                       {"titles", std::move(titles)},
                       {"first", formatTime(guess.first)},
                       {"last", formatTime(guess.last)}});
}

}  // namespace sayso::recommend
