#include "core/consent/plan.h"

#include <algorithm>
#include <string>
#include <vector>

#include "core/base/number.h"
#include "core/consent/decision.h"

namespace sayso::consent {
namespace {

constexpr std::string_view kEveryOther = "*";
constexpr std::string_view kNowhere = "ZZ";  // never assigned by ISO 3166, so no row lists it

/// What a first visit gets in some places, with and without GPC.
struct PlanRow {
  std::vector<std::string> codes;
  Json gpc;
  Json content;  // prompt, controls, granted, status, links
};

Json list(std::span<const std::string_view> words) {
  Json array = Json::array();
  for (std::string_view word : words) json::append(array, word);
  return array;
}

Json contentFor(const Config& config, Environment environment, bool gpc) {
  environment.gpc = gpc;
  const Decision decision = evaluate(config, "", std::nullopt, environment);
  Json granted = Json::array();
  for (const PurposeDecision& purpose : decision.purposes)
    if (purpose.granted) json::append(granted, purpose.id);
  const Policy& policy = *decision.policy;
  Json content = json::object({{"prompt", toText(decision.prompt)}});
  Json& controls = json::set(content, "controls", Json::array());
  if (decision.prompt != Prompt::None)
    for (std::string_view control : policy.controls)
      // A notice tells what runs and how to refuse it; it asks for no yes.
      if (decision.prompt == Prompt::Ask || control != "accept-all") json::append(controls, control);
  json::set(content, "granted", std::move(granted));
  json::set(content, "status",
            gpc && policy.showGpcStatus ? json::Value("gpc-honoured") : json::Value(nullptr));
  json::set(content, "links", list(policy.links));
  return content;
}

/// Adds what holds for `code` (an ISO code, or "*"), joining a row that says the same: whichever policy says
/// so, a first visit is the same there, and the loader carries each row.
void addCode(const Config& config, std::string_view code, Time now, std::vector<PlanRow>& rows) {
  Environment environment;
  environment.now = now;
  environment.jurisdiction = code == kEveryOther ? kNowhere : code;
  const Json without = contentFor(config, environment, false);
  const Json with = contentFor(config, environment, true);
  const auto join = [&](const Json& gpc, const Json& content) {
    const auto twin = std::find_if(rows.begin(), rows.end(), [&](const PlanRow& row) {
      return row.gpc == gpc && row.content == content;
    });
    if (twin != rows.end())
      twin->codes.emplace_back(code);
    else
      rows.push_back({{std::string(code)}, gpc, content});
  };
  if (without == with) return join(Json::array_t{false, true}, without);
  join(Json::array_t{false}, without);
  join(Json::array_t{true}, with);
}

/// The place of the first difference between two values.
std::string firstDifference(const Json& a, const Json& b) {
  if (a.type() != b.type() || !a.is_structured()) return "";
  if (a.is_array()) {
    const std::size_t shared = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < shared; ++i)
      if (a[i] != b[i]) return "/" + formatInteger(i) + firstDifference(a[i], b[i]);
    return "/" + formatInteger(shared);
  }
  for (const auto& [key, value] : a.get_ref<const Json::object_t&>()) {
    const auto other = b.find(key);
    if (other == b.end()) return "/" + json::pointerStep(key);
    if (value != *other) return "/" + json::pointerStep(key) + firstDifference(value, *other);
  }
  return "";
}

}  // namespace

Json makePlan(const Config& config, Time now) {
  std::vector<PlanRow> rows;
  std::vector<std::string_view> codes;
  for (const Policy& policy : policies())
    for (std::string_view code : policy.codes)
      if (policy.from <= now.seconds && std::find(codes.begin(), codes.end(), code) == codes.end())
        codes.push_back(code);
  addCode(config, kEveryOther, now, rows);
  for (std::string_view code : codes) addCode(config, code, now, rows);

  Json plan = json::object({{"schema", "say-so-plan/1"}, {"policyData", policyDataOf(config)}});
  json::set(plan, "validUntil", formatTime(nextPolicyChange(now).value_or(kMaxTime)));
  Json& entries = json::set(plan, "rows", Json::array());
  for (PlanRow& row : rows) {
    Json entry = json::object({{"codes", row.codes}, {"gpc", row.gpc}});
    for (auto& [key, value] : row.content.get_ref<Json::object_t&>()) json::set(entry, key, std::move(value));
    json::append(entries, std::move(entry));
  }
  return plan;
}

std::optional<Error> verifyPlan(const Config& config, const Json& plan, Time now) {
  if (!plan.is_object()) return Error{ErrorCode::WrongType, "expected a plan", ""};
  const Json expected = makePlan(config, now);
  std::vector<Error> errors;
  json::Reader reader(plan, errors);
  reader.schema("say-so-plan/1");
  const Time validUntil = reader.time("validUntil");
  if (!errors.empty()) return errors.front();
  if (validUntil <= now)
    return Error{ErrorCode::PlanExpired, "the plan has run out: build again", "/validUntil"};
  if (plan == expected) return std::nullopt;
  return Error{ErrorCode::PlanDiffers, "the plan is not what the core decides: build again",
               firstDifference(expected, plan)};
}

}  // namespace sayso::consent
