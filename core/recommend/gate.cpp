#include "core/recommend/gate.h"

#include <algorithm>
#include <tuple>

namespace sayso::recommend {
namespace {

/// When data of one signal may be from: nothing passes unless it is granted.
struct Window {
  bool granted = false;
  Time first;  // the latest of the choices that allow it
  Time now;
  std::optional<Duration> retention;

  bool admits(Time at) const {
    return granted && first <= at && at <= now && (!retention || now < add(at, *retention));
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

std::vector<Entry> admitted(const Signals& signals, std::string_view signal, const Window& window) {
  std::vector<Entry> entries;
  for (const Entry& entry : signals.entries)
    if (entry.signal == signal && window.admits(entry.at)) entries.push_back(entry);
  std::sort(entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return std::tie(a.of, b.at) < std::tie(b.of, a.at); });
  const auto sameItem = [](const Entry& a, const Entry& b) { return a.of == b.of; };
  entries.erase(std::unique(entries.begin(), entries.end(), sameItem), entries.end());  // keeps the newest
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.at > b.at; });
  return entries;
}

/// The newest attribute of the signal that is admitted; of equally new ones the last written.
const Attribute* admitted(const Profile& profile, std::string_view signal, const Window& window) {
  const Attribute* newest = nullptr;
  for (const Attribute& attribute : profile.attributes) {
    const bool ended = attribute.until && *attribute.until <= window.now;
    if (attribute.signal != signal || ended || !window.admits(attribute.at)) continue;
    if (!newest || newest->at <= attribute.at) newest = &attribute;
  }
  return newest;
}

}  // namespace

ConsentedSignals gate(const consent::Config& config, std::string_view meaning, const StateReading& state,
                      const consent::Environment& environment, const Profile& profile,
                      const Signals& signals) {
  ConsentedSignals consented(state ? consent::evaluate(config, meaning, state.value(), environment)
                                   : consent::failClosed(config, meaning, environment, state.error()));
  for (const consent::Signal& signal : config.signals) {
    const Window window = windowOf(config, state, consented.decision_, signal, environment.now);
    for (Entry& entry : admitted(signals, signal.id, window)) consented.entries_.push_back(std::move(entry));
    if (const Attribute* attribute = admitted(profile, signal.id, window)) {
      consented.attributes_.push_back(*attribute);
    }
  }
  return consented;
}

}  // namespace sayso::recommend
