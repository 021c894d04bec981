#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/consent/config.h"
#include "core/explain/rationale.h"
#include "core/recommend/catalog.h"
#include "core/recommend/gate.h"

namespace sayso::recommend {

/// An item that the visitor has seen, by one signal.
struct Seen {
  std::uint32_t item = 0;  // in the catalog
  const Entry* entry = nullptr;
};

/// What one request brings: the data that passed the gate, and what they are about. Models read it and
/// nothing else of the visitor.
struct Visit {
  const Catalog& catalog;
  const consent::Config& config;
  const ConsentedSignals& consented;

  /// What was seen by `signal`, newest first. Unknown and sensitive items do not count.
  std::vector<Seen> seen(std::string_view signal) const;
  /// What the signal says of itself; nullptr if nothing passed.
  const Attribute* attribute(std::string_view signal) const;
  bool is(consent::Provenance provenance, std::string_view signal) const;

  /// A contribution of `signal`, which the config knows.
  explain::Contribution contribution(const std::string& signal, const std::string& of, Time at,
                                     const std::string& part, double value) const;
};

/// How an attribute is named where only an id fits: its first value, or its range as "1.0-15.0".
std::string nameOf(const Attribute& attribute);

}  // namespace sayso::recommend
