#pragma once

#include <algorithm>
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

/// In every row the signal bars what a policy would allow by itself. Honour, Binding: it is an opt-out that
/// only a later, specific opt-in beats; Binding where the law demands it.
enum class GpcForce : unsigned char { Advisory, Honour, Binding };

/// Age bands as the page names them; nullopt is unknown.
enum class AgeBand : unsigned char { Under13, From13To15, From16To17, Adult };
std::string_view toText(AgeBand band);

/// Why a service may run without consent, where a row knows such a case and the site declares it.
enum class Exemption : unsigned char { AudienceMeasurement, Appearance };
std::string_view toText(Exemption exemption);
/// The class of purpose that it is for.
PurposeClass classOf(Exemption exemption);

/// ISO 3166 codes in one text, "HR HU LU": pointers to each would be a kilobyte of what a page downloads.
class Codes {
 public:
  constexpr Codes(const char* text = "") : text_(text) {}
  class Iterator {
   public:
    explicit Iterator(std::string_view rest) : rest_(rest) {}
    std::string_view operator*() const { return rest_.substr(0, rest_.find(' ')); }
    Iterator& operator++() {
      rest_.remove_prefix(std::min(rest_.size(), (**this).size() + 1));
      return *this;
    }
    bool operator!=(const Iterator& other) const { return rest_.size() != other.rest_.size(); }

   private:
    std::string_view rest_;
  };
  Iterator begin() const { return Iterator(text_); }
  Iterator end() const { return Iterator({}); }
  bool operator==(const Codes&) const = default;

 private:
  std::string_view text_;
};

/// The rules of one jurisdiction: a row of policy_table.json.
struct Policy {
  std::string_view id;
  Model model;
  std::array<Rule, kPurposeClasses> rules;
  GpcForce gpcForce;
  std::uint8_t gpcDenies;  // bit set of PurposeClass
  bool showGpcStatus;
  std::int32_t askAgainMonths;  // after a refusal
  std::int32_t lifetimeMonths;  // of a grant; 0: until changed
  std::int32_t consentAge;      // below it optional purposes are denied
  std::int32_t blockedUnder;    // the age below which no choice allows…
  std::uint8_t blockedClasses;  // …these: bit set of PurposeClass
  std::int32_t offUnder;        // the age below which nothing but a choice allows…
  std::uint8_t offClasses;      // …these: bit set of PurposeClass
  std::uint8_t exemptions;      // bit set of Exemption
  std::span<const std::string_view> controls;
  std::span<const std::string_view> links;
  Codes codes;  // those that this row serves, from `from` on
  std::int64_t from;
  std::uint8_t optInSteps;  // that a yes to what GPC speaks of takes after a no

  bool operator==(const Policy& other) const;
  /// The rule for `purposeClass`, the age band considered.
  Rule rule(PurposeClass purposeClass, std::optional<AgeBand> band) const;
  bool gpcDeniesClass(PurposeClass purposeClass) const;
  bool knows(Exemption exemption) const;
  /// Whether somebody in `band` may be below the age of consent.
  bool isBelowConsentAge(std::optional<AgeBand> band) const;
};

/// Whether `code` has the form of ISO 3166-1 alpha-2, perhaps with a 3166-2 subdivision.
bool isJurisdiction(std::string_view code);

/// The version of the table, e.g. "2026-11".
std::string_view policyDataVersion();
/// All rows; the first is the default, the strictest. A row whose codes differ in ages, rules for minors or
/// links stands once for each such set of codes, under the same id.
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
