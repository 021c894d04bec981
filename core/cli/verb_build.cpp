// `say-so build`: one file a language that holds loader, plan and first words, and beside it what the loader
// fetches later.
#include <algorithm>
#include <ctime>
#include <optional>

#include "core/base/base64.h"
#include "core/base/sha256.h"
#include "core/cli/config_file.h"
#include "core/cli/kit.h"
#include "core/cli/vendor_list_file.h"
#include "core/cli/verbs.h"
#include "core/consent/choice.h"
#include "core/consent/config.h"
#include "core/consent/consent_mode.h"
#include "core/consent/environment.h"
#include "core/consent/meaning.h"
#include "core/consent/page_config.h"
#include "core/consent/plan.h"
#include "core/iab/options.h"

namespace sayso::cli {
namespace {

constexpr std::string_view kBuiltPlace = "\"%SAY_SO_BUILT%\"";
constexpr std::string_view kPartsPlace = "\"%SAY_SO_PARTS%\"";
constexpr std::string_view kModules[] = {"consent.js",
                                         "consent.wasm",
                                         "explain.js",
                                         "explain.wasm",
                                         "explain-rows.js",
                                         "explain-rows.wasm",
                                         "explain-rows-simd.wasm",
                                         "what-if.js",
                                         "what-if.wasm",
                                         "why-numbers.js",
                                         "profile.js",
                                         "profile-core.js",
                                         "profile-core.wasm",
                                         "activity.js",
                                         "statistics.js",
                                         "privacy-core.js",
                                         "privacy-core.wasm",
                                         "vendors.js",
                                         "elements.js",
                                         "embeds.js",
                                         "ask.js",
                                         "withdraw.js"};
constexpr const char* kConfigName = "say-so.config.json";
/// Fetches the rest, held to the hashes in it; the loader holds it to its own.
constexpr const char* kFilesName = "files.js";
constexpr std::string_view kIntegrityPlace = "\"%SAY_SO_INTEGRITY%\"";

struct Job {
  consent::Config config;
  consent::PageConfig page;
  std::optional<consent::ConsentMode> consentMode;
  Json iab;  // what the page says in IAB's frameworks, for the module; null: nothing
  std::vector<std::string> purposeNames;  // the TCF's, of what it asks for, in the page's language
  std::string meaning;
  std::string language;
  std::string kit;
  std::string out;
  Time now;
};

struct Written {
  std::string name;
  std::size_t bytes;
  std::string integrity;
};

/// What an `integrity` attribute says of a file (Subresource Integrity, section 3.2).
std::string integrityOf(std::string_view bytes) { return "sha256-" + encodeBase64(sha256(bytes)); }

Json allWords(const consent::Words& words) {
  Json all = Json::object();
  for (const auto& [key, word] : words) all[key] = word;
  return all;
}

/// How many take part besides the site: services of others, and the vendors of the framework, some of which
/// are such services.
std::int64_t partnersOf(const Job& job) {
  const bool hasTcf = job.iab.is_object() && job.iab.contains("tcf");
  const auto isPartner = [&](const consent::Service& service) {
    return service.provider && !(hasTcf && job.iab["tcf"]["vendors"].contains(service.id));
  };
  const auto& services = job.config.services;
  const std::size_t vendors = hasTcf ? job.iab["tcf"]["list"]["vendors"].size() : 0;
  return std::count_if(services.begin(), services.end(), isPartner) + static_cast<std::int64_t>(vendors);
}

/// A plain text among the words; "" if there is none.
std::string textOf(const consent::Words& words, std::string_view key) {
  const auto found = words.find(key);
  return found != words.end() && found->second.is_string() ? found->second.get<std::string>() : "";
}

/// What the framework wants said before anybody chooses: with the purposes by its own names, if they are
/// known in the page's language.
std::string frameworkText(const Job& job, const consent::Words& words) {
  const std::string text = " " + textOf(words, "firstLayer.tcf");
  std::string purposes = textOf(words, "firstLayer.tcfPurposes");
  constexpr std::string_view kPlace = "{names}";
  const auto at = purposes.find(kPlace);
  if (job.purposeNames.empty() || at == purposes.npos) return text;
  std::string names;
  for (const std::string& name : job.purposeNames) names += (names.empty() ? "" : "; ") + name;
  return text + " " + purposes.replace(at, kPlace.size(), names);
}

/// Adds to a message, in each of its forms.
void append(Json& message, const std::string& text) {
  if (message.is_string()) message = message.get<std::string>() + text;
  if (message.is_object())
    for (auto& [form, one] : message.items()) append(one, text);
}

/// A message about the partners without the forms for a number that the site does not have.
Json formsFor(std::int64_t partners, std::string_view language, Json message) {
  if (!message.is_object() || !message.contains("zero")) return message;
  if (partners == 0) return message["zero"];
  // Of what other languages say at which number the page's browser knows.
  const auto base = language.substr(0, language.find('-'));
  const char* form = partners == 1 ? "one" : "other";
  if ((base == "en" || base == "de") && message.contains(form)) return message[form];
  message.erase("zero");
  return message;
}

bool contains(const Json& list, std::string_view word) {
  return std::any_of(list.begin(), list.end(), [&](const Json& each) { return each == word; });
}

/// Whether the first layer of some row of `plan` says what `key` stands for.
bool isSaid(const consent::Config& config, const Json& plan, std::string_view key) {
  const auto anyRow = [&](auto says) { return std::any_of(plan["rows"].begin(), plan["rows"].end(), says); };
  const auto isOptional = [&](const Json& id) {
    return !config.purpose(id.get_ref<const std::string&>())->required;
  };
  if (key == "firstLayer.exempt")
    return anyRow([&](const Json& row) {
      return row["prompt"] == "ask" && std::any_of(row["granted"].begin(), row["granted"].end(), isOptional);
    });
  constexpr std::string_view kLink = "firstLayer.link.";
  if (!key.starts_with(kLink)) return true;
  const std::string_view code = key.substr(kLink.size());
  // What a law wants said of sensitive data is said by a site that has such a purpose.
  const bool isSensitive = code.starts_with("sensitive-") || code == "limit-use";
  const bool hasSensitive =
      std::any_of(config.purposes.begin(), config.purposes.end(), [](const consent::Purpose& purpose) {
        return purpose.purposeClass == consent::PurposeClass::Sensitive;
      });
  return (!isSensitive || hasSensitive) &&
         anyRow([&](const Json& row) { return contains(row["links"], code); });
}

/// Whether a notice has nothing else to tell of than what the site needs.
bool tellsRequired(const consent::Config& config, const Json& plan) {
  const auto isRequired = [&](const Json& id) {
    return config.purpose(id.get_ref<const std::string&>())->required;
  };
  return std::any_of(plan["rows"].begin(), plan["rows"].end(), [&](const Json& row) {
    return row["prompt"] == "notice" && std::all_of(row["granted"].begin(), row["granted"].end(), isRequired);
  });
}

/// The words the first layer shows.
Json firstWords(const Job& job, const consent::Words& words, const Json& plan) {
  Json first = Json::object();
  for (const auto& [key, word] : words) {
    const consent::Purpose* purpose =
        key.starts_with("purpose.") && key.ends_with(".short")
            ? job.config.purpose(std::string_view(key).substr(8, key.size() - 8 - 6))
            : nullptr;
    const bool isShort = purpose && (!purpose->required || tellsRequired(job.config, plan));
    const bool isReopen = key == "reopen" && job.page.reopen != consent::Reopen::None;
    if (key.starts_with("firstLayer.tcf")) continue;
    if (isShort || isReopen || (key.starts_with("firstLayer.") && isSaid(job.config, plan, key)))
      first[key] = formsFor(partnersOf(job), job.language, word);
  }
  if (job.iab.is_object() && job.iab.contains("tcf"))
    append(first["firstLayer.text"], frameworkText(job, words));
  return first;
}

std::string_view directionOf(std::string_view language) {
  constexpr std::string_view kRightToLeft[] = {"ar", "dv", "fa", "he", "ku", "ps", "ur", "yi"};
  const auto base = language.substr(0, language.find('-'));
  const auto end = std::end(kRightToLeft);
  return std::find(std::begin(kRightToLeft), end, base) != end ? "rtl" : "ltr";
}

/// The places of `plan` where something runs until it is refused.
Json optOutPlaces(const Job& job, const Json& plan) {
  Json places = Json::array();
  consent::Environment environment;
  environment.now = job.now;
  for (const Json& row : plan["rows"])
    for (const Json& code : row["codes"]) {
      environment.jurisdiction = code.get<std::string>();  // "*" is no code of any policy: it asks
      const bool asks = consent::policyOf(job.config, environment).model == consent::Model::OptIn;
      if (!asks && !contains(places, environment.jurisdiction)) places.push_back(code);
    }
  return places;
}

/// IAB's, which the module speaks; others are told by the loader.
bool isFramework(std::string_view integration) { return integration == "tcf" || integration == "gpp"; }

/// What integrations tell, and by which rules.
void addIntegrations(const Job& job, const Json& plan, Json& built) {
  const bool tellsTypes = std::any_of(job.page.integrations.begin(), job.page.integrations.end(),
                                      [](const auto& each) { return !isFramework(each.first); });
  if (!job.consentMode && !tellsTypes) return;
  built["consentTypes"] = consent::consentModeRules(job.config);
  if (job.page.integrations.count("wp-consent-api")) built["optOut"] = optOutPlaces(job, plan);
  if (!job.consentMode) return;
  const consent::ConsentMode& mode = *job.consentMode;
  Json settings{{"waitForUpdate", mode.waitForUpdate}};
  if (mode.adsDataRedaction) settings["adsDataRedaction"] = true;
  if (mode.urlPassthrough) settings["urlPassthrough"] = true;
  built["consentMode"] = std::move(settings);
  if (mode.isAdvanced) built["advanced"] = consent::advancedServices(job.config, mode);
}

Json builtPart(const Job& job, const consent::Words& words, const Json& plan) {
  const consent::Config& config = job.config;
  Json built{{"language", job.language}, {"dir", directionOf(job.language)}};
  built["meaning"] = job.meaning;
  built["text"] = consent::textHash(words);
  built["integrity"] = "";  // known last; hashes side by side compress better
  built["plan"] = plan;
  built["words"] = firstWords(job, words, plan);
  built["site"] = {{"name", config.site.name}, {"notice", config.site.notice}};
  built["jurisdiction"] = {{"source", config.jurisdiction.source},
                           {"fallback", config.jurisdiction.fallback}};
  for (const consent::Purpose& purpose : config.purposes) {
    Json entry{{"id", purpose.id}};
    if (purpose.required) entry["required"] = true;
    built["purposes"].push_back(std::move(entry));
  }
  built["services"] = Json::object();
  for (const consent::Service& service : config.services) {
    built["services"][service.id] = service.purposes;
    if (config.guard) built["domains"][service.id] = service.domains;
  }
  built["partners"] = partnersOf(job);
  // A page that tells what was looked at need not load the core to learn that it may not be kept.
  built["signals"] = Json::object();
  for (const consent::Signal& signal : config.signals) built["signals"][signal.id] = signal.purpose;
  if (job.page.marks) built["marks"] = consent::marksOf(config, job.page);
  if (job.page.reopen == consent::Reopen::Corner) built["reopen"] = "corner";
  addIntegrations(job, plan, built);
  return built;
}

/// JSON as a JavaScript literal that may also stand inside a script element.
std::string asScript(const Json& value) {
  std::string script;
  const std::string text = json::dump(value);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = std::string_view(text).substr(i, 3);
    if (text[i] == '<') {
      script += "\\u003c";
    } else if (rest == "\xe2\x80\xa8" ||
               rest == "\xe2\x80\xa9") {  // U+2028 and U+2029 end a line in old engines
      script += rest.back() == '\xa8' ? "\\u2028" : "\\u2029";
      i += 2;
    } else {
      script += text[i];
    }
  }
  return script;
}

/// The parts of the loader that this site needs; each is a file of the kit.
std::vector<std::string> partsOf(const Job& job) {
  std::vector<std::string> parts;
  // Before anything that could make a tag run.
  if (job.consentMode) parts.push_back("google-consent-mode");
  for (const auto& [name, settings] : job.page.integrations) parts.push_back(name);
  for (const std::string& source : job.config.jurisdiction.source)
    if (source != "attribute") parts.push_back("place-" + source);
  // Others' marks are read before anything is held or released by them.
  if (job.page.marks) parts.push_back("marks");
  if (job.config.guard) parts.push_back("guard");
  if (job.page.reopen != consent::Reopen::None) parts.push_back("reopen");
  return parts;
}

/// The parts as one function, which hands each to the loader through the name that they call.
Result<std::string> readParts(const Job& job) {
  std::string script = "(saySoPart=>{";
  for (const std::string& part : partsOf(job)) {
    const std::string path = job.kit + "/parts/" + part + ".js";
    auto text = readFile(path);
    if (!text) return text.error();
    script += text.value();
  }
  return script + "})";
}

std::optional<Error> fill(std::string& script, std::string_view place, const std::string& with,
                          const std::string& path) {
  const auto at = script.find(place);
  if (at == script.npos || script.find(place, at + 1) != script.npos)
    return Error{ErrorCode::BadKit, "it has no single place for " + std::string(place), path};
  script.replace(at, place.size(), with);
  return std::nullopt;
}

Result<std::string> fillLoader(const Job& job, const Json& built) {
  const std::string path = job.kit + "/loader.js";
  auto loader = readFile(path);
  if (!loader) return loader.error();
  auto parts = readParts(job);
  if (!parts) return parts.error();
  if (auto fault = fill(loader.value(), kPartsPlace, parts.value(), path)) return *fault;
  if (auto fault = fill(loader.value(), kBuiltPlace, asScript(built), path)) return *fault;
  return loader;
}

/// Runs a job, noting each file it writes.
class Builder {
 public:
  explicit Builder(Job job) : job_(std::move(job)) {}

  std::optional<Error> run() {
    const Json plan = consent::makePlan(job_.config, job_.now);
    validUntil_ = plan["validUntil"].get<std::string>();
    auto spoken = wordsOf(job_.kit, job_.config, job_.language);
    if (!spoken) return spoken.error();
    Json built = builtPart(job_, spoken.value().words, plan);
    if (auto script = fillLoader(job_, built); !script) return script.error();
    if (auto folder = makeFolder(job_.out + "/strings"); !folder) return folder.error();
    if (auto fault = writeConfig(plan)) return fault;
    if (auto fault = copyModules()) return fault;
    if (auto fault = writeFiles()) return fault;
    // The script vouches for the rest, so it comes last.
    built["integrity"] = integrityIn(kFilesName);
    return write("say-so." + job_.language + ".js", fillLoader(job_, built).value());
  }

  Json report() const {
    Json files = Json::array();
    for (const auto& [name, bytes, integrity] : written_)
      files.push_back(Json{{"file", name}, {"bytes", bytes}, {"integrity", integrity}});
    Json report{
        {"meaning", job_.meaning}, {"validUntil", validUntil_}, {"files", std::move(files)}, {"tag", tag()}};
    for (const std::string& script : stale()) report["stale"].push_back(script);
    return report;
  }

  /// Scripts of the site's other languages that lie beside this one and do not vouch for the files there now.
  std::vector<std::string> stale() const {
    std::vector<std::string> names;
    for (const std::string& language : job_.config.languages) {
      const std::string name = "say-so." + language + ".js";
      const auto script = readFile(job_.out + "/" + name);
      if (script && script.value().find(integrityIn(kFilesName)) == std::string::npos) names.push_back(name);
    }
    return names;
  }

  /// Until when the plan holds.
  const std::string& validUntil() const { return validUntil_; }
  std::string tag() const {
    std::string folder = job_.out;
    while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
    const auto slash = folder.rfind('/');
    if (slash != folder.npos) folder.erase(0, slash + 1);
    const std::string script = "say-so." + job_.language + ".js";
    // From another address an integrity is checked only where the browser may look: hence crossorigin.
    return "<script src=\"/" + folder + "/" + script + "\" integrity=\"" + integrityIn(script) +
           "\" crossorigin></script>";
  }

 private:
  std::optional<Error> write(const std::string& name, std::string_view bytes) {
    auto size = writeFile(job_.out + "/" + name, bytes);
    if (!size) return size.error();
    written_.push_back({name, size.value(), integrityOf(bytes)});
    return std::nullopt;
  }

  /// Of a file that was written; "" if none was.
  std::string integrityIn(std::string_view name) const {
    const auto found = std::find_if(written_.begin(), written_.end(),
                                    [&](const Written& file) { return file.name == name; });
    return found == written_.end() ? "" : found->integrity;
  }

  std::optional<Error> writeFiles() {
    const std::string path = job_.kit + "/" + kFilesName;
    auto script = readFile(path);
    if (!script) return script.error();
    Json integrity = Json::object();
    for (const Written& file : written_)
      if (!file.name.ends_with(".map")) integrity[file.name] = file.integrity;
    if (auto fault = fill(script.value(), kIntegrityPlace, asScript(integrity), path)) return fault;
    return write(kFilesName, script.value());
  }

  /// The normalized config, what was built from it, and the words of each language of the site.
  std::optional<Error> writeConfig(const Json& plan) {
    std::vector<std::string> languages = job_.config.languages;
    if (std::find(languages.begin(), languages.end(), job_.language) == languages.end())
      languages.push_back(job_.language);
    Json hashes = Json::object();
    for (const std::string& language : languages) {
      auto spoken = wordsOf(job_.kit, job_.config, language);
      if (!spoken) return spoken.error();
      const consent::Words& words = spoken.value().words;
      hashes[language] = consent::textHash(words);
      if (auto fault = write("strings/" + language + ".json", json::dump(allWords(words)))) return fault;
    }
    Json config = consent::toJson(job_.config);
    // The rest of it is in the page's script.
    const Json* privacy = job_.config.page.is_object() && job_.config.page.contains("privacy")
                              ? &job_.config.page["privacy"]
                              : nullptr;
    config.erase("page");
    if (privacy) config["page"]["privacy"] = *privacy;
    config["built"] = {{"meaning", job_.meaning}, {"text", std::move(hashes)}, {"plan", plan}};
    if (!job_.page.statement.empty()) config["built"]["statement"] = job_.page.statement;
    if (!job_.iab.is_null()) config["built"]["iab"] = job_.iab;
    return write(kConfigName, json::dump(config));
  }

  /// The file of the kit that stands for `module`: who speaks IAB's frameworks has another core.
  std::string sourceOf(std::string_view module) const {
    if (!job_.iab.is_null() && module.starts_with("consent."))
      return "consent-iab" + std::string(module.substr(module.find('.')));
    return std::string(module);
  }

  std::optional<Error> copyModules() {
    for (std::string_view module : kModules) {
      const std::string from = sourceOf(module);
      auto bytes = readFile(job_.kit + "/" + from);
      if (!bytes) return bytes.error();
      if (auto fault = write(std::string(module), bytes.value())) return fault;
      const std::string map = from + ".map";
      if (!isFile(job_.kit + "/" + map)) continue;
      auto source = readFile(job_.kit + "/" + map);
      if (!source) return source.error();
      if (auto fault = write(map, source.value())) return fault;
    }
    return std::nullopt;
  }

  Job job_;
  std::string validUntil_;  // of the plan
  std::vector<Written> written_;
};

/// The settings of the page's frameworks; of the vendor list what the site's own vendors registered.
Result<Json> iabSettings(const Args& args, const consent::Config& config, const consent::PageConfig& page) {
  Json settings;
  for (const auto& [name, own] : page.integrations)
    if (isFramework(name)) settings[name] = own;
  if (!settings.is_object() || !settings.contains("tcf")) return settings;
  if (!args.has("gvl"))
    return Error{ErrorCode::BadUsage, "page.integrations.tcf needs the Global Vendor List: --gvl FILE", ""};
  std::vector<Error> none;  // the config was read without a fault
  const iab::TcfOptions tcf = *iab::readOptions(config, none).tcf;
  auto list = vendorListFor(tcf, args.get("gvl"));
  if (!list) return list.error();
  settings["tcf"]["list"] = std::move(list).value();
  return settings;
}

/// The framework's names of what the site asks for. The list's own are English; other languages have files of
/// their own.
Result<std::vector<std::string>> frameworkNames(const Args& args, const Json& iab) {
  if (!iab.is_object() || !iab.contains("tcf")) return std::vector<std::string>();
  const std::string language = args.get("language");
  const bool isEnglish = language == "en" || language.starts_with("en-");
  if (!args.has("gvl-texts") && !isEnglish) return std::vector<std::string>();
  return vendorListNames(iab["tcf"], args.get(args.has("gvl-texts") ? "gvl-texts" : "gvl"));
}

Result<Job> makeJob(const Args& args, consent::Config config) {
  auto kit = findKit(args);
  if (!kit) return kit.error();
  Time now{static_cast<std::int64_t>(std::time(nullptr))};
  if (args.has("now")) {
    auto given = parseTime(args.get("now"));
    if (!given) return given.error();
    now = given.value();
  }
  const std::string language = args.get("language");
  if (!consent::isLanguage(language))
    return Error{ErrorCode::BadValue, "not a language tag: " + language, ""};
  std::string meaning = consent::meaningHash(config);
  consent::PageConfig page = consent::readPageConfig(config).page;
  auto consentMode = consent::readConsentMode(config).mode;
  auto iab = iabSettings(args, config, page);
  if (!iab) return iab.error();
  auto names = frameworkNames(args, iab.value());
  if (!names) return names.error();
  return Job{
      std::move(config),  std::move(page), consentMode, std::move(iab).value(), std::move(names).value(),
      std::move(meaning), language,        kit.value(), args.get("out"),        now};
}

}  // namespace

int runBuild(const Args& args, Io& io) {
  if (args.words.size() != 1 || !args.has("language") || !args.has("out")) {
    io.say("say-so build: expected CONFIG --language L --out DIR");
    return kBadUsage;
  }
  auto config = readConfigFile(args.words[0], io);
  if (!config) return io.exitCode();

  auto job = makeJob(args, std::move(*config));
  if (!job) {
    io.refuse(job.error());
    return io.exitCode();
  }
  Builder builder(std::move(job).value());
  if (auto fault = builder.run()) {
    io.refuse(*fault);
    return io.exitCode();
  }
  io.reply(builder.report());
  io.say("Paste this first in <head>:\n  " + builder.tag());
  for (const std::string& script : builder.stale())
    io.say(script + " was built with other files than lie beside it now: build it again.");
  io.say("A law changes after that: build again before " + builder.validUntil() + ".");
  return io.exitCode();
}

}  // namespace sayso::cli
