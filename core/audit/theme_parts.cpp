// What a theme does to named parts. A page reaches them by ::part(), and its rules win over the widget's own.
#include "core/audit/theme_parts.h"

#include <algorithm>
#include <optional>

#include "core/audit/color.h"
#include "core/audit/style_value.h"
#include "core/audit/wording.h"

namespace sayso::audit {
namespace {

constexpr double kLeastOpacity = 0.6;  // as on pages: below it an answer is faint
constexpr double kLeastText = 13;
constexpr double kLeastTarget = 24;

// In order; parts that a page may style, by the surface that has them first.
constexpr std::string_view kParts[] = {
    "first-layer", "title",    "text",     "actions",  "action",       "links",      "status",   "close",
    "reopen",      "dialog",   "header",   "tabs",     "body",         "footer",     "purpose",  "switch",
    "basis",       "services", "error",    "question", "chip",         "provenance", "proposal", "inferred",
    "import",      "tag",      "effect",   "slate",    "slate-header", "level",      "adjust",   "tuning",
    "price",       "meter",    "setting",  "card",     "card-why",     "picture",    "why",      "flag",
    "item",        "sentence", "factors",  "factor",   "bar",          "taste",      "controls", "table",
    "changes",     "move",     "not-used", "event",    "rights",       "confirm",    "embed",    "ask",
};

/// Elements on which choices are made or found again.
constexpr std::string_view kConsentElements[] = {"say-so-first-layer", "say-so-reopen", "say-so-sheet",
                                                 "say-so-consent",     "say-so-ask",    "say-so-embed"};

/// What may be said of the answers: nothing by which one could come out smaller, later or fainter than the
/// other.
constexpr std::string_view kForAnswers[] = {"font",
                                            "letter-spacing",
                                            "word-spacing",
                                            "text-transform",
                                            "text-decoration",
                                            "text-underline",
                                            "line-height",
                                            "padding",
                                            "border",
                                            "box-shadow",
                                            "outline",
                                            "min-block-size",
                                            "min-height",
                                            "gap",
                                            "row-gap",
                                            "column-gap",
                                            "margin-block",
                                            "-webkit-font-smoothing",
                                            "-webkit-tap-highlight-color",
                                            "--"};

/// What may follow ::part(): states that every answer has in its turn.
constexpr std::string_view kStates[] = {":hover",  ":focus",   ":focus-visible",
                                        ":active", "::before", "::after"};

template <class List>
bool isOf(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

bool isAnswer(std::string_view part) { return part == "action" || part == "actions"; }

/// What a selector is about.
struct Target {
  std::vector<std::string> parts;
  std::string element;  // a say-so- element itself
  bool isEverything = false;
  bool isInside = false;    // it tries to reach past the element: it cannot
  bool singlesOut = false;  // it tells one of several alike from the others

  bool isNone() const { return parts.empty() && element.empty() && !isEverything && !isInside; }
};

bool tellsApart(std::string_view suffix) {
  while (!suffix.empty()) {
    const auto state = std::find_if(std::begin(kStates), std::end(kStates), [&](std::string_view each) {
      if (!suffix.starts_with(each)) return false;
      return suffix.size() == each.size() || suffix[each.size()] == ':';
    });
    if (state == std::end(kStates)) return true;
    suffix.remove_prefix(state->size());
  }
  return false;
}

bool isStructural(std::string_view selector) {
  for (std::string_view each : {":nth-", ":first-", ":last-", ":only-", ":not(", ":has("})
    if (selector.find(each) != selector.npos) return true;
  return false;
}

/// The part of a selector after its last combinator.
std::string_view subjectOf(std::string_view selector) {
  std::size_t begin = 0, depth = 0;
  for (std::size_t i = 0; i < selector.size(); ++i) {
    const char c = selector[i];
    depth += c == '[' || c == '(';
    depth -= depth > 0 && (c == ']' || c == ')');
    if (depth == 0 && (c == ' ' || c == '>' || c == '+' || c == '~')) begin = i + 1;
  }
  return selector.substr(begin);
}

Target targetOf(const std::string& given) {
  const std::string selector = lowered(given);
  Target target;
  constexpr std::string_view kPart = "::part(";
  if (const std::size_t at = selector.find(kPart); at != selector.npos) {
    const std::size_t end = std::min(selector.find(')', at), selector.size());
    std::string name;
    for (std::size_t i = at + kPart.size(); i <= end; ++i) {
      if (i < end && selector[i] != ' ') {
        name += selector[i];
      } else if (!name.empty()) {
        target.parts.push_back(name);
        name.clear();
      }
    }
    target.singlesOut = end < selector.size() && tellsApart(std::string_view(selector).substr(end + 1));
    return target;
  }
  const std::string_view end = subjectOf(selector);
  const std::size_t type = end.find_first_of(".:[#");
  if (end.starts_with("say-so-")) {
    target.element = std::string(end.substr(0, type));
  } else if (end == "*") {
    target.isEverything = true;
  } else if (selector.find("say-so-") != selector.npos || selector.find("[part") != selector.npos) {
    target.isInside = true;
    target.singlesOut = isStructural(selector) && end.find("button") != end.npos;
    if (const std::size_t named = end.find("[part"); named != end.npos && end.find("action") != end.npos)
      target.singlesOut |= isStructural(end) || end.find('[', named + 1) != end.npos;
  }
  return target;
}

bool isLess(std::string_view value, double least) {
  const auto length = readLength(value);
  return length && *length < least;
}

/// Whether a value has a negative length in it; "-" may also be part of a name.
bool isNegative(std::string_view value) {
  for (std::size_t at = value.find('-'); at != value.npos; at = value.find('-', at + 1)) {
    const bool begins = at == 0 || value[at - 1] == ' ' || value[at - 1] == '(';
    if (begins && at + 1 < value.size() &&
        ((value[at + 1] >= '0' && value[at + 1] <= '9') || value[at + 1] == '.'))
      return true;
  }
  return false;
}

bool isFaint(std::string_view value) {
  const auto measure = readMeasure(value);
  return measure && (measure->unit == "%" ? measure->number / 100 : measure->number) < kLeastOpacity;
}

/// What puts an element somewhere else, or shows less than all of it, whatever its value.
bool movesOrCuts(std::string_view property, std::string_view value) {
  constexpr std::string_view kProperties[] = {
      "transform", "translate",  "scale",     "rotate",         "filter",       "clip-path",
      "mask",      "mask-image", "clip",      "offset",         "offset-path",  "zoom",
      "float",     "order",      "animation", "animation-name", "-webkit-mask", "-webkit-mask-image"};
  constexpr std::string_view kNothing[] = {"none", "normal", "auto", "1", "100%", "0", "initial", "unset"};
  return isOf(kProperties, property) && !isOf(kNothing, value);
}

bool isBeyond(std::string_view property, std::string_view value) {
  if (property == "position") return value == "absolute" || value == "fixed";
  if (property == "letter-spacing" || property == "word-spacing") return isLess(value, -1);
  if (property == "text-indent") return !isLess(value, 0.5) || isNegative(value);
  const bool isPlace = property.starts_with("inset") || property.starts_with("margin") || property == "top" ||
                       property == "right" || property == "bottom" || property == "left" ||
                       property == "z-index";
  return isPlace && isNegative(value);
}

/// Whether a font or the size of one has a size that nobody can read.
bool isSmallText(std::string_view property, std::string_view value) {
  if (property == "font-size") return isLess(value, kLeastText);
  if (property != "font") return false;
  while (!value.empty()) {
    const std::size_t blank = std::min(value.find(' '), value.size());
    const std::string_view word = value.substr(0, blank);
    if (isLess(word.substr(0, word.find('/')), kLeastText)) return true;
    value.remove_prefix(std::min(blank + 1, value.size()));
  }
  return false;
}

bool isSize(std::string_view property) {
  constexpr std::string_view kSizes[] = {"width",     "height",     "inline-size",     "block-size",
                                         "max-width", "max-height", "max-inline-size", "max-block-size"};
  return isOf(kSizes, property);
}

/// Why a declaration hides what it is about; empty if it does not.
std::string hiding(std::string_view property, std::string_view value) {
  if ((property == "display" && (value == "none" || value == "contents")) ||
      (property == "visibility" && value != "visible") ||
      (property == "content-visibility" && value == "hidden") ||
      (property == "pointer-events" && value == "none"))
    return "takes it away";
  if (property == "color" || property == "-webkit-text-fill-color") {
    const auto color = readColor(value);
    return color && color->alpha < kLeastOpacity ? "makes its text unseen" : "";
  }
  if (isSize(property) && isLess(value, kLeastTarget)) return "leaves no room for it";
  if (movesOrCuts(property, value) || isBeyond(property, value)) return "moves or cuts it";
  return "";
}

bool dropsFocusRing(std::string_view property, std::string_view value) {
  const bool isRing = property == "outline" || property == "outline-width" || property == "outline-style" ||
                      property == "outline-color";
  if (!isRing) return false;
  return value == "none" || value == "transparent" || (property != "outline-color" && isLess(value, 0.5));
}

/// Holds the declarations of one selector against the rules.
class Check {
 public:
  Check(const Target& target, const std::string& selector, ThemeFindings& findings)
      : target_(target), selector_(selector), findings_(findings) {}

  void declaration(const StyleDeclaration& given) {
    given_ = &given;
    const std::string value = lowered(given.value);
    const std::string_view property = given.property;
    if (const std::string why = hiding(property, value); !why.empty())
      return add("DD07", "hidden", Severity::Error, said() + " " + why,
                 "Leave what is asked and answered in sight");
    if (property == "opacity" && isFaint(value))
      return add("DD06", "faint", Severity::Error, said() + " makes it faint", "Leave its opacity at 1");
    if (target_.parts.empty()) return;
    if (dropsFocusRing(property, value))
      return add("DD03", "no-focus-ring", Severity::Error, said() + " hides where the keyboard is",
                 "Colour the ring with --say-so-focus");
    if (isSmallText(property, value))
      return add("DD43", "small-text", Severity::Error, said() + " is less than 13 px",
                 "Set --say-so-size, by which all text grows");
    if (std::any_of(target_.parts.begin(), target_.parts.end(), isAnswer)) return answer(property, value);
    if (property == "color" || property.starts_with("background"))
      add("DD05", "unchecked-color", Severity::Warning,
          said() + " is a colour whose contrast this lint cannot tell",
          "Set tokens, which are checked in pairs");
  }

 private:
  void answer(std::string_view property, std::string_view value) {
    const bool isAllowed =
        std::any_of(std::begin(kForAnswers), std::end(kForAnswers), [&](std::string_view each) {
          return property == each ||
                 (property.starts_with(each) && (each == "--" || property[each.size()] == '-'));
        });
    if (!isAllowed)
      return add(
          "DD04", "not-for-answers", Severity::Error, said() + " could make one answer outdo another",
          "Colour answers with --say-so-action and --say-so-on-action; leave their places as they are");
    if ((property == "min-block-size" || property == "min-height") && isLess(value, kLeastTarget))
      add("DD43", "small-target", Severity::Error, said() + " is less than 24 px",
          "Set --say-so-target to 44px");
  }

  std::string said() const {
    return beginning(given_->property, 60) + ": " + beginning(given_->value, 60) + " on " + selector_;
  }

  void add(std::string_view rule, std::string_view code, Severity severity, std::string message,
           std::string help) {
    findings_.add({rule, code, severity, given_->place, std::move(message), std::move(help)});
  }

  const Target& target_;
  const std::string& selector_;
  ThemeFindings& findings_;
  const StyleDeclaration* given_ = nullptr;
};

void checkTarget(const Target& target, const std::string& selector, const TextPlace& place,
                 ThemeFindings& findings) {
  const bool isOfAnswers = target.isInside || std::any_of(target.parts.begin(), target.parts.end(), isAnswer);
  if (target.singlesOut && isOfAnswers)
    findings.add({"DD04", "answers-apart", Severity::Error, place,
                  selector + " tells one answer from the others",
                  "Style all answers by ::part(action) alone"});
  else if (target.isInside)
    findings.add({"DD04", "cannot-reach", Severity::Warning, place,
                  selector + " reaches nothing: the inside of an element is closed to the page",
                  "Use tokens, or ::part() with a name of docs/themes.md"});
  for (const std::string& part : target.parts)
    if (!isOf(kParts, part))
      findings.add({"DD04", "unknown-part", Severity::Warning, place,
                    "there is no part " + inQuotes(beginning(part, 60)), "Use a name of docs/themes.md"});
}

}  // namespace

std::span<const std::string_view> parts() { return kParts; }

void checkParts(const std::vector<StyleRule>& rules, ThemeFindings& findings) {
  for (const StyleRule& rule : rules)
    for (const std::string& selector : *rule.selectors) {
      const Target target = targetOf(selector);
      if (target.isNone()) continue;
      const std::string said = beginning(selector, 120);
      checkTarget(target, said, rule.place, findings);
      if (target.isInside || (!target.element.empty() && !isOf(kConsentElements, target.element))) continue;
      Check check(target, said, findings);
      for (const StyleDeclaration& each : rule.declarations) check.declaration(each);
    }
}

}  // namespace sayso::audit
