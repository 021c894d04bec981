#include "core/consent/config.h"

#include <algorithm>

namespace sayso::consent {
namespace {

constexpr std::string_view kSchema = "say-so-config/1";
constexpr std::string_view kVarieties[] = {"alike", "balanced", "mixed"};
constexpr std::string_view kConsentModeTypes[] = {
    "ad_storage",         "analytics_storage",     "ad_user_data",
    "ad_personalization", "functionality_storage", "personalization_storage",
    "security_storage"};

template <class List>
auto* findById(const List& list, std::string_view id) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.id == id; });
  return found == list.end() ? nullptr : &*found;
}

/// Lower case, at least two labels, no dot at either end.
bool isDomain(std::string_view text) {
  if (text.size() > 253 || text.find('.') == text.npos) return false;
  char last = '.';
  for (char c : text) {
    const bool isPlain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (!isPlain && (c == '.' || c == '-' ? last == '.' || (c == '.' && last == '-') : true)) return false;
    last = c;
  }
  return last != '.' && last != '-';
}

/// Records say when and what somebody chose: they go over TLS, or stay on the machine or the page's own
/// origin.
bool isSinkUrl(std::string_view url) {
  const bool isPath = url.starts_with("/") && !url.starts_with("//");
  const auto isAt = [&](std::string_view origin) {
    return url.starts_with(origin) && url.size() > origin.size() && url[origin.size()] != '/';
  };
  const auto isLocal = [&](std::string_view origin) {
    const std::string_view rest = url.substr(std::min(url.size(), origin.size()));
    return url.starts_with(origin) && (rest.empty() || rest[0] == ':' || rest[0] == '/');
  };
  if (!isPath && !isAt("https://") && !isLocal("http://localhost") && !isLocal("http://127.0.0.1"))
    return false;
  return std::all_of(url.begin(), url.end(), [](char c) {
    return c > 0x20 && c < 0x7f && std::string_view("@#\"<>\\^`{|}").find(c) == std::string_view::npos;
  });
}

/// Reads one config. References between its parts are checked while reading, so that every fault has the
/// place where it stands.
class ConfigReader {
 public:
  explicit ConfigReader(json::Reader& root) : root_(root) {}

  Config read() {
    if (!root_.expectObject()) return {};
    root_.schema(kSchema);
    root_.in("site", [&](json::Reader& site) { readSite(site); });
    root_.inIf("jurisdiction", [&](json::Reader& jurisdiction) { readJurisdiction(jurisdiction); });
    root_.each("purposes", [&](json::Reader& purpose) { readPurpose(purpose); });
    root_.eachIf("services", [&](json::Reader& service) { readService(service); });
    root_.eachIf("signals", [&](json::Reader& signal) { readSignal(signal); });
    root_.eachIf("levels", [&](json::Reader& level) { readLevel(level); });
    root_.inIf("profile", [&](json::Reader& profile) {
      profile.each("questions", [&](json::Reader& question) { readQuestion(question); });
      profile.finish();
    });
    if (const Json* mode = root_.rawIf("consentMode")) config_.consentMode = *mode;
    root_.inIf("recommend", [&](json::Reader& recommend) {
      RecommendConfig& read = config_.recommend.emplace();
      read.catalog = recommend.text("catalog");
      read.model = recommend.text("model");
      if (recommend.has("variety")) read.variety = readVariety(recommend, "variety");
      read.serendipity = recommend.flagIf("serendipity");
      read.exploration = recommend.flagIf("exploration");
      read.shown = recommend.textIf("shown");
      if (recommend.has("shown") || read.exploration) needSignal(recommend, read.shown, "shown");
      recommend.finish();
    });
    root_.inIf("sink", [&](json::Reader& sink) { readSink(sink); });
    root_.inIf("policies", [&](json::Reader& policies) { config_.policies = readPolicyOverrides(policies); });
    config_.languages = root_.textsIf("languages");
    root_.inIf("text", [&](json::Reader& text) { readText(text); });
    readAudience();
    config_.guard = root_.flagIf("guard");
    if (const Json* page = root_.rawIf("page")) config_.page = *page;
    // What `say-so build` adds. It says what was built and decides nothing, so it is not read further.
    root_.inIf("built", [&](json::Reader& built) { built.expectObject(); });
    root_.finish();
    return std::move(config_);
  }

 private:
  void readSite(json::Reader& site) {
    config_.site.name = site.text("name");
    config_.site.notice = site.textIf("notice");
    config_.site.cookieDomain = site.textIf("cookieDomain");
    if (site.has("cookieDomain") && !isDomain(config_.site.cookieDomain))
      site.fail(ErrorCode::BadValue, "expected a domain such as shop.example", "cookieDomain");
    site.in("controller", [&](json::Reader& controller) {
      config_.site.controller = {controller.text("name"), controller.textIf("contact")};
      controller.finish();
    });
    site.finish();
  }

  void readJurisdiction(json::Reader& jurisdiction) {
    constexpr std::string_view kSources[] = {"server-timing", "cookie", "meta", "attribute", "function"};
    jurisdiction.eachIf("source", [&](json::Reader& source) {
      const std::string name = source.asText();
      if (source.isText() && std::find(std::begin(kSources), std::end(kSources), name) == std::end(kSources))
        source.fail(ErrorCode::BadValue, "expected one of server-timing cookie meta attribute function");
      config_.jurisdiction.source.push_back(name);
    });
    config_.jurisdiction.fallback = jurisdiction.textIf("fallback", "strictest");
    if (config_.jurisdiction.fallback != "strictest" && !isJurisdiction(config_.jurisdiction.fallback))
      jurisdiction.fail(ErrorCode::BadValue, "expected strictest or a code such as FR", "fallback");
    jurisdiction.finish();
  }

  void readPurpose(json::Reader& reader) {
    Purpose purpose;
    purpose.id = readId(reader, config_.purposes, "purpose");
    purpose.required = reader.flagIf("required");
    const bool hasClass = reader.has("class");
    const bool feeds = reader.has("feeds");
    if (hasClass)
      purpose.purposeClass = static_cast<PurposeClass>(
          reader.oneOf("class", {"functional", "analytics", "personalization", "marketing", "sensitive"}));
    if (feeds) {
      reader.oneOf("feeds", {"model"});
      purpose.feedsModel = true;
      purpose.purposeClass = PurposeClass::Personalization;
    }
    if (reader.isObject() && int{purpose.required} + int{hasClass} + int{feeds} != 1)
      reader.fail(ErrorCode::BadValue, "a purpose has exactly one of required, class and feeds");
    purpose.retention = reader.durationIf("retention");
    purpose.lifetime = reader.durationIf("lifetime");
    purpose.allowPolicyDefault = reader.flagIf("allowPolicyDefault");
    reader.finish();
    config_.purposes.push_back(std::move(purpose));
  }

  void readService(json::Reader& reader) {
    Service service;
    service.id = readId(reader, "service", [&](std::string_view id) {
      // A tag is held by the id of either.
      return config_.service(id) || config_.purpose(id);
    });
    service.name = reader.text("name");
    service.purposes = readPurposes(reader);
    if (reader.isObject() && service.purposes.empty() && reader.has("purposes"))
      reader.fail(ErrorCode::BadValue, "a service acts under at least one purpose", "purposes");
    reader.inIf("provider", [&](json::Reader& provider) {
      service.provider =
          Provider{provider.text("name"), provider.text("country"), provider.textIf("privacy")};
      provider.finish();
    });
    reader.eachIf("cookies", [&](json::Reader& cookie) {
      service.cookies.push_back({cookie.text("name"), cookie.durationIf("lifetime")});
      cookie.finish();
    });
    reader.eachIf("storage", [&](json::Reader& storage) {
      service.storage.push_back(storage.text("name"));
      storage.finish();
    });
    service.domains = reader.textsIf("domains");
    service.embeds = reader.textsIf("embeds");
    reader.eachIf("consentMode", [&](json::Reader& type) {
      const std::string name = type.asText();
      const auto end = std::end(kConsentModeTypes);
      if (type.isText() && std::find(std::begin(kConsentModeTypes), end, name) == end)
        type.fail(ErrorCode::BadValue, "not a Consent Mode type");
      service.consentMode.push_back(name);
    });
    reader.inIf("exempt", [&](json::Reader& exempt) { readExemption(exempt, service); });
    refuseUnderRequired(reader, service);
    reader.finish();
    config_.services.push_back(std::move(service));
  }

  /// Nobody can switch off what is required: nothing that advertises or measures hides there.
  void refuseUnderRequired(json::Reader& reader, const Service& service) {
    bool isRequired = false, isTracking = false;
    for (const std::string& id : service.purposes)
      if (const Purpose* purpose = config_.purpose(id)) {
        isRequired |= purpose->required;
        isTracking |= !purpose->required && (purpose->purposeClass == PurposeClass::Marketing ||
                                             purpose->purposeClass == PurposeClass::Analytics);
      }
    for (const std::string& type : service.consentMode)
      isTracking |= type.starts_with("a");  // ad_storage, ad_user_data, ad_personalization, analytics_storage
    if (isRequired && isTracking)
      reader.fail(ErrorCode::NotNecessary, service.id + " advertises or measures, which is never required",
                  "purposes");
  }

  /// What the law asks of an exempt service is declared point by point, each with true.
  void readExemption(json::Reader& reader, Service& service) {
    if (!reader.expectObject()) return;
    const Exemption kind = reader.oneOf("kind", {"audience-measurement", "appearance"}) == 0
                               ? Exemption::AudienceMeasurement
                               : Exemption::Appearance;
    const bool measures = kind == Exemption::AudienceMeasurement;
    const auto declare = [&](std::string_view point) {
      if (!reader.flag(point) && reader.has(point))
        reader.fail(ErrorCode::BadValue, "what is exempt declares this with true", point);
    };
    for (std::string_view point : {"solePurpose", "notShared", "informed", "objection"}) declare(point);
    for (std::string_view point : {"ownStatistics", "aggregate"})
      if (measures) declare(point);
    if (!measures) declare("byPreference");
    reader.finish();
    const Purpose* purpose = service.purposes.size() == 1 ? config_.purpose(service.purposes[0]) : nullptr;
    if (!purpose || purpose->required || purpose->purposeClass != classOf(kind))
      reader.fail(ErrorCode::BadValue,
                  "what is exempt acts under one purpose, of class " + std::string(toText(classOf(kind))));
    // What the French authority allows a measuring tracker and its data.
    const auto isLonger = [](const std::optional<Duration>& duration, std::int32_t months) {
      return duration && add({}, *duration) > add({}, {months, 0});
    };
    service.exempt = kind;
    if (!measures) return;
    for (const Cookie& cookie : service.cookies)
      if (isLonger(cookie.lifetime, 13))
        reader.fail(ErrorCode::OutOfRange, "cookie " + cookie.name + " lives longer than P13M");
    if (purpose && isLonger(purpose->retention, 25))
      reader.fail(ErrorCode::OutOfRange, "its data are kept longer than P25M");
  }

  void readSignal(json::Reader& reader) {
    Signal signal;
    signal.id = readId(reader, config_.signals, "signal");
    signal.purpose = reader.text("purpose");
    requirePurpose(reader, signal.purpose, "purpose");
    signal.provenance =
        static_cast<Provenance>(reader.oneOf("provenance", {"stated", "observed", "inferred", "contextual"}));
    signal.retention = reader.durationIf("retention");
    reader.finish();
    config_.signals.push_back(std::move(signal));
  }

  void readLevel(json::Reader& reader) {
    Level level;
    level.id = readId(reader, config_.levels, "level");
    level.purposes = readPurposes(reader);
    reader.finish();
    config_.levels.push_back(std::move(level));
  }

  void needSignal(json::Reader& reader, const std::string& id, std::string_view key) {
    if (!config_.signal(id)) reader.fail(ErrorCode::UnknownSignal, "no signal has the id " + id, key);
  }

  void readQuestion(json::Reader& reader) {
    Question question;
    question.signal = reader.text("signal");
    question.kind = static_cast<QuestionKind>(
        reader.oneOf("kind", {"multiple", "range", "single", "yes-no", "ranked", "tags"}));
    question.from = reader.textIf("from");
    std::optional<double> after;
    for (auto [key, into] : {std::pair{"min", &question.min},
                             {"max", &question.max},
                             {"step", &question.step},
                             {"proposeAfter", &after}})
      if (reader.has(key)) *into = reader.number(key);
    // What is no number of things is more than can be looked at: told by who checks the questions.
    if (after)
      question.proposeAfter = *after >= 1 && *after < 65535 ? static_cast<std::uint16_t>(*after) : 65535;
    question.unit = reader.textIf("unit");
    reader.finish();
    config_.questions.push_back(std::move(question));
  }

  void readSink(json::Reader& reader) {
    Sink sink{reader.text("url")};
    if (reader.has("url") && !isSinkUrl(sink.url))
      reader.fail(ErrorCode::BadValue, "expected https://host/path, a local http address, or a path", "url");
    reader.finish();
    config_.sink = std::move(sink);
  }

  void readText(json::Reader& text) {
    text.members([](std::string_view, json::Reader& words) {
      words.members([](std::string_view, json::Reader& word) {
        // A text, or its plural forms by CLDR category.
        if (word.isObject())
          word.members([](std::string_view, json::Reader& form) { form.asText(); });
        else
          word.asText();
      });
    });
    if (!text.raw().empty()) config_.text = text.raw();
  }

  void readAudience() {
    if (root_.has("audience"))
      config_.audience = static_cast<Audience>(root_.oneOf("audience", {"general", "children", "mixed"}));
  }

  template <class List>
  std::string readId(json::Reader& reader, const List& known, std::string_view what) {
    return readId(reader, what, [&](std::string_view id) { return findById(known, id) != nullptr; });
  }
  std::string readId(json::Reader& reader, std::string_view what,
                     FunctionRef<bool(std::string_view)> isKnown) {
    std::string id = reader.text("id");
    if (id.empty() && !reader.has("id")) return id;
    if (!isId(id))
      reader.fail(ErrorCode::BadId, "an id is 1 to 64 of a-z 0-9 . _ - and starts with a letter or digit",
                  "id");
    else if (isKnown(id))
      reader.fail(ErrorCode::DuplicateId, "two of " + std::string(what) + " " + id, "id");
    return id;
  }

  std::vector<std::string> readPurposes(json::Reader& reader) {
    std::vector<std::string> list;
    reader.each("purposes", [&](json::Reader& element) {
      const std::string id = element.asText();
      if (element.isText() && !config_.purpose(id))
        element.fail(ErrorCode::UnknownPurpose, "no purpose has the id " + id);
      else if (std::find(list.begin(), list.end(), id) != list.end())
        element.fail(ErrorCode::DuplicateId, "purpose " + id + " is listed twice");
      list.push_back(id);
    });
    return list;
  }

  void requirePurpose(json::Reader& reader, const std::string& id, std::string_view key) {
    const Json* given = reader.rawIf(key);
    if (given && given->is_string() && !config_.purpose(id))
      reader.fail(ErrorCode::UnknownPurpose, "no purpose has the id " + id, key);
  }

  json::Reader& root_;
  Config config_;
};

void put(Json& object, const char* key, const std::string& text) {
  if (!text.empty()) json::set(object, key, text);
}
void put(Json& object, const char* key, const std::optional<Duration>& duration) {
  if (duration) json::set(object, key, formatDuration(*duration));
}
void put(Json& object, const char* key, const std::vector<std::string>& list) {
  if (!list.empty()) json::set(object, key, list);
}
void put(Json& object, const char* key, bool flag) {
  if (flag) json::set(object, key, true);
}
void put(Json& object, const char* key, const std::optional<double>& number) {
  if (number) json::set(object, key, *number);
}

Json toJson(const Purpose& purpose) {
  Json json = json::object({{"id", purpose.id}});
  put(json, "required", purpose.required);
  if (purpose.feedsModel)
    json::set(json, "feeds", "model");
  else if (!purpose.required)
    json::set(json, "class", toText(purpose.purposeClass));
  put(json, "retention", purpose.retention);
  put(json, "lifetime", purpose.lifetime);
  put(json, "allowPolicyDefault", purpose.allowPolicyDefault);
  return json;
}

Json toJson(const Service& service) {
  Json json = json::object({{"id", service.id}, {"name", service.name}, {"purposes", service.purposes}});
  if (service.provider) {
    Json& provider =
        json::set(json, "provider",
                  json::object({{"name", service.provider->name}, {"country", service.provider->country}}));
    put(provider, "privacy", service.provider->privacy);
  }
  Json cookies = Json::array();
  for (const Cookie& cookie : service.cookies) {
    Json entry = json::object({{"name", cookie.name}});
    put(entry, "lifetime", cookie.lifetime);
    json::append(cookies, std::move(entry));
  }
  if (!service.cookies.empty()) json::set(json, "cookies", std::move(cookies));
  Json storage = Json::array();
  for (const std::string& name : service.storage) json::append(storage, json::object({{"name", name}}));
  if (!service.storage.empty()) json::set(json, "storage", std::move(storage));
  put(json, "domains", service.domains);
  put(json, "embeds", service.embeds);
  put(json, "consentMode", service.consentMode);
  if (service.exempt) {
    Json exempt = json::object({{"kind", toText(*service.exempt)}});
    for (const char* point : {"solePurpose", "notShared", "informed", "objection"})
      json::set(exempt, point, true);
    if (*service.exempt == Exemption::AudienceMeasurement) json::set(exempt, "ownStatistics", true);
    json::set(exempt, *service.exempt == Exemption::Appearance ? "byPreference" : "aggregate", true);
    json::set(json, "exempt", std::move(exempt));
  }
  return json;
}

Json toJson(const Signal& signal) {
  Json json = json::object(
      {{"id", signal.id}, {"purpose", signal.purpose}, {"provenance", toText(signal.provenance)}});
  put(json, "retention", signal.retention);
  return json;
}

Json toJson(const Level& level) { return json::object({{"id", level.id}, {"purposes", level.purposes}}); }

Json toJson(const Question& question) {
  constexpr std::string_view kKinds[] = {"multiple", "range", "single", "yes-no", "ranked", "tags"};
  Json json =
      json::object({{"signal", question.signal}, {"kind", kKinds[static_cast<std::size_t>(question.kind)]}});
  put(json, "from", question.from);
  if (question.proposeAfter) json::set(json, "proposeAfter", question.proposeAfter);
  put(json, "min", question.min);
  put(json, "max", question.max);
  put(json, "step", question.step);
  put(json, "unit", question.unit);
  return json;
}

template <class List>
Json listJson(const List& list) {
  Json array = Json::array();
  for (const auto& each : list) json::append(array, toJson(each));
  return array;
}

}  // namespace

std::string_view toText(Provenance provenance) {
  constexpr std::string_view kNames[] = {"stated", "observed", "inferred", "contextual"};
  return kNames[static_cast<std::size_t>(provenance)];
}

bool isId(std::string_view text) {
  const auto isPlain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (text.empty() || text.size() > 64 || !isPlain(text[0])) return false;
  return std::all_of(text.begin(), text.end(),
                     [&](char c) { return isPlain(c) || c == '.' || c == '_' || c == '-'; });
}

const Purpose* Config::purpose(std::string_view id) const { return findById(purposes, id); }
const Service* Config::service(std::string_view id) const { return findById(services, id); }
const Signal* Config::signal(std::string_view id) const { return findById(signals, id); }

std::optional<Exemption> Config::exemptionOf(const Purpose& purpose) const {
  // A purpose that signals have does more than it is exempt for: a model reads them.
  for (const Signal& signal : signals)
    if (signal.purpose == purpose.id) return std::nullopt;
  std::optional<Exemption> shared;
  for (const Service& service : services) {
    if (std::find(service.purposes.begin(), service.purposes.end(), purpose.id) == service.purposes.end())
      continue;
    if (!service.exempt) return std::nullopt;
    shared = service.exempt;  // all are the one kind of the purpose's class
  }
  return shared;
}

std::optional<Duration> Config::retentionOf(const Signal& signal) const {
  if (signal.retention) return signal.retention;
  const Purpose* owner = purpose(signal.purpose);
  return owner ? owner->retention : std::nullopt;
}

Variety readVariety(json::Reader& reader, std::string_view key) {
  return static_cast<Variety>(reader.oneOf(key, {kVarieties[0], kVarieties[1], kVarieties[2]}));
}

ConfigReading readConfig(const Json& value) {
  ConfigReading reading;
  json::Reader root(value, reading.errors);
  Config config = ConfigReader(root).read();
  if (reading.errors.empty()) reading.config = std::move(config);
  return reading;
}

ConfigReading readConfigText(std::string_view text) {
  auto value = json::parse(text);
  if (!value) return {std::nullopt, {value.error()}};
  return readConfig(value.value());
}

Result<Config> parseConfig(std::string_view text) {
  ConfigReading reading = readConfigText(text);
  if (!reading.config) return reading.errors.front();
  return std::move(*reading.config);
}

Json toJson(const Config& config) {
  Json json = json::object({{"schema", kSchema}});
  Json controller = json::object({{"name", config.site.controller.name}});
  put(controller, "contact", config.site.controller.contact);
  Json& site = json::set(json, "site",
                         json::object({{"name", config.site.name}, {"controller", std::move(controller)}}));
  put(site, "notice", config.site.notice);
  put(site, "cookieDomain", config.site.cookieDomain);
  json::set(
      json, "jurisdiction",
      json::object({{"source", config.jurisdiction.source}, {"fallback", config.jurisdiction.fallback}}));
  json::set(json, "purposes", listJson(config.purposes));
  json::set(json, "services", listJson(config.services));
  json::set(json, "signals", listJson(config.signals));
  if (!config.levels.empty()) json::set(json, "levels", listJson(config.levels));
  if (!config.questions.empty())
    json::set(json, "profile", json::object({{"questions", listJson(config.questions)}}));
  if (!config.consentMode.is_null()) json::set(json, "consentMode", config.consentMode);
  if (config.recommend) {
    Json& recommend =
        json::set(json, "recommend",
                  json::object({{"catalog", config.recommend->catalog}, {"model", config.recommend->model}}));
    if (config.recommend->variety != Variety::Alike)
      json::set(recommend, "variety", kVarieties[static_cast<std::size_t>(config.recommend->variety)]);
    put(recommend, "serendipity", config.recommend->serendipity);
    put(recommend, "exploration", config.recommend->exploration);
    put(recommend, "shown", config.recommend->shown);
  }
  if (config.sink) json::set(json, "sink", json::object({{"url", config.sink->url}}));
  if (!config.policies.empty()) json::set(json, "policies", toJson(config.policies));
  put(json, "languages", config.languages);
  if (!config.text.empty()) json::set(json, "text", config.text);
  if (config.audience != Audience::General)
    json::set(json, "audience", config.audience == Audience::Children ? "children" : "mixed");
  put(json, "guard", config.guard);
  if (!config.page.is_null()) json::set(json, "page", config.page);
  return json;
}

}  // namespace sayso::consent
