#include "core/audit/theme_finding.h"

#include <algorithm>

namespace sayso::audit {

std::string beginning(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  while (bytes && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return std::string(text.substr(0, bytes));
}

void ThemeFindings::add(ThemeFinding finding) {
  const auto& [line, column] = finding.place;
  if (said_.insert({line, column, finding.code, finding.message}).second) all_.push_back(std::move(finding));
}

std::vector<ThemeFinding> ThemeFindings::sorted() const {
  std::vector<ThemeFinding> all = all_;
  const auto key = [](const ThemeFinding& each) {
    return std::tuple(each.place.line, each.place.column, each.severity, each.rule);
  };
  std::stable_sort(all.begin(), all.end(),
                   [&](const ThemeFinding& a, const ThemeFinding& b) { return key(a) < key(b); });
  return all;
}

}  // namespace sayso::audit
