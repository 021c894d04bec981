#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "core/audit/rule.h"
#include "core/audit/style_sheet.h"

namespace sayso::audit {

/// What a theme does against a rule.
struct ThemeFinding {
  std::string_view rule;  // "DD05"
  std::string_view code;  // "low-contrast"
  Severity severity;
  TextPlace place;
  std::string message;  // what is so
  std::string help;     // what mends it
};

/// At most so many bytes of `text`, in whole characters.
std::string beginning(std::string_view text, std::size_t bytes);

/// Takes findings; one that was made before in the same place is not said twice.
class ThemeFindings {
 public:
  void add(ThemeFinding finding);
  /// By place, the gravest first where they share one.
  std::vector<ThemeFinding> sorted() const;

 private:
  std::vector<ThemeFinding> all_;
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::string_view, std::string>> said_;
};

}  // namespace sayso::audit
