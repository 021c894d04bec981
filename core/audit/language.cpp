#include "core/audit/language.h"

#include <algorithm>

namespace sayso::audit {
namespace {

#include "core/audit/languages.inc"

constexpr std::string_view kSpaces[] = {" ", "\t", "\n", "\r", "\xc2\xa0", "\xe2\x80\xaf"};
constexpr std::string_view kApostrophes[] = {"\xe2\x80\x99", "\xe2\x80\x98", "\xca\xbc"};
constexpr std::string_view kEnds = " .!?:;,\"'()";

/// How many bytes of `text` are the first of `kinds` that it begins with; 0 if none.
std::size_t beginsWith(std::string_view text, Phrases kinds) {
  for (std::string_view kind : kinds)
    if (text.starts_with(kind)) return kind.size();
  return 0;
}

/// The byte in lower case, after `before`: ASCII, and Latin letters such as Ä, whose two bytes begin with C3.
char lower(char c, char before) {
  const auto byte = static_cast<unsigned char>(c);
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c + 0x20);
  const bool isLatin = before == '\xc3' && byte >= 0x80 && byte <= 0x9e && byte != 0x97;
  return isLatin ? static_cast<char>(byte + 0x20) : c;
}

/// Letters, digits and all that is not ASCII make up words.
bool isOfWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool stands(std::string_view text, std::string_view phrase) {
  const bool fromMiddle = phrase.starts_with('*');
  const bool toMiddle = phrase.ends_with('*');
  phrase = phrase.substr(fromMiddle, phrase.size() - fromMiddle - toMiddle);
  for (std::size_t at = text.find(phrase); at != text.npos; at = text.find(phrase, at + 1)) {
    const std::size_t end = at + phrase.size();
    const bool begins = fromMiddle || at == 0 || !isOfWord(text[at - 1]);
    const bool ends = toMiddle || end == text.size() || !isOfWord(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

}  // namespace

const Language* languageFor(std::string_view tag) {
  const std::string_view base = tag.substr(0, tag.find('-'));
  const Language* found = nullptr;
  for (const Language& language : kLanguages)
    if (language.tag == tag || (language.tag == base && !found)) found = &language;
  return found;
}

std::string plain(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    if (const std::size_t space = beginsWith(text, kSpaces)) {
      if (!result.empty() && result.back() != ' ') result += ' ';
      text.remove_prefix(space);
    } else if (const std::size_t apostrophe = beginsWith(text, kApostrophes)) {
      result += '\'';
      text.remove_prefix(apostrophe);
    } else {
      result += lower(text.front(), result.empty() ? '\0' : result.back());
      text.remove_prefix(1);
    }
  }
  const std::size_t first = result.find_first_not_of(kEnds);
  if (first == result.npos) return "";
  return result.substr(first, result.find_last_not_of(kEnds) - first + 1);
}

bool isOneOf(std::string_view text, Phrases labels) {
  return std::find(labels.begin(), labels.end(), plain(text)) != labels.end();
}

std::string_view firstIn(std::string_view text, Phrases phrases) {
  const std::string searched = plain(text);
  for (std::string_view phrase : phrases)
    if (stands(searched, phrase)) return phrase;
  return {};
}

}  // namespace sayso::audit
