#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sayso::audit {

/// Where something stands in a text, from 1; a column is a byte.
struct TextPlace {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  bool operator==(const TextPlace&) const = default;
};
/// "12:3".
std::string toText(const TextPlace& place);

struct StyleDeclaration {
  std::string property;  // in lower case; a custom property as it is written
  std::string value;     // without comments and importance, each white space one blank
  bool isImportant = false;
  TextPlace place;
};

/// What stands between one pair of braces, with all that decides where it applies.
struct StyleRule {
  using Texts = std::shared_ptr<const std::vector<std::string>>;

  Texts selectors;   // of a list each by itself; nested ones with those around them
  Texts conditions;  // "@media (min-width: 30em)", from without to within
  std::vector<StyleDeclaration> declarations;
  TextPlace place;
};

/// `text` cut at its commas that stand in no bracket and no string, each part without white space around it.
std::vector<std::string_view> splitAtCommas(std::string_view text);
/// ASCII letters in lower case.
std::string lowered(std::string_view text);

/// Reads the rules of a style sheet (CSS Syntax 3, CSS Nesting 1) in their order; what is no rule of style
/// (@font-face, @keyframes, @import) is left out. Browsers forgive what is malformed, this reader says where
/// it is: `bad-value`, `truncated`, `too-deep`, `too-large`, `bad-utf8`, each at "line:column". Work and
/// memory are proportional to the text, which is at most 1 MiB.
Result<std::vector<StyleRule>> readStyleSheet(std::string_view text);

}  // namespace sayso::audit
