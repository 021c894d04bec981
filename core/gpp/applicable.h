#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/consent/decision.h"
#include "core/gpp/gpp_string.h"

namespace sayso::gpp {

/// Kinds of sensitive data, in the order of usnat.
enum class SensitiveKind : std::uint8_t {
  Race,
  Religion,
  Health,
  SexLife,
  Citizenship,
  Genetic,
  Biometric,
  Location,
  GovernmentId,
  AccountAccess,
  Union,
  MessageContents,
  ConsumerHealth,
  CrimeVictim,
  NationalOrigin,
  Transgender,
};
constexpr std::size_t kSensitiveKinds = 16;
/// As configs spell it, e.g. "consumer-health".
std::string_view toText(SensitiveKind kind);

/// Whether the site signed IAB's Multi-State Privacy Agreement and covers its transactions by it, and how.
enum class Mspa : std::uint8_t { NotCovered, OptOutOption, ServiceProvider };

/// What a site says of itself beyond its purposes.
struct UsOptions {
  Mspa mspa = Mspa::NotCovered;
  /// Kinds of sensitive data behind the purposes of class sensitive: bit set of SensitiveKind. With none
  /// named a refusal stands for all kinds, and a consent for none.
  std::uint16_t sensitiveKinds = 0;
  bool allowExperimental = false;  // usmd, usin, usky, usri instead of usnat
  bool addUsPrivacy = false;       // uspv1 beside it: deprecated
};

/// The id of the US section that applies in an ISO 3166 code: that of the state, or usnat where it has none
/// (or none whose text is final), where the state is not known, and everywhere for covered transactions.
/// nullopt outside the US.
std::optional<std::uint16_t> applicableSection(std::string_view jurisdiction, const UsOptions& options);

/// What a US section says of a decision. `band` is `consent::ageBandOf`.
/// - Opt-outs of sale, sharing and targeted advertising: "opted out" unless each purpose of class marketing
///   is granted. Not applicable if the site has no such purpose, and no Global Privacy Control asks for it.
/// - Notices: given where there is something to give notice of. Opted out by the signal alone: not given.
/// - Sensitive data: consent if each purpose of class sensitive is granted.
/// - Known children: only if the page names the age band; consent if each purpose of both is granted.
UsSection usSection(const Layout& layout, const consent::Config& config, const consent::Decision& decision,
                    std::optional<consent::AgeBand> band, const UsOptions& options);

/// What applies here and what it says. Outside the US: no section.
GppString gppOf(const consent::Config& config, const consent::Decision& decision,
                const consent::Environment& environment, const UsOptions& options);

}  // namespace sayso::gpp
