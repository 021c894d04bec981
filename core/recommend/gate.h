#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/function_ref.h"
#include "core/consent/config.h"
#include "core/consent/decision.h"
#include "core/consent/environment.h"
#include "core/consent/state.h"
#include "core/explain/rationale.h"
#include "core/recommend/signals.h"

namespace sayso::recommend {

/// What `rank` knows of the visitor's choices: none yet, a state, or a state that could not be read.
using StateReading = Result<std::optional<consent::State>>;

/// The signals that a model may read. Only the gate makes one, so code that takes ConsentedSignals cannot
/// reach a datum whose purpose is denied.
class ConsentedSignals {
 public:
  /// In a defined order that the page does not choose: by the config's signals, newest first, then by item.
  /// An item appears once a signal; in what lists showed (`recommend.shown`) as often as it was shown.
  const std::vector<Entry>& entries() const { return entries_; }
  /// In the order of the config's signals, at most one each.
  const std::vector<Attribute>& attributes() const { return attributes_; }
  /// The visitor lets be kept what lists show.
  bool keepsShown() const { return keepsShown_; }
  /// The decision behind it, as evaluated by the gate.
  const consent::Decision& decision() const { return decision_; }

  /// One datum: an entry, or a value of an attribute (all of it where it is a range).
  struct Datum {
    const std::string& signal;
    const std::string* of = nullptr;       // an item's id, or a value; none: a range
    const Attribute* attribute = nullptr;  // none: an entry
  };
  /// Calls `use` with each, in their order.
  void eachDatum(FunctionRef<void(const Datum&)> use) const;
  /// The same without those data, by that order, that `isKept` does not mark. Nothing comes in this way.
  ConsentedSignals narrowed(const std::vector<char>& isKept) const;

 private:
  friend ConsentedSignals gate(const consent::Config&, std::string_view, const StateReading&,
                               const consent::Environment&, const Profile&, const Signals&,
                               const std::vector<Attribute>&);
  explicit ConsentedSignals(consent::Decision decision) : decision_(std::move(decision)) {}

  consent::Decision decision_;
  std::vector<Entry> entries_;
  std::vector<Attribute> attributes_;
  bool keepsShown_ = false;
};

/// Evaluates consent and lets through what it grants. Kept back are data of
/// - a signal that is denied or that the config does not know,
/// - a time before the choice that allows it, or after now,
/// - a time so long ago that the retention of the signal (or an attribute's own `until`) has passed; of what
/// is
///   pinned neither counts, but the end of the choice that allows it does.
/// `context` is what the page says of the moment; it counts for contextual signals only, and data handed in
/// otherwise do not count for them. `meaning` is `meaningHash(config)`.
ConsentedSignals gate(const consent::Config& config, std::string_view meaning, const StateReading& state,
                      const consent::Environment& environment, const Profile& profile, const Signals& signals,
                      const std::vector<Attribute>& context);

}  // namespace sayso::recommend
