#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace sayso::consent {

/// The kinds of purpose that policies tell apart.
enum class PurposeClass : unsigned char { Functional, Analytics, Personalization, Marketing, Sensitive };
constexpr std::size_t kPurposeClasses = 5;
std::string_view toText(PurposeClass purposeClass);

/// Whether a row asks before (OptIn), lets refuse afterwards (OptOut) or only informs (Notice).
enum class Model : unsigned char { OptIn, OptOut, Notice };
std::string_view toText(Model model);

/// What a class of purpose may do before any choice. Blocked: nor after one.
enum class Rule : unsigned char { Off, On, Blocked };

/// Advisory: shown as the reason for what is off anyway. Honour, Binding: an opt-out that only a later,
/// specific opt-in beats; Binding where the law demands it.
enum class GpcForce : unsigned char { Advisory, Honour, Binding };

/// Age bands as the page names them; nullopt is unknown.
enum class AgeBand : unsigned char { Under13, From13To15, From16To17, Adult };
std::string_view toText(AgeBand band);

/// The rules of one jurisdiction: a row of policy_table.json.
struct Policy {
  std::string_view id;
  Model model;
  std::array<Rule, kPurposeClasses> rules;
  GpcForce gpcForce;
  unsigned gpcDenies;  // bit set of PurposeClass
  bool showGpcStatus;
  int askAgainMonths;    // after a refusal
  int lifetimeMonths;    // of a grant; 0: until changed
  int consentAge;        // below it optional purposes are denied
  int minorAge;          // below it the next two apply
  unsigned minorBlocks;  // bit set of PurposeClass
  unsigned minorOff;     // bit set of PurposeClass: off until chosen
  std::span<const std::string_view> controls;
  std::span<const std::string_view> links;
  std::span<const std::string_view> codes;  // ISO 3166 codes that this row serves, from `from` on
  std::int64_t from;

  /// The rule for `purposeClass`, the age band considered.
  Rule rule(PurposeClass purposeClass, std::optional<AgeBand> band) const;
  bool gpcDeniesClass(PurposeClass purposeClass) const;
  /// Whether somebody in `band` may be below the age of consent.
  bool isBelowConsentAge(std::optional<AgeBand> band) const;
};

/// Whether `code` has the form of ISO 3166-1 alpha-2, perhaps with a 3166-2 subdivision.
bool isJurisdiction(std::string_view code);

/// The version of the table, e.g. "2026-11".
std::string_view policyDataVersion();
/// All rows; the first is the default, the strictest.
std::span<const Policy> policies();
/// The row for an ISO 3166 code ("FR", "US-CA") at `now`: exact, else that of the country, else the default.
const Policy& policyFor(std::string_view code, Time now);
/// The first moment after `now` at which the table says something else, about anything or about one code;
/// nullopt if it never does.
std::optional<Time> nextPolicyChange(Time now);
std::optional<Time> nextPolicyChange(std::string_view code, Time now);
/// "EU-FR@2026-11".
std::string policyName(const Policy& policy);

}  // namespace sayso::consent
