#include "core/audit/theme.h"

#include <algorithm>

#include "core/audit/style_value.h"
#include "core/audit/theme_parts.h"
#include "core/audit/theme_tokens.h"
#include "core/audit/wording.h"
#include "core/base/number.h"

namespace sayso::audit {
namespace {

constexpr std::string_view kPrefix = "--say-so-";

constexpr double kBody = 0.9375;  // of --say-so-size: the text that most of the widget is set in
constexpr double kLeastText = 13;
constexpr double kLeastTarget = 24;
constexpr double kUsualTarget = 44;
constexpr double kMostMotion = 1000;  // ms; ours

/// Two colours that meet in the widget, and how much they must differ.
struct Pair {
  std::string_view front, back;
  double needs;
};

/// WCAG 2.2: 4.5 for text (1.4.3), 3 for what tells a control or a state (1.4.11). Answers need 5, as TCF has
/// it.
constexpr Pair kPairs[] = {
    {"text", "surface", 4.5},   {"text", "sunken", 4.5},      {"text", "tint", 4.5},
    {"muted", "surface", 4.5},  {"muted", "sunken", 4.5},     {"muted", "tint", 4.5},
    {"on-action", "action", 5}, {"on-accent", "accent", 4.5}, {"accent", "surface", 3},
    {"accent", "tint", 3},      {"edge", "surface", 3},       {"against", "surface", 3},
    {"focus", "surface", 3},
};

std::string nameOf(std::string_view token) { return std::string(kPrefix) + std::string(token); }

/// "4.49", never rounded up to what it is not.
std::string ratioText(double ratio) {
  const auto hundredths = static_cast<std::int64_t>(ratio * 100 + 1e-9);
  std::string text = formatInteger(hundredths);
  while (text.size() < 3) text = "0" + text;
  return text.substr(0, text.size() - 2) + "." + text.substr(text.size() - 2);
}

/// Holds what the tokens come to for one viewing against the rules.
class Look {
 public:
  Look(const Viewing& viewing, const TokenValues& values, ThemeReport& report, ThemeFindings& findings)
      : viewing_(viewing), values_(values), report_(report), findings_(findings) {}

  void check() {
    for (std::size_t i = 0; i < std::size(kPairs); ++i) pair(kPairs[i], report_.contrast[i]);
    const TokenValue* surface = values_.find(nameOf("surface"));
    const auto ground = values_.color(nameOf("surface"));
    if (ground && ground->alpha < 1)
      add("DD05", "see-through", Severity::Warning, surface->place, "the page shows through --say-so-surface",
          "Give it a colour without transparency: what is behind it cannot be told");
    sizes();
  }

 private:
  void pair(const Pair& pair, PairContrast& entry) {
    const TokenValue* front = values_.find(nameOf(pair.front));
    const TokenValue* back = values_.find(nameOf(pair.back));
    const auto& place = front->place ? front->place : back->place;
    const auto one = colorOf(pair.front), other = colorOf(pair.back);
    if (!one || !other) return;
    const auto ground = values_.color(nameOf("surface"));
    const Color white{1, 1, 1, 1};
    const Color below = over(*other, ground ? over(*ground, white) : white);
    const double ratio = contrast(over(*one, below), below);
    auto& worst = viewing_.isDark ? entry.dark : entry.light;
    worst = worst ? std::min(*worst, ratio) : ratio;
    // A default beside a default is ours to keep, and kept.
    if (!place || ratio >= pair.needs) return;
    add("DD05", "low-contrast", Severity::Error, place,
        nameOf(pair.front) + " on " + nameOf(pair.back) + " has a contrast of " + ratioText(ratio) + " " +
            beginning(viewing_.text(), 200),
        "It needs " + ratioText(pair.needs) + " or more");
  }

  std::optional<Color> colorOf(std::string_view token) {
    const TokenValue* value = values_.find(nameOf(token));
    const auto color = values_.color(nameOf(token));
    if (!color && value->place)
      add("DD05", "unknown-color", Severity::Warning, value->place,
          "the colour of " + nameOf(token) + " cannot be told " + beginning(viewing_.text(), 200),
          "Write it as hex, rgb(), hsl(), hwb(), oklab(), oklch() or a name, in light-dark() or alone");
    return color;
  }

  void sizes() {
    if (const auto target = lengthOf("target")) {
      if (*target < kLeastTarget)
        add("DD43", "small-target", Severity::Error, placeOf("target"), "--say-so-target is less than 24 px",
            "Set it to 44px, or leave it");
      else if (*target < kUsualTarget)
        add("DD43", "small-target", Severity::Warning, placeOf("target"),
            "--say-so-target is less than 44 px", "Fingers need 44px");
    }
    if (const auto size = lengthOf("size"); size && *size * kBody < kLeastText)
      add("DD43", "small-text", Severity::Error, placeOf("size"),
          "--say-so-size sets text below 13 px: most of it is 15/16 of that size", "Set it to 14px or more");
    const auto motion = values_.resolved(nameOf("motion"));
    const auto time = motion && placeOf("motion") ? readTime(*motion) : std::nullopt;
    if (time && *time > kMostMotion)
      add("DD25", "slow", Severity::Warning, placeOf("motion"), "--say-so-motion lasts longer than a second",
          "Let nobody wait for a surface on which to refuse");
  }

  std::optional<TextPlace> placeOf(std::string_view token) const {
    return values_.find(nameOf(token))->place;
  }

  /// The length that the theme set a token to; nothing where it set none.
  std::optional<double> lengthOf(std::string_view token) {
    const auto place = placeOf(token);
    if (!place) return std::nullopt;
    const auto text = values_.resolved(nameOf(token));
    const auto length = text ? readLength(*text) : std::nullopt;
    if (!length)
      add("DD43", "unknown-length", Severity::Warning, place,
          "the length of " + nameOf(token) + " cannot be told",
          "Write it in px, rem or em, also in calc(), min(), max() or clamp()");
    return length;
  }

  void add(std::string_view rule, std::string_view code, Severity severity,
           const std::optional<TextPlace>& place, std::string message, std::string help) {
    findings_.add({rule, code, severity, place.value_or(TextPlace{}), std::move(message), std::move(help)});
  }

  const Viewing& viewing_;
  const TokenValues& values_;
  ThemeReport& report_;
  ThemeFindings& findings_;
};

void checkNames(const std::vector<StyleRule>& rules, ThemeFindings& findings) {
  for (const StyleRule& rule : rules)
    for (const StyleDeclaration& each : rule.declarations) {
      if (!each.property.starts_with(kPrefix)) continue;
      const auto known = std::find_if(tokens().begin(), tokens().end(),
                                      [&](const Token& token) { return token.name == each.property; });
      if (known == tokens().end())
        findings.add({"DD04", "unknown-token", Severity::Warning, each.place,
                      "there is no token " + inQuotes(beginning(each.property, 60)),
                      "Use a name of docs/themes.md"});
    }
}

std::string_view basisOf(std::string_view id) {
  for (const Rule& rule : rules())
    if (rule.id == id) return rule.basis;
  return "";
}

Json toJson(const ThemeFinding& finding) {
  return json::object({{"rule", finding.rule},
                       {"code", finding.code},
                       {"severity", toText(finding.severity)},
                       {"at", toText(finding.place)},
                       {"message", finding.message},
                       {"help", finding.help},
                       {"basis", basisOf(finding.rule)}});
}

std::string cell(const std::optional<double>& ratio) { return ratio ? ratioText(*ratio) : "?"; }

}  // namespace

std::size_t ThemeReport::count(Severity severity) const {
  return static_cast<std::size_t>(std::count_if(
      findings.begin(), findings.end(), [&](const ThemeFinding& each) { return each.severity == severity; }));
}

Result<ThemeReport> lintTheme(std::string_view css) {
  const auto rules = readStyleSheet(css);
  if (!rules) return rules.error();
  const auto viewings = viewingsOf(rules.value());
  if (!viewings) return viewings.error();
  ThemeReport report;
  for (const Pair& pair : kPairs) report.contrast.push_back({pair.front, pair.back, pair.needs, {}, {}});
  ThemeFindings findings;
  checkNames(rules.value(), findings);
  for (const auto& [viewing, values] : viewings.value()) Look(viewing, values, report, findings).check();
  checkParts(rules.value(), findings);
  report.findings = findings.sorted();
  return report;
}

Json toJson(const ThemeReport& report, std::string_view file) {
  Json json = json::object({{"schema", "say-so-theme-lint/1"}, {"file", file}});
  json::set(json, "errors", report.count(Severity::Error));
  json::set(json, "warnings", report.count(Severity::Warning));
  Json& contrast = json::set(json, "contrast", Json::array());
  for (const PairContrast& each : report.contrast) {
    Json entry = json::object({{"front", each.front}, {"back", each.back}, {"needs", each.needs}});
    if (each.light) json::set(entry, "light", *each.light);
    if (each.dark) json::set(entry, "dark", *each.dark);
    json::append(contrast, std::move(entry));
  }
  Json& findings = json::set(json, "findings", Json::array());
  for (const ThemeFinding& each : report.findings) json::append(findings, toJson(each));
  return json;
}

std::string toMarkdown(const ThemeReport& report, std::string_view file) {
  std::string text = "# Lint of " + escaped(file) + "\n\n" + formatInteger(report.count(Severity::Error)) +
                     " errors, " + formatInteger(report.count(Severity::Warning)) + " warnings.\n";
  if (!report.findings.empty()) text += "\n";
  for (const ThemeFinding& each : report.findings)
    text += "- **" + std::string(each.rule) + "** " + std::string(each.code) + " (" +
            std::string(toText(each.severity)) + ") at " + toText(each.place) + ": " + escaped(each.message) +
            ".\n  " + escaped(each.help) + ".\n  Basis: " + escaped(basisOf(each.rule)) + ".\n";
  text += "\n| pair | needs | light | dark |\n|---|---|---|---|\n";
  for (const PairContrast& each : report.contrast)
    text += "| " + std::string(each.front) + " on " + std::string(each.back) + " | " + ratioText(each.needs) +
            " | " + cell(each.light) + " | " + cell(each.dark) + " |\n";
  return text;
}

}  // namespace sayso::audit
