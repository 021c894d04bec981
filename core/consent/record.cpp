#include "core/consent/record.h"

#include <algorithm>

#include "core/base/number.h"
#include "core/base/sha256.h"

namespace sayso::consent {
namespace {

/// The W3C Data Privacy Vocabulary's name for a kind of purpose.
std::string_view dpvOf(PurposeClass purposeClass) {
  constexpr std::string_view kNames[] = {"dpv:ServiceProvision", "dpv:ServiceOptimisation",
                                         "dpv:ServicePersonalisation", "dpv:Marketing", "dpv:Purpose"};
  return kNames[static_cast<std::size_t>(purposeClass)];
}

/// What a choice did to something that was `before`.
std::string_view statusOf(bool granted, bool wasGranted, Basis basisBefore) {
  if (granted) return "given";
  if (!wasGranted) return "refused";
  return basisBefore == Basis::Choice ? "withdrawn" : "objected";
}

Json purposeEntry(const Config& config, const Purpose& purpose, const PurposeDecision& before,
                  const PurposeDecision& after, bool granted) {
  Json entry = json::object(
      {{"id", purpose.id}, {"dpv", dpvOf(purpose.purposeClass)}, {"basis", toText(after.basis)}});
  json::set(entry, "status", statusOf(granted, before.granted, before.basis));
  Json recipients = Json::array();
  for (const Service& service : config.services)
    if (std::find(service.purposes.begin(), service.purposes.end(), purpose.id) != service.purposes.end())
      json::append(recipients, service.id);
  if (!recipients.empty()) json::set(entry, "recipients", std::move(recipients));
  if (purpose.retention) json::set(entry, "retention", formatDuration(*purpose.retention));
  if (after.until) json::set(entry, "expires", formatDay(*after.until));
  if (after.askAgainAfter) json::set(entry, "askAgainAfter", formatDay(*after.askAgainAfter));
  return entry;
}

/// "given" or "refused" if all statuses are, "withdrawn" if something was taken back, else "changed": also
/// where nothing of what was wished could be kept.
std::string typeOf(const std::vector<std::string>& statuses) {
  const auto all = [&](auto is) { return std::all_of(statuses.begin(), statuses.end(), is); };
  if (statuses.empty()) return "changed";
  if (all([](const std::string& status) { return status == "given"; })) return "given";
  if (!all([](const std::string& status) { return status != "given"; })) return "changed";
  const bool tookBack = std::any_of(statuses.begin(), statuses.end(), [](const std::string& status) {
    return status == "withdrawn" || status == "objected";
  });
  return tookBack ? "withdrawn" : "refused";
}

}  // namespace

Json makeRecord(const Config& config, const Environment& environment, const std::vector<Wish>& wishes,
                const How& how, const Decision& before, const Decision& after) {
  std::vector<std::string> statuses;
  Json purposes = Json::array(), services = Json::array(), signals = Json::array();
  for (const Wish& wish : wishes) {
    if (wish.target == Target::Purpose) {
      purposes.push_back(purposeEntry(config, *config.purpose(wish.id), *before.purpose(wish.id),
                                      *after.purpose(wish.id), wish.granted));
      statuses.push_back(purposes.back()["status"].get<std::string>());
      continue;
    }
    const bool isService = wish.target == Target::Service;
    const Outcome* was = isService ? before.service(wish.id) : before.signal(wish.id);
    const std::string_view status = statusOf(wish.granted, was->granted, was->basis);
    json::append(isService ? services : signals, json::object({{"id", wish.id}, {"status", status}}));
    statuses.emplace_back(status);
  }

  Json record = json::object({{"schema", "say-so-record/1"}});
  json::set(record, "jurisdiction",
            json::object({{"code", environment.jurisdiction.empty() ? json::Value(nullptr)
                                                                    : json::Value(environment.jurisdiction)},
                          {"policy", policyName(*after.policy)},
                          {"source", environment.jurisdictionSource}}));
  Json& notice = json::set(record, "notice", json::object({{"meaning", after.meaning}}));
  if (!how.text.empty()) json::set(notice, "text", how.text);
  json::set(notice, "language", how.language.empty() ? environment.language : how.language);
  json::set(notice, "surface", toText(how.surface));
  if (!config.site.notice.empty()) json::set(notice, "url", config.site.notice);
  json::set(record, "services", std::move(services));
  json::set(record, "purposes", std::move(purposes));
  json::set(record, "event",
            json::object({{"at", formatTime(environment.now)},
                          {"type", typeOf(statuses)},
                          {"actor", "subject"},
                          {"control", toText(how.control)},
                          {"steps", how.steps}}));
  Json& told = json::set(record, "signals", json::object({{"gpc", environment.gpc}}));
  if (!signals.empty()) json::set(told, "chosen", std::move(signals));
  json::set(record, "prevHash", how.prevHash);
  return record;
}

std::string recordHash(const Json& record) { return hashText(json::dump(record)); }

Result<std::vector<std::string>> verifyLedger(const Json& records, const std::vector<std::string>& heads) {
  if (!records.is_array()) return Error{ErrorCode::WrongType, "expected an array", ""};
  std::vector<std::string> known, open;
  std::size_t index = 0;
  for (const Json& record : records) {
    std::vector<Error> errors;
    const std::string at = "/" + formatInteger(index);
    json::Reader reader(record, errors, at);
    reader.schema("say-so-record/1");
    const std::vector<std::string> previous = reader.texts("prevHash");
    if (!errors.empty()) return errors.front();
    if (index > 0 && previous.empty() && heads.empty())
      return Error{ErrorCode::BrokenChain, "names no earlier record", at};
    for (const std::string& hash : previous) {
      // The oldest record kept may name one that was since erased.
      const bool isKnown = std::find(known.begin(), known.end(), hash) != known.end();
      if (index > 0 && !isKnown)
        return Error{ErrorCode::BrokenChain, "an earlier record was changed or is missing", at};
      open.erase(std::remove(open.begin(), open.end(), hash), open.end());
    }
    known.push_back(recordHash(record));
    open.push_back(known.back());
    ++index;
  }
  for (const std::string& head : heads)
    if (std::find(known.begin(), known.end(), head) == known.end())
      return Error{ErrorCode::BrokenChain, "the last record was changed or is missing",
                   "/" + formatInteger(index ? index - 1 : 0)};
  if (!heads.empty() && open.size() != heads.size())
    return Error{ErrorCode::BrokenChain, "a record is there that no head leads to", ""};
  return open;
}

}  // namespace sayso::consent
