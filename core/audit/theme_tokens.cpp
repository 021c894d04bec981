#include "core/audit/theme_tokens.h"

#include <algorithm>

namespace sayso::audit {
namespace {

#include "core/audit/tokens.inc"

constexpr std::size_t kMostDeclarations = 4096;
constexpr std::size_t kMostViewings = 64;
constexpr unsigned kMostDepth = 16;
constexpr unsigned kMostSteps = 256;
constexpr std::size_t kMostText = 4096;

/// Selectors of all that a page shows.
constexpr std::string_view kRoots[] = {":root", "html", "body", "*", ":host", ":root *"};

bool isOfName(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string withoutBlanks(std::string_view text) {
  std::string result;
  for (char c : text)
    if (c != ' ') result += c;
  return result;
}

/// Takes `part` out of `text`; tells whether it was there.
bool takeOut(std::string& text, std::string_view part) {
  const std::size_t at = text.find(part);
  if (at == text.npos) return false;
  text.erase(at, part.size());
  return true;
}

/// What the at-rules around a rule ask for.
struct Asked {
  std::optional<bool> isDark;
  std::optional<bool> hasLightDark;
  std::string condition;  // all else
  bool isSeen = true;     // not where it is only printed, or the system's colours are taken
};

Asked askedBy(const std::vector<std::string>& conditions) {
  Asked asked;
  for (const std::string& each : conditions) {
    std::string text = withoutBlanks(lowered(each));
    if (text.starts_with("@layer") || text.starts_with("@starting-style")) continue;
    if (text.starts_with("@supports") && text.find("light-dark(") != text.npos) {
      asked.hasLightDark = !text.starts_with("@supportsnot");
      continue;
    }
    if (text.starts_with("@mediaprint") || text.find("(forced-colors:active)") != text.npos)
      asked.isSeen = false;
    const bool isPlain =
        text.find("not") == text.npos && text.find(',') == text.npos && text.find(")or(") == text.npos;
    if (isPlain && takeOut(text, "(prefers-color-scheme:dark)")) asked.isDark = true;
    if (isPlain && takeOut(text, "(prefers-color-scheme:light)")) asked.isDark = false;
    if (text == "@media" || text == "@mediascreenand" || text == "@mediascreen" || text == "@mediaall")
      continue;
    asked.condition += (asked.condition.empty() ? "" : " ") + each;
  }
  return asked;
}

bool isCustom(const StyleDeclaration& declaration) {
  return declaration.property.starts_with("--") || declaration.property == "color-scheme";
}

/// A rule that sets custom properties, once for each of its selectors.
struct Setting {
  const StyleRule* rule;
  Asked asked;
  std::string scope;
};

Result<std::vector<Setting>> settingsOf(const std::vector<StyleRule>& rules) {
  std::vector<Setting> settings;
  std::size_t count = 0;
  for (const StyleRule& rule : rules) {
    const auto custom = std::count_if(rule.declarations.begin(), rule.declarations.end(), isCustom);
    if (!custom) continue;
    const Asked asked = askedBy(*rule.conditions);
    if (!asked.isSeen) continue;
    for (const std::string& selector : *rule.selectors) {
      count += static_cast<std::size_t>(custom);
      if (count > kMostDeclarations)
        return Error{ErrorCode::TooLarge, "a theme sets at most 4,096 custom properties", toText(rule.place)};
      const bool isRoot =
          std::find(std::begin(kRoots), std::end(kRoots), lowered(selector)) != std::end(kRoots);
      settings.push_back({&rule, asked, isRoot ? "" : selector});
    }
  }
  return settings;
}

bool applies(const Setting& setting, const Viewing& viewing) {
  return setting.asked.isDark.value_or(viewing.isDark) == viewing.isDark &&
         setting.asked.hasLightDark.value_or(viewing.hasLightDark) == viewing.hasLightDark &&
         (setting.scope.empty() || setting.scope == viewing.scope) &&
         (setting.asked.condition.empty() || setting.asked.condition == viewing.condition);
}

TokenValues valuesFor(const Viewing& viewing, const std::vector<Setting>& settings) {
  TokenValues values(viewing);
  // What is said of a part of the page outdoes what is said of all of it.
  for (bool isScoped : {false, true})
    for (const Setting& setting : settings) {
      if (setting.scope.empty() == isScoped || !applies(setting, viewing)) continue;
      for (const StyleDeclaration& declaration : setting.rule->declarations)
        if (isCustom(declaration)) values.set(declaration);
    }
  return values;
}

/// A theme that names one scheme is not seen in the other.
bool isAllowed(const TokenValues& values, bool isDark) {
  const TokenValue* scheme = values.find("color-scheme");
  if (!scheme) return true;
  const std::string named = lowered(scheme->text);
  const bool light = named.find("light") != named.npos, dark = named.find("dark") != named.npos;
  return light == dark || dark == isDark;
}

}  // namespace

std::span<const Token> tokens() { return kTokens; }

std::string Viewing::text() const {
  std::string result = isDark ? "in the dark scheme" : "in the light scheme";
  if (!scope.empty()) result += ", under " + scope;
  if (!condition.empty()) result += ", with " + condition;
  if (!hasLightDark) result += ", without light-dark()";
  return result;
}

TokenValues::TokenValues(const Viewing& viewing)
    : isDark_(viewing.isDark), hasLightDark_(viewing.hasLightDark) {
  for (const Token& token : kTokens)
    if (!token.value.empty()) values_[std::string(token.name)] = {std::string(token.value), std::nullopt};
}

void TokenValues::set(const StyleDeclaration& declaration) {
  TokenValue& value = values_[declaration.property];
  if (value.isImportant && !declaration.isImportant) return;
  value = {declaration.value, declaration.place, declaration.isImportant};
}

const TokenValue* TokenValues::find(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? nullptr : &found->second;
}

std::optional<std::string> TokenValues::expand(std::string_view text, unsigned depth, unsigned& steps) const {
  if (depth > kMostDepth || ++steps > kMostSteps) return std::nullopt;
  std::string result;
  std::size_t at = 0;
  while (at < text.size()) {
    const bool begins = at == 0 || !isOfName(text[at - 1]);
    if (!begins || lowered(text.substr(at, 4)) != "var(") {
      result += text[at++];
      continue;
    }
    std::size_t end = at + 4, open = 1;
    while (end < text.size() && open) {
      open += text[end] == '(';
      open -= text[end] == ')';
      ++end;
    }
    if (open) return std::nullopt;
    const auto parts = splitAtCommas(text.substr(at + 4, end - at - 5));
    const TokenValue* value = find(parts[0]);
    std::optional<std::string> put;
    if (value) put = expand(value->text, depth + 1, steps);
    if (!put && parts.size() > 1) {
      const char* from = parts[1].data();
      put = expand({from, static_cast<std::size_t>(text.data() + end - 1 - from)}, depth + 1, steps);
    }
    if (!put) return std::nullopt;
    result += *put;
    if (result.size() > kMostText) return std::nullopt;
    at = end;
  }
  if (result.size() > kMostText) return std::nullopt;
  return result;
}

std::optional<std::string> TokenValues::resolved(std::string_view name) const {
  const TokenValue* value = find(name);
  if (!value) return std::nullopt;
  unsigned steps = 0;
  auto text = expand(value->text, 0, steps);
  constexpr std::string_view kBoth = "light-dark(";
  for (unsigned depth = 0; text && lowered(*text).starts_with(kBoth) && text->ends_with(')'); ++depth) {
    if (!hasLightDark_ || depth == kMostDepth) return std::nullopt;
    const std::string inside = text->substr(kBoth.size(), text->size() - kBoth.size() - 1);
    const auto parts = splitAtCommas(inside);
    if (parts.size() != 2) return std::nullopt;
    text = std::string(parts[isDark_ ? 1 : 0]);
  }
  return text;
}

std::optional<Color> TokenValues::color(std::string_view name) const {
  const auto text = resolved(name);
  return text ? readColor(*text) : std::nullopt;
}

Result<std::vector<std::pair<Viewing, TokenValues>>> viewingsOf(const std::vector<StyleRule>& rules) {
  const auto settings = settingsOf(rules);
  if (!settings) return settings.error();
  std::vector<std::pair<std::string, std::string>> circumstances = {{"", ""}};
  bool asksForLightDark = false;
  for (const Setting& setting : settings.value()) {
    const std::pair<std::string, std::string> one = {setting.scope, setting.asked.condition};
    if (std::find(circumstances.begin(), circumstances.end(), one) == circumstances.end())
      circumstances.push_back(one);
    if (circumstances.size() > kMostViewings)
      return Error{ErrorCode::TooLarge, "a theme has at most 64 scopes and conditions",
                   toText(setting.rule->place)};
    asksForLightDark |= setting.asked.hasLightDark.has_value();
  }
  std::vector<std::pair<Viewing, TokenValues>> viewings;
  for (bool hasLightDark : {true, false}) {
    if (!hasLightDark && !asksForLightDark) continue;
    for (const auto& [scope, condition] : circumstances)
      for (bool isDark : {false, true}) {
        const Viewing viewing{isDark, hasLightDark, scope, condition};
        TokenValues values = valuesFor(viewing, settings.value());
        if (isAllowed(values, isDark)) viewings.push_back({viewing, std::move(values)});
      }
  }
  return viewings;
}

}  // namespace sayso::audit
