// What can be pressed: the labels and controls of the first layer and the preference centre.
#include <algorithm>

#include "core/audit/checks.h"
#include "core/audit/language.h"
#include "core/audit/wording.h"
#include "core/base/number.h"

namespace sayso::audit {
namespace {

constexpr std::size_t kMostControls = 5;  // ours

constexpr std::string_view kAcceptKeys[] = {"firstLayer.accept-all", "consent.acceptAll"};
constexpr std::string_view kRejectKeys[] = {"firstLayer.reject-all", "firstLayer.optOut.reject-all",
                                            "consent.rejectAll"};
constexpr std::string_view kSettingsKeys[] = {"firstLayer.choose", "firstLayer.optOut.choose"};
constexpr std::string_view kReopenKey = "reopen";
constexpr std::string_view kSaveKeys[] = {"consent.save"};

bool contains(const Json& list, std::string_view word) {
  return std::any_of(list.begin(), list.end(), [&](const Json& each) { return each == word; });
}

/// Calls `use` for each row of the plan, with words for where it holds.
template <class Use>
void eachRow(const Subject& subject, Use use) {
  for (const Json& row : subject.plan["rows"]) {
    const std::string& first = row["codes"][0].get_ref<const std::string&>();
    const std::string others = formatInteger(row["codes"].size() - 1);
    use(row, first == "*"    ? "in " + others + " places and where no place is known"
             : others == "0" ? "in " + first
                             : "in " + first + " and " + others + " more");
  }
}

bool anyRowHas(const Subject& subject, std::string_view list, std::string_view word) {
  const Json& rows = subject.plan["rows"];
  return std::any_of(rows.begin(), rows.end(),
                     [&](const Json& row) { return contains(row[std::string(list)], word); });
}

/// The two answers: a label that the language does not know may be fine, one that says nothing is not.
void checkAnswer(const Subject& subject, Findings& findings, std::string_view tag, const Spoken& spoken,
                 std::string_view key, Phrases right, Phrases opposite, std::string_view example) {
  const Language& language = *languageFor(tag);
  const std::string label = subject.label(spoken, key);
  if (label.empty() || isOneOf(label, right)) return;
  const std::string help = "Say what it does, such as " + inQuotes(example);
  if (isOneOf(label, language.vague))
    findings.in(tag, key, inQuotes(label) + " does not say what the control does", help);
  else if (isOneOf(label, opposite))
    findings.in(tag, key, inQuotes(label) + " says the opposite of what the control does", help);
  else
    findings.in(tag, key, Severity::Warning, inQuotes(label) + " is not a label we know for this control",
                help + ", or check that everyone reads it so");
}

/// The other controls decide nothing by themselves.
void checkOther(const Subject& subject, Findings& findings, std::string_view tag, const Spoken& spoken,
                std::string_view key, Phrases right) {
  const std::string label = subject.label(spoken, key);
  if (label.empty() || isOneOf(label, right)) return;
  findings.in(tag, key, Severity::Warning, inQuotes(label) + " is not a label we know for this control",
              "Say what it does, such as " + inQuotes(right.front()));
}

}  // namespace

void checkRejectBesideAccept(const Subject& subject, Findings& findings) {
  eachRow(subject, [&](const Json& row, const std::string& where) {
    if (contains(row["controls"], "accept-all") && !contains(row["controls"], "reject-all"))
      findings.at("/policies", "the first layer " + where + " offers to accept all and not to reject all",
                  "Offer both on the same layer");
  });
  if (!anyRowHas(subject, "controls", "accept-all")) return;
  for (const auto& [language, spoken] : subject.words)
    if (!subject.label(spoken, "firstLayer.accept-all").empty() &&
        subject.label(spoken, "firstLayer.reject-all").empty())
      findings.in(language, "firstLayer.reject-all",
                  "without words for \"reject all\" the first layer shows no such control",
                  "Give it a label, or leave ours");
}

void checkLabels(const Subject& subject, Findings& findings) {
  for (const auto& [tag, spoken] : subject.words) {
    const Language* language = languageFor(tag);
    if (!language) {
      findings.in(tag, "", Severity::Note, "we have no list of labels in this language",
                  "Have a speaker read the labels");
      continue;
    }
    for (std::string_view key : kAcceptKeys)
      checkAnswer(subject, findings, tag, spoken, key, language->accept, language->reject,
                  language->accept.front());
    for (std::string_view key : kRejectKeys)
      checkAnswer(subject, findings, tag, spoken, key, language->reject, language->accept,
                  language->reject.front());
    for (std::string_view key : kSettingsKeys)
      checkOther(subject, findings, tag, spoken, key, language->settings);
    for (std::string_view key : kSaveKeys) checkOther(subject, findings, tag, spoken, key, language->save);
  }
}

void checkClosing(const Subject& subject, Findings& findings) {
  for (const auto& [tag, spoken] : subject.words) {
    const Language* language = languageFor(tag);
    if (!language) continue;
    for (std::string_view key : {"firstLayer.closeRefuses", "firstLayer.optOut.close", "sheet.close"})
      if (const auto yes = firstIn(subject.label(spoken, key), language->accepting); !yes.empty())
        findings.in(tag, key, "what closes the layer speaks of a yes",
                    "Closing never accepts: say that it closes");
    const std::string closing = subject.label(spoken, "firstLayer.closeRefuses");
    if (!closing.empty() && anyRowHas(subject, "controls", "close-refuses") &&
        firstIn(closing, language->refusing).empty())
      findings.in(tag, "firstLayer.closeRefuses", inQuotes(closing) + " does not say that closing refuses",
                  "Say both, such as \"Close and reject all\"");
    for (const auto& [key, message] : spoken.words)
      if (isOfFirstLayer(key))
        for (const Form& form : subject.formsOf(spoken, key))
          if (const auto phrase = firstIn(form.text, language->impliedConsent); !phrase.empty())
            findings.in(tag, key, inQuotes(phrase) + " takes going on for a yes",
                        "Say that a control is pressed to accept; going on is no consent");
  }
}

void checkReopening(const Subject& subject, Findings& findings) {
  if (subject.page.reopen == consent::Reopen::None) {
    findings.at("/page/reopen", Severity::Warning,
                "the site shows no control of ours that leads back to the choices",
                "Leave it to us, or put an element with data-say-so-open on every page");
    return;
  }
  for (const auto& [tag, spoken] : subject.words) {
    const std::string label = subject.label(spoken, kReopenKey);
    const Language* language = languageFor(tag);
    if (label.empty())
      findings.in(tag, kReopenKey, "the control that leads back to the choices has no words",
                  "Give it a label, or leave ours");
    else if (language && isOneOf(label, language->vague))
      findings.in(tag, kReopenKey, inQuotes(label) + " does not say that it leads to the choices",
                  "Say so, such as " + inQuotes("privacy choices"));
    else if (language)
      checkOther(subject, findings, tag, spoken, kReopenKey, language->settings);
  }
}

void checkWithdrawal(const Subject& subject, Findings& findings) {
  if (!anyRowHas(subject, "controls", "accept-all")) return;
  for (const auto& [language, spoken] : subject.words)
    if (!subject.label(spoken, "firstLayer.accept-all").empty() &&
        subject.label(spoken, "consent.rejectAll").empty())
      findings.in(language, "consent.rejectAll",
                  "who accepted all in one action finds no control here that withdraws all in one",
                  "Give it a label, or leave ours");
}

void checkOptOutObstacles(const Subject& subject, Findings& findings) {
  for (const auto& [tag, spoken] : subject.words) {
    const Language* language = languageFor(tag);
    if (!language) continue;
    for (const auto& [key, message] : spoken.words) {
      if (!key.starts_with("firstLayer.") && !key.starts_with("consent.")) continue;
      for (const Form& form : subject.formsOf(spoken, key))
        if (const auto phrase = firstIn(form.text, language->obstacles); !phrase.empty())
          findings.in(tag, key, inQuotes(phrase) + " makes refusing sound like work",
                      "Let a refusal ask for nothing but the press of a control");
    }
  }
}

void checkLawLinks(const Subject& subject, Findings& findings) {
  for (const auto& [tag, spoken] : subject.words) {
    const Language* language = languageFor(tag);
    if (!language) continue;
    for (const LinkTexts& link : language->linkTexts) {
      const std::string key = "firstLayer.link." + std::string(link.code);
      const std::string label = subject.label(spoken, key);
      // The two opt-outs that "Your Privacy Choices" stands for are controls of the preference centre.
      const bool isCalifornian = link.code == "do-not-sell" || link.code == "limit-use";
      if (!anyRowHas(subject, "links", isCalifornian ? "your-privacy-choices" : link.code)) continue;
      if (std::find(link.texts.begin(), link.texts.end(), label) == link.texts.end())
        findings.in(tag, key, inQuotes(label) + " is not the text that the law prescribes",
                    "Write " + inQuotes(link.texts.front()));
    }
  }
}

void checkNumberOfControls(const Subject& subject, Findings& findings) {
  eachRow(subject, [&](const Json& row, const std::string& where) {
    // Links into the notice are something to read.
    const std::size_t toRead = static_cast<std::size_t>(
        std::count_if(row["links"].begin(), row["links"].end(), [](const Json& link) {
          return link == "privacy-link" || link == "notice-at-collection" || link == "complaint";
        }));
    const std::size_t count = row["controls"].size() + row["links"].size() - toRead;
    if (count > kMostControls)
      findings.at("/policies", "the first layer " + where + " shows " + formatInteger(count) + " controls",
                  "Show at most " + formatInteger(kMostControls));
  });
}

}  // namespace sayso::audit
