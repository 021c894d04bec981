#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/time.h"

/// What the page holds about its visitor, as it hands it to `rank`. A model never sees these types: only the
/// gate reads them.
namespace sayso::recommend {

/// One thing seen: `signal` (viewed, bought …) of an item.
struct Entry {
  std::string signal;
  std::string of;  // an item's id
  Time at;
  bool operator==(const Entry&) const = default;
};

/// What is kept of the visit: `say-so-signals/1`.
struct Signals {
  static constexpr std::size_t kMaxEntries = 10'000;
  std::vector<Entry> entries;
  bool operator==(const Signals&) const = default;
};

/// One attribute of the profile: texts or a range, never both.
struct Attribute {
  struct Range {
    double min = 0;
    double max = 0;
    bool operator==(const Range&) const = default;
  };

  std::string signal;
  std::vector<std::string> values;
  std::optional<Range> range;
  Time at;
  std::optional<Time>
      until;  // when it is forgotten; kMaxTime: pinned, it stays as long as its purpose is granted
  bool operator==(const Attribute&) const = default;
};

/// What the visitor stated: `say-so-profile/1`.
struct Profile {
  static constexpr std::size_t kMaxAttributes = 200;
  static constexpr std::size_t kMaxValues = 200;
  std::vector<Attribute> attributes;
  bool operator==(const Profile&) const = default;
};

/// `null` reads as nothing kept.
Signals readSignals(json::Reader& reader);
Profile readProfile(json::Reader& reader);

}  // namespace sayso::recommend
