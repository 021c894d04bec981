#include "core/consent/policy_override.h"

#include <algorithm>

namespace sayso::consent {
namespace {

constexpr std::string_view kEveryRow = "*";
constexpr std::int32_t kMaxMonths = 120;

// How strict a value is: of two, the larger allows less.
int strictness(Model model) { return -static_cast<int>(model); }
int strictness(Rule rule) { return rule == Rule::On ? 0 : 1 + static_cast<int>(rule); }
int strictness(GpcForce force) { return static_cast<int>(force); }
int strictnessOfLifetime(int months) { return months ? -months : -kMaxMonths - 1; }

/// The fields that a site may set, each with how strict it is in the row and as wanted.
struct Field {
  const char* group;  // the object that holds it, or null
  std::string_view name;
  int inRow, wanted;
};

template <class T, class Visit>
void visitIf(const std::optional<T>& wanted, T& field, const char* group, std::string_view name,
             Visit visit) {
  if (wanted && visit(Field{group, name, strictness(field), strictness(*wanted)})) field = *wanted;
}

/// Calls `visit` for each field that `wish` sets, and sets it in `policy` where that returns true.
template <class Visit>
void eachField(Policy& policy, const PolicyOverride& wish, Visit visit) {
  visitIf(wish.model, policy.model, nullptr, "model", visit);
  for (std::size_t i = 0; i < kPurposeClasses; ++i)
    visitIf(wish.rules[i], policy.rules[i], "rules", toText(static_cast<PurposeClass>(i)), visit);
  visitIf(wish.gpcForce, policy.gpcForce, nullptr, "gpc", visit);
  const auto visitNumber = [&](std::optional<std::int32_t> wanted, std::int32_t& field, const char* name,
                               auto strictnessOf) {
    if (wanted && visit(Field{nullptr, name, strictnessOf(field), strictnessOf(*wanted)})) field = *wanted;
  };
  const auto asItIs = [](int number) { return number; };
  visitNumber(wish.askAgainMonths, policy.askAgainMonths, "askAgain", asItIs);
  visitNumber(wish.lifetimeMonths, policy.lifetimeMonths, "lifetime", strictnessOfLifetime);
  visitNumber(wish.consentAge, policy.consentAge, "age", asItIs);
}

std::optional<std::int32_t> readMonths(json::Reader& reader, std::string_view key) {
  const auto duration = reader.durationIf(key);
  if (!duration) return std::nullopt;
  if (duration->seconds != 0 || duration->months > kMaxMonths)
    reader.fail(ErrorCode::BadValue, "expected whole months, such as P6M", key);
  return duration->months;
}

PolicyOverride readFields(json::Reader& reader) {
  PolicyOverride wish;
  if (reader.has("model"))
    wish.model = static_cast<Model>(reader.oneOf("model", {"opt-in", "opt-out", "notice"}));
  reader.inIf("rules", [&](json::Reader& rules) {
    for (std::size_t i = 0; i < kPurposeClasses; ++i)
      if (const auto name = toText(static_cast<PurposeClass>(i)); rules.has(name))
        wish.rules[i] = static_cast<Rule>(rules.oneOf(name, {"off", "on", "blocked"}));
    rules.finish();
  });
  if (reader.has("gpc"))
    wish.gpcForce = static_cast<GpcForce>(reader.oneOf("gpc", {"advisory", "honour", "binding"}));
  wish.askAgainMonths = readMonths(reader, "askAgain");
  const Json* lifetime = reader.rawIf("lifetime");
  wish.lifetimeMonths = lifetime && lifetime->is_null() ? std::optional(0) : readMonths(reader, "lifetime");
  if (reader.has("age")) wish.consentAge = static_cast<std::int32_t>(reader.integer("age", 0, 18));
  return wish;
}

/// Notes each field of `wish` that is laxer than any row of its id.
void refuseLaxer(json::Reader& reader, const PolicyOverride& wish) {
  std::vector<std::pair<const char*, std::string_view>> laxer;
  for (Policy policy : policies()) {
    if (policy.id != wish.row) continue;
    eachField(policy, wish, [&](const Field& field) {
      const std::pair at(field.group, field.name);
      if (field.wanted < field.inRow && std::find(laxer.begin(), laxer.end(), at) == laxer.end())
        laxer.push_back(at);
      return false;
    });
  }
  const auto refuse = [](json::Reader& place, std::string_view name) {
    place.fail(ErrorCode::PolicyLoosened, "laxer than the policy: state the reason in override", name);
  };
  for (const auto& [group, name] : laxer) {
    if (group)
      reader.in(group, [&, &key = name](json::Reader& inner) { refuse(inner, key); });
    else
      refuse(reader, name);
  }
}

bool isRow(std::string_view id) {
  const auto rows = policies();
  return id == kEveryRow ||
         std::any_of(rows.begin(), rows.end(), [&](const Policy& policy) { return policy.id == id; });
}

void apply(Policy& policy, const PolicyOverride& wish, bool onlyStricter) {
  const Model model = policy.model;
  eachField(policy, wish, [&](const Field& field) { return !onlyStricter || field.wanted > field.inRow; });
  if (policy.model == model || policy.model != Model::OptIn) return;
  // Who asks first starts with nothing, and with the controls to answer.
  std::replace(policy.rules.begin(), policy.rules.end(), Rule::On, Rule::Off);
  policy.controls = policies().front().controls;
}

Json monthsJson(std::int32_t months) { return months ? Json(formatDuration({months, 0})) : Json(nullptr); }

}  // namespace

std::vector<PolicyOverride> readPolicyOverrides(json::Reader& reader) {
  std::vector<PolicyOverride> overrides;
  reader.members([&](std::string_view row, json::Reader& fields) {
    if (!fields.expectObject()) return;
    if (!isRow(row)) return fields.fail(ErrorCode::UnknownPolicy, "no policy has the id " + std::string(row));
    const std::size_t faults = fields.faults();
    PolicyOverride wish = readFields(fields);
    wish.row = row;
    // What holds in every row is only ever stricter, so it needs no reason.
    if (row != kEveryRow)
      fields.inIf("override", [&](json::Reader& override) {
        wish.reason = override.text("reason");
        if (override.has("reason") && wish.reason.empty())
          override.fail(ErrorCode::BadValue, "expected a reason", "reason");
        override.finish();
      });
    if (!fields.has("override") && fields.faults() == faults) refuseLaxer(fields, wish);
    fields.finish();
    overrides.push_back(std::move(wish));
  });
  return overrides;
}

Json toJson(const std::vector<PolicyOverride>& overrides) {
  constexpr std::string_view kRules[] = {"off", "on", "blocked"};
  constexpr std::string_view kForces[] = {"advisory", "honour", "binding"};
  Json json = Json::object();
  for (const PolicyOverride& wish : overrides) {
    Json fields = Json::object(), rules = Json::object();
    if (wish.model) json::set(fields, "model", toText(*wish.model));
    for (std::size_t i = 0; i < kPurposeClasses; ++i)
      if (wish.rules[i])
        json::set(rules, toText(static_cast<PurposeClass>(i)),
                  kRules[static_cast<std::size_t>(*wish.rules[i])]);
    if (!rules.empty()) json::set(fields, "rules", std::move(rules));
    if (wish.gpcForce) json::set(fields, "gpc", kForces[static_cast<std::size_t>(*wish.gpcForce)]);
    if (wish.askAgainMonths) json::set(fields, "askAgain", monthsJson(*wish.askAgainMonths));
    if (wish.lifetimeMonths) json::set(fields, "lifetime", monthsJson(*wish.lifetimeMonths));
    if (wish.consentAge) json::set(fields, "age", *wish.consentAge);
    if (!wish.reason.empty()) json::set(fields, "override", json::object({{"reason", wish.reason}}));
    json::set(json, wish.row, std::move(fields));
  }
  return json;
}

Policy withOverrides(Policy policy, const std::vector<PolicyOverride>& overrides) {
  for (const PolicyOverride& wish : overrides)
    if (wish.row == policy.id) apply(policy, wish, false);
  for (const PolicyOverride& wish : overrides)
    if (wish.row == kEveryRow) apply(policy, wish, true);
  return policy;
}

}  // namespace sayso::consent
