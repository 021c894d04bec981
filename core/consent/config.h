#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/consent/policy.h"
#include "core/consent/policy_override.h"

namespace sayso::consent {

struct Controller {
  std::string name;
  std::string contact;
  bool operator==(const Controller&) const = default;
};

struct Site {
  std::string name;
  Controller controller;
  std::string notice;        // URL of the privacy notice
  std::string cookieDomain;  // "shop.example": the choices hold on all hosts below it; empty: on this host
  bool operator==(const Site&) const = default;
};

/// Where the page learns its jurisdiction, in order, and what counts if it learns none.
struct JurisdictionConfig {
  std::vector<std::string> source;
  std::string fallback = "strictest";  // or an ISO 3166 code
  bool operator==(const JurisdictionConfig&) const = default;
};

/// Why data is used: the unit of consent.
struct Purpose {
  std::string id;
  bool required = false;
  PurposeClass purposeClass = PurposeClass::Functional;  // without meaning if required
  bool feedsModel = false;
  std::optional<Duration> retention;
  std::optional<Duration> lifetime;  // of a grant; only ever tightens the policy's
  bool allowPolicyDefault = false;
  bool operator==(const Purpose&) const = default;
};

struct Provider {
  std::string name;
  std::string country;
  std::string privacy;
  bool operator==(const Provider&) const = default;
};

struct Cookie {
  std::string name;
  std::optional<Duration> lifetime;
  bool operator==(const Cookie&) const = default;
};

/// One tool or vendor acting under purposes.
struct Service {
  std::string id;
  std::string name;
  std::vector<std::string> purposes;
  std::optional<Provider> provider;  // present: a third party
  std::vector<Cookie> cookies;
  std::vector<std::string> storage;  // names of keys
  std::vector<std::string> domains;
  std::vector<std::string> embeds;
  std::vector<std::string> consentMode;
  std::optional<Exemption> exempt;  // the site declares that the law lets it run without consent
  bool operator==(const Service&) const = default;
};

enum class Provenance : unsigned char { Stated, Observed, Inferred, Contextual };
std::string_view toText(Provenance provenance);

/// One datum about the visitor that a model may read.
struct Signal {
  std::string id;
  std::string purpose;
  Provenance provenance = Provenance::Stated;
  std::optional<Duration> retention;  // its own, else its purpose's
  bool operator==(const Signal&) const = default;
};

struct Level {
  std::string id;
  std::vector<std::string> purposes;
  bool operator==(const Level&) const = default;
};

/// How a question of the profile is answered: with one or several of what the shop offers, a range, yes or
/// no, a few in their order, or several of so many that they are looked for by name.
enum class QuestionKind : unsigned char { Multiple, Range, Single, YesNo, Ranked, Tags };

/// One question of the profile. Whether it makes sense is for `profile::checkQuestions`: no decision reads
/// it.
struct Question {
  std::string signal;
  QuestionKind kind = QuestionKind::Multiple;
  std::uint16_t proposeAfter =
      0;             // items of one kind seen, before it is proposed as an answer; 0: it never is
  std::string from;  // "category", "tag:colour", "price"; empty: yes or no
  std::optional<double> min, max, step;
  std::string unit;
  bool operator==(const Question&) const = default;
};

/// How varied lists are: in the order of scores, following the categories that the visitor cares for, or
/// unlike items first.
enum class Variety : unsigned char { Alike, Balanced, Mixed };

struct RecommendConfig {
  std::string catalog;
  std::string model;
  Variety variety = Variety::Alike;  // until the visitor says otherwise, as the next one
  bool serendipity = false;          // one item outside the visitor's usual
  bool exploration = false;          // one item shown to learn
  std::string shown;  // the signal that keeps what lists showed; without one nothing of it is kept or used
  bool operator==(const RecommendConfig&) const = default;
};

/// Where records that contain a grant, and withdrawals of posted grants, are sent.
struct Sink {
  std::string url;
  bool operator==(const Sink&) const = default;
};

enum class Audience : unsigned char { General, Children, Mixed };

/// Words of one language: key -> text, or plural forms of it.
using Words = std::map<std::string, Json, std::less<>>;

/// Reads "alike", "balanced" or "mixed".
Variety readVariety(json::Reader& reader, std::string_view key);

/// A site's configuration, `say-so-config/1`.
struct Config {
  Site site;
  JurisdictionConfig jurisdiction;
  std::vector<Purpose> purposes;
  std::vector<Service> services;
  std::vector<Signal> signals;
  std::vector<Level> levels;
  Json consentMode;  // null, or what `say-so build` reads (consent_mode.h): it decides nothing
  std::vector<Question> questions;
  std::optional<RecommendConfig> recommend;
  std::optional<Sink> sink;  // without one nothing is sent
  std::vector<PolicyOverride> policies;
  std::vector<std::string> languages;
  Json text;  // words of the site that override ours: language -> key -> text, or plural forms; null: none
  Audience audience = Audience::General;
  bool guard = false;
  Json page;  // what concerns the page and not the decision (page_config.h), as it stands; null: nothing

  bool operator==(const Config&) const = default;

  const Purpose* purpose(std::string_view id) const;
  const Service* service(std::string_view id) const;
  const Signal* signal(std::string_view id) const;
  /// Why all that acts under `purpose` may run without consent; nullopt if anything under it may not.
  std::optional<Exemption> exemptionOf(const Purpose& purpose) const;
  /// How long data of `signal` are kept; nullopt: no limit is set.
  std::optional<Duration> retentionOf(const Signal& signal) const;
};

/// Either a config or every fault of the text, each with its place. A built config is read as well: its
/// `built` part says what was built and decides nothing here.
struct ConfigReading {
  std::optional<Config> config;
  std::vector<Error> errors;  // empty if and only if there is a config
};
ConfigReading readConfigText(std::string_view text);
ConfigReading readConfig(const Json& value);
/// The same, for callers who need one error only: the first.
Result<Config> parseConfig(std::string_view text);

/// The normalized config: defined order of keys, defaults left out. Reading it back gives the same config.
Json toJson(const Config& config);

/// Whether `text` may be the id of a purpose, service, signal or level: [a-z0-9][a-z0-9._-]{0,63}.
bool isId(std::string_view text);

}  // namespace sayso::consent
