// How long, how often, on what ground and with what proof.
#include <algorithm>
#include <optional>

#include "core/audit/checks.h"
#include "core/audit/language.h"
#include "core/audit/policy_source.h"
#include "core/audit/wording.h"
#include "core/base/number.h"
#include "core/consent/choose.h"
#include "core/consent/meaning.h"

namespace sayso::audit {
namespace {

constexpr std::int32_t kCookieMonths = 13;   // CNIL; TCF
constexpr std::int32_t kCheckedMonths = 12;  // ours

/// The largest that `of` says of a row with that id; nullopt if there is none.
template <class Of>
std::optional<std::int32_t> mostOf(std::string_view id, Of of) {
  std::optional<std::int32_t> most;
  for (const consent::Policy& policy : consent::policies())
    if (policy.id == id) most = std::max(most.value_or(0), of(policy));
  return most;
}

bool isOptional(const consent::Config& config, const consent::Service& service) {
  return std::any_of(service.purposes.begin(), service.purposes.end(),
                     [&](const std::string& id) { return !config.purpose(id)->required; });
}

/// The text at `object.member`; empty if it is not there.
std::string_view textAt(const Json& record, const char* object, const char* member) {
  const auto outer = record.find(object);
  if (outer == record.end() || !outer->is_object()) return {};
  const auto inner = outer->find(member);
  if (inner == outer->end() || !inner->is_string()) return {};
  return inner->get_ref<const std::string&>();
}

/// The record of a refusal of everything, as the ledger would hold it.
std::optional<Json> sampleRecord(const Subject& subject, const std::string& language, const Spoken& spoken) {
  consent::Environment environment;
  environment.now = subject.now;
  environment.language = language;
  consent::How how;
  how.control = consent::Control::RejectAll;
  how.surface = consent::Surface::FirstLayer;
  how.language = language;
  if (!spoken.words.empty()) how.text = consent::textHash(spoken.words);
  const consent::Wish all{consent::Target::Purpose, "", false};
  const auto chosen = consent::choose(subject.config, consent::meaningHash(subject.config), std::nullopt,
                                      environment, {all}, how);
  if (!chosen) return std::nullopt;
  return chosen.value().record;
}

}  // namespace

void checkPaying(const Subject& subject, Findings& findings) {
  if (const auto& pay = subject.page.payAlternative) {
    if (pay->price.empty())
      findings.at("/page/payAlternative", "paying is offered instead of a yes, at no stated price",
                  "State the `price` where the choice is made, and here");
    if (!pay->thirdOption)
      findings.at("/page/payAlternative", "one can accept or pay, and nothing else",
                  "Offer a third way without payment and without behavioural advertising (`thirdOption`)");
    return;
  }
  for (const auto& [tag, spoken] : subject.words) {
    const Language* language = languageFor(tag);
    if (!language) continue;
    for (const auto& [key, message] : spoken.words)
      if (key.starts_with("firstLayer."))
        for (const Form& form : subject.formsOf(spoken, key))
          if (const auto phrase = firstIn(form.text, language->payment); !phrase.empty())
            findings.in(tag, key, inQuotes(phrase) + " speaks of paying, which the config does not declare",
                        "Declare it in `page.payAlternative`, with its price");
  }
}

void checkAskingAgain(const Subject& subject, Findings& findings) {
  for (const consent::PolicyOverride& wish : subject.config.policies) {
    const auto rest = mostOf(wish.row, [](const consent::Policy& policy) { return policy.askAgainMonths; });
    if (wish.askAgainMonths && rest && *wish.askAgainMonths < *rest)
      findings.at(pointerTo(wish) + "/askAgain",
                  "after a refusal " + wish.row + " asks again after " + formatInteger(*wish.askAgainMonths) +
                      " months instead of " + formatInteger(*rest) + because(wish),
                  "Let a refusal rest as long as the policy says");
  }
}

void checkLifetimes(const Subject& subject, Findings& findings) {
  const consent::Config& config = subject.config;
  for (const consent::PolicyOverride& wish : config.policies) {
    const auto most = mostOf(wish.row, [](const consent::Policy& policy) { return policy.lifetimeMonths; });
    // 0 is until changed.
    const bool isLonger = wish.lifetimeMonths && most && *most != 0 &&
                          (*wish.lifetimeMonths == 0 || *wish.lifetimeMonths > *most);
    if (isLonger)
      findings.at(pointerTo(wish) + "/lifetime",
                  "a consent in " + wish.row + " would live longer than " + formatInteger(*most) + " months" +
                      because(wish),
                  "Leave the lifetime that the policy has");
  }
  const Time limit = add(subject.now, {kCookieMonths, 0});
  for (std::size_t i = 0; i < config.services.size(); ++i) {
    const consent::Service& service = config.services[i];
    for (std::size_t k = 0; k < service.cookies.size() && isOptional(config, service); ++k)
      if (service.cookies[k].lifetime && add(subject.now, *service.cookies[k].lifetime) > limit)
        findings.at("/services/" + formatInteger(i) + "/cookies/" + formatInteger(k) + "/lifetime",
                    Severity::Warning,
                    "the cookie " + service.cookies[k].name + " outlives the consent to it (" +
                        formatDuration(*service.cookies[k].lifetime) + ")",
                    "Let it live " + formatInteger(kCookieMonths) + " months at most");
  }
}

void checkRecord(const Subject& subject, Findings& findings) {
  const std::pair<const char*, const char*> needed[] = {{"notice", "meaning"},  {"notice", "text"},
                                                        {"notice", "language"}, {"event", "at"},
                                                        {"event", "control"},   {"jurisdiction", "policy"}};
  for (const auto& [language, spoken] : subject.words) {
    const std::optional<Json> record = sampleRecord(subject, language, spoken);
    for (const auto& [object, member] : needed)
      if (!record || textAt(*record, object, member).empty())
        findings.in(language, "", "a record of a choice would lack " + std::string(object) + "." + member,
                    "Give the language its words, so that a record can say what was shown");
  }
}

void checkSink(const Subject& subject, Findings& findings) {
  const consent::Config& config = subject.config;
  if (config.sink) return;
  std::vector<std::string_view> leaving;
  for (const consent::Service& service : config.services)
    if (service.provider && isOptional(config, service)) leaving.push_back(service.name);
  if (!leaving.empty())
    findings.at("/sink",
                "a yes lets data leave the device (" + joined(leaving) +
                    "), and only the visitor's browser keeps a record of it",
                "Set a `sink` that keeps records, or know how else you prove a consent");
}

void checkPolicySources(const Subject& subject, Findings& findings) {
  std::vector<std::string_view> uncertain, old;
  for (const PolicySource& source : policySources()) {
    if (source.certainty == 'K' || source.certainty == 'W') uncertain.push_back(source.id);
    if (add(Time{source.checked}, {kCheckedMonths, 0}) < subject.now) old.push_back(source.id);
  }
  if (!uncertain.empty())
    findings.at(
        "/policies",
        "these rows of the policy table rest on secondary sources or general knowledge: " + joined(uncertain),
        "Have your counsel read the rows that you serve (docs/policies.md)");
  if (!old.empty())
    findings.at("/policies",
                "these rows of the policy table were last checked more than " +
                    formatInteger(kCheckedMonths) + " months ago: " + joined(old),
                "Take a newer version of the package, or have the rows read again");
}

}  // namespace sayso::audit
