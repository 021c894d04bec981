#include "core/gpp/applicable.h"

#include <algorithm>
#include <initializer_list>
#include <span>

#include "core/gpp/sections.h"

namespace sayso::gpp {
namespace {

using consent::AgeBand;
using consent::PurposeClass;

// The values of fields of two bits.
constexpr std::uint8_t kNotApplicable = 0;
constexpr std::uint8_t kGiven = 1, kNotGiven = 2;           // notices
constexpr std::uint8_t kOptedOut = 1, kNotOptedOut = 2;     // opt-outs
constexpr std::uint8_t kNoConsent = 1, kConsent = 2;        // consents; of sensitive data also opt-outs
constexpr std::uint8_t kYes = 1, kNo = 2;                   // Mspa…
constexpr std::uint8_t kModeOptOut = 1, kModeProvider = 2;  // MspaMode

/// What each value of a list stands for, as a set of kinds of sensitive data or of age bands.
using Sets = std::span<const std::uint16_t>;

template <class... Kinds>
constexpr std::uint16_t of(Kinds... kinds) {
  return static_cast<std::uint16_t>(((1U << static_cast<unsigned>(kinds)) | ...));
}

using enum SensitiveKind;
// The values of SensitiveDataProcessing: common to most states, and where one differs.
constexpr std::uint16_t kHealth = of(Health, ConsumerHealth);
constexpr std::uint16_t kUsNatKinds[] = {
    of(Race),           of(Religion),      of(Health),         of(SexLife),
    of(Citizenship),    of(Genetic),       of(Biometric),      of(Location),
    of(GovernmentId),   of(AccountAccess), of(Union),          of(MessageContents),
    of(ConsumerHealth), of(CrimeVictim),   of(NationalOrigin), of(Transgender)};
constexpr std::uint16_t kUsCaKinds[] = {
    of(GovernmentId),    of(AccountAccess), of(Location),  of(Race, Religion, Union),
    of(MessageContents), of(Genetic),       of(Biometric), kHealth,
    of(SexLife)};
constexpr std::uint16_t kUsUtKinds[] = {of(Race), of(Religion), of(SexLife),   of(Citizenship),
                                        kHealth,  of(Genetic),  of(Biometric), of(Location)};
constexpr std::uint16_t kUsOrKinds[] = {
    of(Race),           of(Religion),    kHealth,     of(SexLife),   of(Transgender), of(Citizenship),
    of(NationalOrigin), of(CrimeVictim), of(Genetic), of(Biometric), of(Location)};
// usco leaves out the last three of these, usde the last, most states the last two.
constexpr std::uint16_t kStateKinds[] = {of(Race),        of(Religion),     kHealth,       of(SexLife),
                                         of(Citizenship), of(Genetic),      of(Biometric), of(Location),
                                         of(Transgender), of(AccountAccess)};

Sets kindsOf(std::uint16_t id) {
  switch (id) {
    case 7:
      return kUsNatKinds;
    case 8:
      return kUsCaKinds;
    case 11:
      return kUsUtKinds;
    case 15:
      return kUsOrKinds;
    default:
      return kStateKinds;
  }
}

// The values of KnownChildSensitiveDataConsents. A value alone is of a known child.
using enum AgeBand;
constexpr std::uint16_t kUsNatChildren[] = {of(From13To15), of(Under13), of(From16To17)};
constexpr std::uint16_t kUsCaChildren[] = {of(Under13, From13To15), of(Under13, From13To15)};  // sell, share
constexpr std::uint16_t kUsFlChildren[] = {of(Under13), of(From13To15), of(From16To17)};
// A known child, then sale and advertising at 13-15, and with five values at 16-17.
constexpr std::uint16_t kStateChildren[] = {of(Under13), of(From13To15), of(From13To15), of(From16To17),
                                            of(From16To17)};

Sets childrenOf(std::uint16_t id) {
  switch (id) {
    case 7:
      return kUsNatChildren;
    case 8:
      return kUsCaChildren;
    case 13:
      return kUsFlChildren;
    default:
      return kStateChildren;
  }
}

/// How the purposes of a class were decided, all taken together.
struct Verdict {
  bool isThere = false;
  bool isGranted = true;  // each of them; true of none
};
Verdict verdictOn(PurposeClass purposeClass, const consent::Config& config,
                  const consent::Decision& decision) {
  Verdict verdict;
  for (const consent::Purpose& purpose : config.purposes) {
    if (purpose.required || purpose.purposeClass != purposeClass) continue;
    const consent::PurposeDecision* decided = decision.purpose(purpose.id);
    verdict.isThere = true;
    if (!decided || !decided->granted) verdict.isGranted = false;
  }
  return verdict;
}

void set(UsSection& section, std::initializer_list<Field> fields, std::uint8_t value) {
  for (const Field field : fields)
    for (std::uint8_t& each : section.get(field)) each = value;
}

/// Whether anything about the visitor goes to others.
bool sharesData(const consent::Config& config, const Verdict& marketing) {
  return marketing.isThere ||
         std::any_of(config.services.begin(), config.services.end(),
                     [](const consent::Service& service) { return service.provider.has_value(); });
}

void setMarketing(UsSection& section, const Verdict& marketing, bool gpc) {
  if (!marketing.isThere && !gpc) return;
  const bool isOptedOut = !marketing.isThere || !marketing.isGranted;
  set(section, {Field::SaleOptOut, Field::SharingOptOut, Field::TargetedAdvertisingOptOut},
      isOptedOut ? kOptedOut : kNotOptedOut);
  set(section, {Field::SaleOptOutNotice, Field::SharingOptOutNotice, Field::TargetedAdvertisingOptOutNotice},
      marketing.isThere ? kGiven : kNotGiven);
}

void setSensitive(std::span<std::uint8_t> values, Sets kinds, const Verdict& sensitive, std::uint16_t named) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool isMeant = named ? (kinds[i] & named) != 0 : !sensitive.isGranted;
    values[i] = !isMeant ? kNotApplicable : sensitive.isGranted ? kConsent : kNoConsent;
  }
}

void setMspa(UsSection& section, Mspa mspa) {
  set(section, {Field::MspaCoveredTransaction}, mspa == Mspa::NotCovered ? kNo : kYes);
  if (mspa == Mspa::NotCovered) return;
  const bool isOptOut = mspa == Mspa::OptOutOption;
  set(section, {Field::MspaOptOutOptionMode}, isOptOut ? kYes : kNo);
  set(section, {Field::MspaServiceProviderMode}, isOptOut ? kNo : kYes);
  set(section, {Field::MspaMode}, isOptOut ? kModeOptOut : kModeProvider);
}

UsPrivacy usPrivacyOf(const UsSection& section, Mspa mspa) {
  const std::uint8_t optOut = section.get(Field::SaleOptOut)[0];
  const std::uint8_t notice = section.get(Field::SaleOptOutNotice)[0];
  const char covered = mspa == Mspa::NotCovered ? 'N' : 'Y';
  if (optOut == kNotApplicable) return {'-', '-', covered};
  return {notice == kGiven ? 'Y' : 'N', optOut == kOptedOut ? 'Y' : 'N', covered};
}

}  // namespace

std::string_view toText(SensitiveKind kind) {
  constexpr std::string_view kNames[] = {
      "race",       "religion",         "health",          "sex-life",      "citizenship",
      "genetic",    "biometric",        "location",        "government-id", "account-access",
      "union",      "message-contents", "consumer-health", "crime-victim",  "national-origin",
      "transgender"};
  static_assert(std::size(kNames) == kSensitiveKinds);
  return kNames[static_cast<std::size_t>(kind)];
}

std::optional<std::uint16_t> applicableSection(std::string_view jurisdiction, const UsOptions& options) {
  constexpr std::string_view kCountry = "US";
  if (jurisdiction.substr(0, jurisdiction.find('-')) != kCountry) return std::nullopt;
  const bool hasState = jurisdiction.size() == kCountry.size() + 3;
  if (!hasState || options.mspa != Mspa::NotCovered) return kUsNat;
  const auto lower = [](char c) { return static_cast<char>(c - 'A' + 'a'); };
  const char name[] = {'u', 's', lower(jurisdiction[3]), lower(jurisdiction[4])};
  const Layout* layout = layoutOf(sectionId({name, sizeof name}));
  if (!layout || (layout->isExperimental() && !options.allowExperimental)) return kUsNat;
  return layout->id;
}

UsSection usSection(const Layout& layout, const consent::Config& config, const consent::Decision& decision,
                    std::optional<consent::AgeBand> band, const UsOptions& options) {
  const Verdict marketing = verdictOn(PurposeClass::Marketing, config, decision);
  const Verdict sensitive = verdictOn(PurposeClass::Sensitive, config, decision);
  UsSection section = emptySection(layout);

  set(section, {Field::ProcessingNotice}, kGiven);
  if (sharesData(config, marketing)) set(section, {Field::SharingNotice}, kGiven);
  setMarketing(section, marketing, decision.gpc);

  if (sensitive.isThere) {
    set(section,
        {Field::SensitiveDataProcessingOptOutNotice, Field::SensitiveDataLimitUseNotice,
         Field::SensitiveDataOptOutNotice},
        kGiven);
    const auto fill = [&](std::span<std::uint8_t> values) {
      setSensitive(values, kindsOf(layout.id), sensitive, options.sensitiveKinds);
    };
    fill(section.get(Field::SensitiveDataProcessing));
    if (layout.subSection == SubSection::Sensitive) fill(section.sensitive.emplace());
  }

  if (band && (marketing.isThere || sensitive.isThere)) {
    const Sets bands = childrenOf(layout.id);
    const auto values = section.get(Field::KnownChildSensitiveDataConsents);
    const bool isGranted = marketing.isGranted && sensitive.isGranted;
    for (std::size_t i = 0; i < values.size(); ++i)
      if (bands[i] & of(*band)) values[i] = isGranted ? kConsent : kNoConsent;
  }

  setMspa(section, options.mspa);
  if (layout.subSection == SubSection::Gpc) section.gpc = decision.gpc;
  return section;
}

GppString gppOf(const consent::Config& config, const consent::Decision& decision,
                const consent::Environment& environment, const UsOptions& options) {
  GppString gpp;
  const auto id = applicableSection(consent::jurisdictionOf(config, environment), options);
  if (!id) return gpp;
  const UsSection section =
      usSection(*layoutOf(*id), config, decision, consent::ageBandOf(config, environment), options);
  if (options.addUsPrivacy) gpp.sections.push_back(usPrivacyOf(section, options.mspa));
  gpp.sections.push_back(section);
  return gpp;
}

}  // namespace sayso::gpp
