#include "core/consent/merge.h"

#include <algorithm>

#include "core/consent/record.h"

namespace sayso::consent {
namespace {

/// Whether `a` counts before `b`, another choice about the same thing. What comes after the refusal only
/// makes the outcome one; where it matters, the choice that grants less counts.
bool overrides(const Choice& a, const Choice& b) {
  if (a.at != b.at) return a.at > b.at;
  if (a.granted != b.granted) return b.granted;
  if (a.stale != b.stale) return a.stale;
  if (a.gpc != b.gpc) return b.gpc;
  return json::dump(toJson(a)) < json::dump(toJson(b));
}

/// The order of a merged state's choices.
bool isEarlier(const Choice& a, const Choice& b) {
  if (a.at != b.at) return a.at < b.at;
  return a.target != b.target ? a.target < b.target : a.id < b.id;
}

/// Whether `state` counts the thing that `grant` is about as refused, without listing it, as late or later.
bool overrules(const State& state, const Choice& grant) {
  return grant.granted && state.rest && state.rest->covers(grant.target) &&
         !state.find(grant.target, grant.id) && state.rest->at >= grant.at;
}

/// Adds the choices of `from` that count beside `other` and aren't in `merged` yet, each in its place.
void addChoices(const State& from, const State& other, State& merged) {
  for (const Choice& own : from.choices) {
    if (merged.find(own.target, own.id) || overrules(other, own)) continue;
    const Choice* rival = other.find(own.target, own.id);
    const Choice& choice = rival && overrides(*rival, own) ? *rival : own;
    auto place = merged.choices.begin();
    while (place != merged.choices.end() && isEarlier(*place, choice)) ++place;
    merged.choices.insert(place, choice);
  }
}

std::optional<Rest> mergeRests(const std::optional<Rest>& a, const std::optional<Rest>& b) {
  if (!a || !b) return a ? a : b;
  return Rest{std::max(a->at, b->at), a->purposes || b->purposes, a->services || b->services,
              a->signals || b->signals};
}

/// `state` under another meaning: its grants are dead.
State underMeaning(State state, const std::string& meaning) {
  if (state.meaning != meaning)
    for (Choice& choice : state.choices) choice.stale |= choice.granted;
  return state;
}

struct Entry {
  std::string at;
  std::string hash;
  std::vector<std::string> named;
  const Json* record;
};

/// Reads what the order needs; a record that lacks it was changed, which verifying will tell.
void addEntries(const Json& records, std::vector<Entry>& entries) {
  std::vector<Error> ignored;
  json::Reader(records, ignored).elements([&](json::Reader& record) {
    Entry entry{"", recordHash(record.raw()), record.textsIf("prevHash"), &record.raw()};
    record.inIf("event", [&](json::Reader& event) { entry.at = event.textIf("at"); });
    for (const Entry& known : entries)
      if (known.hash == entry.hash) return;
    entries.push_back(std::move(entry));
  });
}

bool namesOneOf(const Entry& entry, const std::vector<Entry>& others) {
  for (const Entry& other : others)
    if (std::find(entry.named.begin(), entry.named.end(), other.hash) != entry.named.end()) return true;
  return false;
}

/// The earliest that names none of those still waiting; a circle, which no honest chain has, is cut.
std::size_t nextOf(const std::vector<Entry>& waiting) {
  std::size_t next = waiting.size();
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    if (namesOneOf(waiting[i], waiting)) continue;
    const bool isFirst = next == waiting.size() || waiting[i].at < waiting[next].at ||
                         (waiting[i].at == waiting[next].at && waiting[i].hash < waiting[next].hash);
    if (isFirst) next = i;
  }
  return next == waiting.size() ? 0 : next;
}

}  // namespace

State mergeStates(const State& a, const State& b) {
  const bool isTie = a.lastSeen == b.lastSeen;
  const bool isBLater = !isTie                   ? a.lastSeen < b.lastSeen
                        : a.meaning != b.meaning ? b.meaning < a.meaning
                                                 : b.policy < a.policy;
  const State& later = isBLater ? b : a;
  const State left = underMeaning(a, later.meaning), right = underMeaning(b, later.meaning);
  State merged;
  merged.meaning = later.meaning;
  merged.policy = later.policy;
  merged.lastSeen = later.lastSeen;
  merged.rest = mergeRests(a.rest, b.rest);
  addChoices(left, right, merged);
  addChoices(right, left, merged);
  return fitState(std::move(merged));
}

Json mergeLedgers(const Json& a, const Json& b) {
  std::vector<Entry> waiting;
  addEntries(a, waiting);
  addEntries(b, waiting);
  Json records = Json::array();
  std::vector<std::string> heads;
  while (!waiting.empty()) {
    const std::size_t next = nextOf(waiting);
    for (const std::string& hash : waiting[next].named) std::erase(heads, hash);
    heads.push_back(std::move(waiting[next].hash));
    records.push_back(*waiting[next].record);
    waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(next));
  }
  return json::object({{"records", std::move(records)}, {"heads", std::move(heads)}});
}

std::optional<State> refusalsOf(const State& state) {
  State left;
  left.meaning = state.meaning;
  left.policy = state.policy;
  left.lastSeen = startOfDay(state.lastSeen);
  for (const Choice& choice : state.choices) {
    if (choice.granted) continue;
    Choice refusal;
    refusal.target = choice.target;
    refusal.id = choice.id;
    refusal.at = startOfDay(choice.at);
    left.choices.push_back(std::move(refusal));
  }
  left.rest = state.rest;
  if (left.rest) left.rest->at = startOfDay(left.rest->at);
  if (left.choices.empty() && !left.rest) return std::nullopt;
  return left;
}

}  // namespace sayso::consent
