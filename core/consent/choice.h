#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/time.h"

namespace sayso::consent {

/// What a choice is about.
enum class Target : unsigned char { Purpose, Service, Signal };
std::string_view toText(Target target);

enum class Control : unsigned char { AcceptAll, RejectAll, Save, Switch, Ask, ProfileSave };
std::string_view toText(Control control);

enum class Surface : unsigned char { FirstLayer, Choices, Profile, Slate, Page };
std::string_view toText(Surface surface);

/// A choice as it is kept: the latest one about a purpose, service or signal. A yes that is repeated while it
/// holds keeps its first time: data from then on may be used, and its lifetime runs from then.
struct Choice {
  Target target = Target::Purpose;
  std::string id;
  bool granted = false;
  Time at;
  Control control = Control::Switch;
  Surface surface = Surface::Choices;
  std::string text;      // hash of the words shown; empty if the page showed its own
  std::string language;  // of those words
  bool gpc = false;      // given while the browser sent Global Privacy Control
  bool stale = false;    // given under a meaning that no longer holds
  bool operator==(const Choice&) const = default;
  /// A deliberate yes to this one thing, given while the browser was saying no.
  bool beatsGpc() const;
};

/// How a choice was made; the same for all choices of one action.
struct How {
  Control control = Control::Switch;
  Surface surface = Surface::Choices;
  std::string text;
  std::string language;
  std::int64_t steps = 1;             // actions it took, once the surface was open
  std::vector<std::string> prevHash;  // heads of the ledger, for the record's chain
  bool operator==(const How&) const = default;
};

/// A choice as a page asks for it: one id, or all optional purposes.
struct Wish {
  Target target = Target::Purpose;
  std::string id;  // empty: all
  bool granted = false;
  bool operator==(const Wish&) const = default;
};

Choice readChoice(json::Reader& reader);
How readHow(json::Reader& reader);
Wish readWish(json::Reader& reader);
Json toJson(const Choice& choice);

/// Whether `tag` looks like a BCP 47 language tag.
bool isLanguage(std::string_view tag);

}  // namespace sayso::consent
