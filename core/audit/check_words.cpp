// What is said: the words of the first layer and the preference centre, language by language.
#include <algorithm>
#include <optional>

#include "core/audit/checks.h"
#include "core/audit/language.h"
#include "core/audit/wording.h"
#include "core/base/number.h"

namespace sayso::audit {
namespace {

constexpr std::size_t kMostWords = 120;           // ours: of the first layer
constexpr std::size_t kMostWordsOfSentence = 25;  // ours
constexpr std::size_t kLongText = 4;              // words from which equal texts are no accident

constexpr std::string_view kText = "firstLayer.text";

/// Calls `use` for each text of the words whose key `isMeant`, in languages that we know.
template <class IsMeant, class Use>
void eachText(const Subject& subject, IsMeant isMeant, Use use) {
  for (const auto& [tag, spoken] : subject.words) {
    const Language* language = languageFor(tag);
    if (!language) continue;
    for (const auto& [key, message] : spoken.words)
      if (isMeant(key))
        for (const Form& form : subject.formsOf(spoken, key)) use(tag, *language, key, form);
  }
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

std::size_t countWords(std::string_view text) {
  std::size_t count = 0;
  bool isIn = false;
  for (char c : text) {
    const bool isSpace = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    count += !isSpace && !isIn;
    isIn = !isSpace;
  }
  return count;
}

/// `text` without its places such as {count}.
std::string withoutPlaces(std::string_view text) {
  std::string rest;
  bool isIn = false;
  for (char c : text) {
    isIn |= c == '{';
    if (!isIn) rest += c;
    isIn &= c != '}';
  }
  return rest;
}

/// The longest sentence of `text`.
std::string_view longestSentence(std::string_view text) {
  std::string_view longest;
  while (!text.empty()) {
    std::size_t end = text.find_first_of(".!?");
    end = end == text.npos ? text.size() : end + 1;
    if (countWords(text.substr(0, end)) > countWords(longest)) longest = text.substr(0, end);
    text.remove_prefix(end);
  }
  return longest;
}

/// The form that the page shows for the site's number of partners.
std::optional<Form> shownForm(const Subject& subject, const Spoken& spoken, std::string_view key) {
  const std::size_t partners = subject.partners();
  const std::vector<Form> forms = subject.formsOf(spoken, key);
  const std::string_view wanted[] = {partners == 0 ? "zero" : partners == 1 ? "one" : "other", "other", ""};
  for (std::string_view name : wanted)
    for (const Form& form : forms)
      if (form.form == name) return form;
  return forms.empty() ? std::nullopt : std::optional(forms.front());
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

bool hasDigit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool namesSite(const consent::Site& site, std::string_view text) {
  return has(text, "{site}") || has(text, site.name) || has(text, site.controller.name);
}

}  // namespace

void checkDoubleNegatives(const Subject& subject, Findings& findings) {
  eachText(subject, isOfConsent,
           [&](const std::string& tag, const Language& language, const std::string& key, const Form& form) {
             if (const auto phrase = firstIn(form.text, language.doubleNegatives); !phrase.empty())
               findings.in(tag, key, inQuotes(phrase) + " is a no to a no, which is easily misread",
                           "Say what happens in plain words, with one verb");
           });
}

void checkShaming(const Subject& subject, Findings& findings) {
  const auto isMeant = [](std::string_view key) { return isOfFirstLayer(key) || key == "consent.rejectAll"; };
  eachText(subject, isMeant,
           [&](const std::string& tag, const Language& language, const std::string& key, const Form& form) {
             if (const auto phrase = firstIn(form.text, language.shaming); !phrase.empty())
               findings.in(tag, key, inQuotes(phrase) + " plays on feelings",
                           "Say what happens, and let the reader judge");
           });
}

void checkFirstLayerSays(const Subject& subject, Findings& findings) {
  const consent::Config& config = subject.config;
  if (config.site.notice.empty())
    findings.at("/site", "no privacy notice is linked", "Set `notice` to its address");
  for (const auto& [tag, spoken] : subject.words) {
    const std::optional<Form> text = shownForm(subject, spoken, kText);
    if (!text || text->text.empty()) {
      findings.in(tag, kText, "the first layer has no text", "Give it one, or leave ours");
      continue;
    }
    if (!namesSite(config.site, text->text))
      findings.in(tag, kText, "the first layer does not name who asks", "Keep {site} in the text");
    if (!has(text->text, "{purposes}"))
      findings.in(tag, kText, "the first layer does not name the purposes", "Keep {purposes} in the text");
    if (subject.partners() > 1 && !has(text->text, "{count}") && !hasDigit(text->text))
      findings.in(tag, kText, "the first layer does not say how many others take part",
                  "Keep {count} in the text");
    if (const Language* language = languageFor(tag))
      if (firstIn(text->text, language->withdrawal).empty())
        findings.in(tag, kText, "the first layer does not say that a choice can be changed",
                    "Add that one may change one's mind at any time");
    if (subject.label(spoken, "firstLayer.notice").empty())
      findings.in(tag, "firstLayer.notice", "the link to the privacy notice has no words",
                  "Give it a label, or leave ours");
    for (const consent::Purpose& purpose : config.purposes)
      if (const std::string key = "purpose." + purpose.id + ".short";
          !purpose.required && subject.label(spoken, key).empty())
        findings.in(tag, key, "the first layer shows the id " + inQuotes(purpose.id) + " for want of words",
                    "Write what the purpose does, as it follows \"would like to\"");
  }
}

void checkPartnerCount(const Subject& subject, Findings& findings) {
  const consent::Config& config = subject.config;
  for (std::size_t i = 0; i < config.services.size(); ++i) {
    const consent::Service& service = config.services[i];
    for (std::size_t k = 0; k < service.domains.size() && !service.provider; ++k)
      if (!config.site.cookieDomain.empty() && service.domains[k] != config.site.cookieDomain &&
          !service.domains[k].ends_with("." + config.site.cookieDomain))
        findings.at("/services/" + formatInteger(i) + "/domains/" + formatInteger(k), Severity::Warning,
                    service.name + " has a domain of another site and no provider, so it is not counted",
                    "Name its `provider`, or its domain below that of the site");
  }
  if (!subject.partners()) return;
  for (const auto& [tag, spoken] : subject.words) {
    for (std::string_view key : {kText, std::string_view("firstLayer.partners")}) {
      const std::optional<Form> form = shownForm(subject, spoken, key);
      if (!form) continue;
      // A number of its own grows old with the list.
      if (hasDigit(replaced(form->text, config.site.name, "")))
        findings.in(tag, key, "a number is written in the words", "Write {count} in its place");
    }
    const std::optional<Form> link = shownForm(subject, spoken, "firstLayer.partners");
    if (!link || link->text.empty())
      findings.in(tag, "firstLayer.partners", "the list of partners has no link on the first layer",
                  "Give it a label, or leave ours");
  }
}

void checkLanguages(const Subject& subject, Findings& findings) {
  const consent::Config& config = subject.config;
  const std::string help = "Write it in every language of the site";
  if (config.languages.empty())
    findings.at("/languages", "the languages of the site are not named",
                "List them, so that each page has its own and all are checked");
  for (const auto& [language, own] : config.text.items())
    if (!config.languages.empty() &&
        std::find(config.languages.begin(), config.languages.end(), language) == config.languages.end())
      findings.at("/text/" + json::pointerStep(language),
                  "there are words in " + language + ", which is no language of the site",
                  "Add it to `languages`, or leave the words out");
  // What the site says in one language of its own it says in each.
  for (const auto& [language, own] : config.text.items())
    for (const auto& [key, message] : own.items())
      for (const auto& [other, spoken] : subject.words) {
        const auto words = config.text.find(other);
        const bool isOwn = words != config.text.end() && words->contains(key);
        if (other != language && !isOwn && isOfConsent(key))
          findings.in(other, key, "the site's own words for this are in " + language + " alone", help);
      }
  // The same long text in two languages is one language in both.
  for (auto one = subject.words.begin(); one != subject.words.end(); ++one)
    for (auto two = std::next(one); two != subject.words.end(); ++two)
      for (const auto& [key, message] : two->second.words) {
        const auto other = one->second.words.find(key);
        if (!isOfConsent(key) || other == one->second.words.end() || other->second != message) continue;
        if (languageFor(one->first) && languageFor(one->first) == languageFor(two->first)) continue;
        if (countWords(withoutPlaces(subject.label(two->second, key))) >= kLongText)
          findings.in(two->first, key, "the words are the same in " + one->first, help);
      }
}

void checkSameWording(const Subject& subject, Findings& findings) {
  for (const auto& [tag, spoken] : subject.words)
    for (const consent::Purpose& purpose : subject.config.purposes) {
      const std::string prefix = "purpose." + purpose.id + ".";
      for (const char* part : {"title", "description"})
        if (subject.label(spoken, prefix + part).empty())
          findings.in(tag, prefix + part, "the preference centre has no words for this purpose",
                      "Write what the purpose does");
      const Language* language = languageFor(tag);
      if (!language || purpose.required) continue;
      const auto advertises = [&, &words = spoken](const char* part) {
        return !firstIn(subject.label(words, prefix + part), language->advertising).empty();
      };
      const bool tellsLater = advertises("title") || advertises("description");
      if (tellsLater && !advertises("short"))
        findings.in(tag, prefix + "short",
                    "the first layer says " + inQuotes(subject.shortOf(spoken, purpose)) +
                        " and the preference centre speaks of advertising",
                    "Call it advertising in both");
      if (purpose.purposeClass != consent::PurposeClass::Marketing && (tellsLater || advertises("short")))
        findings.in(tag, prefix + "title",
                    "the words speak of advertising, and the class of the purpose is " +
                        std::string(toText(purpose.purposeClass)),
                    "Give it the class marketing, or split it");
    }
}

void checkLength(const Subject& subject, Findings& findings) {
  for (const auto& [tag, spoken] : subject.words) {
    const std::optional<Form> text = shownForm(subject, spoken, kText);
    if (!text) continue;
    std::string purposes;
    for (const consent::Purpose& purpose : subject.config.purposes)
      if (!purpose.required) purposes += (purposes.empty() ? "" : ", ") + subject.shortOf(spoken, purpose);
    const std::string named = replaced(text->text, "{site}", subject.config.site.name);
    const std::size_t words = countWords(subject.label(spoken, "firstLayer.title")) +
                              countWords(replaced(named, "{purposes}", purposes));
    if (words > kMostWords)
      findings.in(tag, kText, "the first layer has " + formatInteger(words) + " words",
                  "Say it in at most " + formatInteger(kMostWords) +
                      ": shorter words for purposes, or fewer purposes");
    // The purposes are a list, which is read item by item.
    const std::size_t longest = countWords(longestSentence(replaced(named, "{purposes}", "-")));
    if (longest > kMostWordsOfSentence)
      findings.in(tag, kText, "a sentence has " + formatInteger(longest) + " words",
                  "Write sentences of at most " + formatInteger(kMostWordsOfSentence));
  }
}

void checkReviewed(const Subject& subject, Findings& findings) {
  for (const auto& [tag, spoken] : subject.words)
    if (!spoken.unreviewed.empty())
      findings.in(tag, "", "the words are marked as not reviewed: " + spoken.unreviewed,
                  "Have a speaker read them, and take the mark away");
}

}  // namespace sayso::audit
