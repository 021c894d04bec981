#pragma once

#include <optional>
#include <string>

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/consent/config.h"
#include "core/consent/policy.h"

namespace sayso::consent {

/// What the page knows at this moment.
struct Environment {
  Time now;
  std::string jurisdiction;  // ISO 3166 code; empty: unknown, or not yet known
  std::string jurisdictionSource = "fallback";
  bool gpc = false;
  std::string language = "en";
  std::optional<AgeBand> ageBand;
  bool operator==(const Environment&) const = default;
};

/// Reads `{now, jurisdiction, jurisdictionSource, gpc, language, ageBand, page?}`; faults go to the reader.
Environment readEnvironment(json::Reader& reader);
Result<Environment> parseEnvironment(std::string_view text);

/// The code that counts here: the page's, or the config's fallback where every source was asked in vain.
/// While one has yet to answer (a source other than `fallback`, no code) it is none: the strictest.
std::string_view jurisdictionOf(const Config& config, const Environment& environment);
/// The rules that hold here: the row of that code, as the site has it.
Policy policyOf(const Config& config, const Environment& environment);
/// The version of the rules: that of the table, with a mark of all that the config adds to them and its
/// meaning doesn't hold (overrides, exemptions, lifetimes, audience, fallback). A plan or snapshot made under
/// another version is void.
std::string policyDataOf(const Config& config);
/// The age band to reckon with: for an audience of children an unknown one is the youngest.
std::optional<AgeBand> ageBandOf(const Config& config, const Environment& environment);

}  // namespace sayso::consent
