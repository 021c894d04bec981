#include "core/audit/wording.h"

#include "core/base/json.h"

namespace sayso::audit {

std::string inQuotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string joined(const std::vector<std::string_view>& words) {
  std::string text;
  for (std::string_view word : words) text += (text.empty() ? "" : ", ") + std::string(word);
  return text;
}

std::string pointerTo(const consent::PolicyOverride& wish) {
  return "/policies/" + json::pointerStep(wish.row);
}

std::string because(const consent::PolicyOverride& wish) {
  return wish.reason.empty() ? "" : " (the reason given: " + wish.reason + ")";
}

std::string escaped(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (std::string_view("\\`*_<>[]#|").find(c) != std::string_view::npos) result += '\\';
    result += c == '\n' || c == '\r' ? ' ' : c;
  }
  return result;
}

}  // namespace sayso::audit
