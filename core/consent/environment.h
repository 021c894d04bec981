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
  std::string jurisdiction;  // ISO 3166 code; empty: unknown
  std::string jurisdictionSource = "fallback";
  bool gpc = false;
  std::string language = "en";
  std::optional<AgeBand> ageBand;
  bool operator==(const Environment&) const = default;
};

/// Reads `{now, jurisdiction, jurisdictionSource, gpc, language, ageBand, page?}`; faults go to the reader.
Environment readEnvironment(json::Reader& reader);
Result<Environment> parseEnvironment(std::string_view text);

/// The code that counts here: the page's, or the config's fallback.
std::string_view jurisdictionOf(const Config& config, const Environment& environment);
/// The rules that hold here: the row of the jurisdiction, or of the config's fallback where it is unknown.
const Policy& policyOf(const Config& config, const Environment& environment);
/// The age band to reckon with: for an audience of children an unknown one is the youngest.
std::optional<AgeBand> ageBandOf(const Config& config, const Environment& environment);

}  // namespace sayso::consent
