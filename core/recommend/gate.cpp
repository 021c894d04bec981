#include "core/recommend/gate.h"

#include <algorithm>

#include "core/base/sort.h"
#include "core/consent/decision_for_models.h"

namespace sayso::recommend {
namespace {

/// When data of one signal may be from: nothing passes unless it is granted.
struct Window {
  bool granted = false;
  Time first;  // the latest of the choices that allow it
  Time now;
  std::optional<Duration> retention;

  bool admits(Time at, bool isPinned = false) const {
    return granted && first <= at && at <= now && (isPinned || !retention || now < add(at, *retention));
  }
};

Window windowOf(const consent::Config& config, const StateReading& state, const consent::Decision& decision,
                const consent::Signal& signal, Time now) {
  const consent::Outcome* outcome = decision.signal(signal.id);
  const consent::PurposeDecision* purpose = decision.purpose(signal.purpose);
  Window window;
  window.granted = outcome && outcome->granted && purpose && purpose->granted;
  if (purpose && purpose->since) window.first = *purpose->since;
  if (state && state.value())
    if (const consent::Choice* own = state.value()->find(consent::Target::Signal, signal.id))
      window.first = std::max(window.first, own->at);
  window.now = now;
  window.retention = config.retentionOf(signal);
  return window;
}

/// The entries of the signal that are admitted, newest first and then by item; of one item the newest, unless
/// each counts.
std::vector<Entry> admitted(const Signals& signals, std::string_view signal, const Window& window,
                            bool eachCounts) {
  std::vector<const Entry*> found;
  for (const Entry& entry : signals.entries)
    if (entry.signal == signal && window.admits(entry.at)) found.push_back(&entry);
  const auto byItem = [&](std::size_t a, std::size_t b) {
    return found[a]->of != found[b]->of ? found[a]->of < found[b]->of : found[a]->at > found[b]->at;
  };
  std::vector<const Entry*> newest;
  for (const std::size_t at : sortedOrder(found.size(), byItem))
    if (eachCounts || newest.empty() || newest.back()->of != found[at]->of) newest.push_back(found[at]);
  std::vector<Entry> entries;
  const auto byTime = [&](std::size_t a, std::size_t b) { return newest[a]->at > newest[b]->at; };
  for (const std::size_t at : sortedOrder(newest.size(), byTime)) entries.push_back(*newest[at]);
  return entries;
}

/// The newest attribute of the signal that is admitted; of equally new ones the last written.
const Attribute* admitted(const std::vector<Attribute>& attributes, std::string_view signal,
                          const Window& window) {
  const Attribute* newest = nullptr;
  for (const Attribute& attribute : attributes) {
    const bool ended = attribute.until && *attribute.until <= window.now;
    const bool isPinned = attribute.until == kMaxTime;
    if (attribute.signal != signal || ended || !window.admits(attribute.at, isPinned)) continue;
    if (!newest || newest->at <= attribute.at) newest = &attribute;
  }
  return newest;
}

}  // namespace

void ConsentedSignals::eachDatum(FunctionRef<void(const Datum&)> use) const {
  for (const Entry& entry : entries_) use({entry.signal, &entry.of});
  for (const Attribute& attribute : attributes_) {
    if (attribute.values.empty()) use({attribute.signal, nullptr, &attribute});
    for (const std::string& value : attribute.values) use({attribute.signal, &value, &attribute});
  }
}

ConsentedSignals ConsentedSignals::narrowed(const std::vector<char>& isKept) const {
  ConsentedSignals narrowed(decision_);
  narrowed.keepsShown_ = keepsShown_;
  std::size_t at = 0;
  for (const Entry& entry : entries_)
    if (isKept[at++]) narrowed.entries_.push_back(entry);
  for (const Attribute& attribute : attributes_) {
    Attribute kept = attribute;
    const bool isWhole = attribute.values.empty() && isKept[at++];
    std::erase_if(kept.values, [&](const std::string&) { return !isKept[at++]; });
    if (isWhole || !kept.values.empty()) narrowed.attributes_.push_back(std::move(kept));
  }
  return narrowed;
}

ConsentedSignals gate(const consent::Config& config, std::string_view meaning, const StateReading& state,
                      const consent::Environment& environment, const Profile& profile, const Signals& signals,
                      const std::vector<Attribute>& context) {
  ConsentedSignals consented(state
                                 ? consent::evaluateForModels(config, meaning, state.value(), environment)
                                 : consent::failClosedForModels(config, meaning, environment, state.error()));
  for (const consent::Signal& signal : config.signals) {
    const Window window = windowOf(config, state, consented.decision_, signal, environment.now);
    const bool isShown = config.recommend && config.recommend->shown == signal.id;
    if (isShown) consented.keepsShown_ = window.granted;
    for (Entry& entry : admitted(signals, signal.id, window, isShown))
      consented.entries_.push_back(std::move(entry));
    const bool isContextual = signal.provenance == consent::Provenance::Contextual;
    const std::vector<Attribute>& attributes = isContextual ? context : profile.attributes;
    if (const Attribute* attribute = admitted(attributes, signal.id, window))
      consented.attributes_.push_back(*attribute);
  }
  return consented;
}

}  // namespace sayso::recommend
