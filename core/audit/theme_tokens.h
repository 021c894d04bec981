#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/color.h"
#include "core/audit/style_sheet.h"

namespace sayso::audit {

/// A public token and what holds where no theme sets it; empty where that is the page's.
struct Token {
  std::string_view name;  // "--say-so-surface"
  std::string_view value;
};
std::span<const Token> tokens();

/// For whom a theme is looked at.
struct Viewing {
  bool isDark = false;
  bool hasLightDark = true;  // browsers before 2024 do not know light-dark()
  std::string scope;         // a selector that applies besides the page's root; empty: none
  std::string condition;     // an at-rule that holds besides; empty: none

  /// "in the dark scheme, under .shop, with @media (prefers-contrast: more)"
  std::string text() const;
};

/// A value with the place that set it; no place where it is a default.
struct TokenValue {
  std::string text;
  std::optional<TextPlace> place;
  bool isImportant = false;
};

/// What custom properties come to for one viewing.
class TokenValues {
 public:
  explicit TokenValues(const Viewing& viewing);

  void set(const StyleDeclaration& declaration);

  const TokenValue* find(std::string_view name) const;
  /// The value of a token with var() and light-dark() worked out; nothing if they cannot be.
  std::optional<std::string> resolved(std::string_view name) const;
  std::optional<Color> color(std::string_view name) const;

 private:
  std::optional<std::string> expand(std::string_view text, unsigned depth, unsigned& steps) const;

  bool isDark_;
  bool hasLightDark_;
  std::map<std::string, TokenValue, std::less<>> values_;
};

/// Every way in which a theme may be seen: each scheme, with each scope and condition under which it sets
/// custom properties, with and without light-dark() where it asks for that. `too-large` where there are too
/// many.
Result<std::vector<std::pair<Viewing, TokenValues>>> viewingsOf(const std::vector<StyleRule>& rules);

}  // namespace sayso::audit
