#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/theme_finding.h"
#include "core/base/json.h"

namespace sayso::audit {

/// How two tokens stand out against each other, at their worst in each scheme.
struct PairContrast {
  std::string_view front, back;  // "text", "surface"
  double needs = 0;
  std::optional<double> light, dark;  // nothing: it cannot be told
};

/// `say-so-theme-lint/1`: what a theme's style sheet does to those who choose.
struct ThemeReport {
  std::vector<PairContrast> contrast;  // in the order of docs/themes.md
  std::vector<ThemeFinding> findings;  // by place

  std::size_t count(Severity severity) const;
};

/// Reads a style sheet that sets the widget's tokens or styles its parts, and holds it to the rules that a
/// theme can break. A sheet that does neither has no findings. Errors: those of `readStyleSheet`, and
/// `too-large`.
Result<ThemeReport> lintTheme(std::string_view css);

/// `file` names the theme for whoever reads the report.
Json toJson(const ThemeReport& report, std::string_view file);
/// For people.
std::string toMarkdown(const ThemeReport& report, std::string_view file);

}  // namespace sayso::audit
