#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/consent/config.h"

namespace sayso::profile {

/// One thing the visitor said about herself.
struct Attribute {
  std::string signal;
  Json value;  // an array of texts (of a ranked answer in its order), or {"min","max"}
  Time at;
  std::optional<Time> until;  // when it is forgotten
  bool isPinned = false;      // it is not, as long as its purpose is granted
  bool operator==(const Attribute&) const = default;
};

/// What the visitor stated, `say-so-profile/1`: at most one attribute a signal.
struct Profile {
  std::vector<Attribute> attributes;
  bool operator==(const Profile&) const = default;
  const Attribute* find(std::string_view signal) const;
};

/// One attribute of a profile's JSON; every fault is noted with its place.
Attribute readAttribute(json::Reader& reader);

/// "" and "null" are the empty profile.
Result<Profile> parseProfile(std::string_view text);
Json toJson(const Profile& profile);

/// The profile with `value` stated for `signal` at `now`, kept as long as the config's retention says. Only
/// signals whose provenance is `stated` can be stated (`unknown-signal`); the value must be of a known form.
Result<Profile> setAttribute(const consent::Config& config, const Profile& profile, std::string_view signal,
                             const Json& value, Time now);

/// The profile without `signal`, or without anything.
Profile erase(const Profile& profile, std::optional<std::string_view> signal);

/// The profile without what has run out at `now` or what the config no longer asks for.
Profile keepCurrent(const consent::Config& config, const Profile& profile, Time now);

}  // namespace sayso::profile
