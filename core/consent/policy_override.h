#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/consent/policy.h"

namespace sayso::consent {

/// What a site sets in place of a row's own, from `policies` of its config: `{"US-CA": {"rules": {…}}}`. It
/// may be stricter freely. Where it is laxer, the site gives its reason, which stays in the config.
struct PolicyOverride {
  std::string row;  // id of a row, or "*": in every row, where it is stricter than the row
  std::optional<Model> model;
  std::array<std::optional<Rule>, kPurposeClasses> rules;
  std::optional<GpcForce> gpcForce;
  std::optional<std::int32_t> askAgainMonths;
  std::optional<std::int32_t> lifetimeMonths;  // 0: until changed
  std::optional<std::int32_t> consentAge;
  std::string reason;  // for being laxer
  bool operator==(const PolicyOverride&) const = default;
};

/// Reads `policies`. A row that the table lacks is `unknown-policy`; what is laxer than the row, without a
/// reason, is `policy-loosened` at its place.
std::vector<PolicyOverride> readPolicyOverrides(json::Reader& reader);
Json toJson(const std::vector<PolicyOverride>& overrides);

/// `policy` as the site has it.
Policy withOverrides(Policy policy, const std::vector<PolicyOverride>& overrides);

}  // namespace sayso::consent
