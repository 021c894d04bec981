// The state as the text of a cookie; the form is described in state.h. One group holds the choices of one
// action, so an "accept all" costs its ids and little more.
#include <algorithm>
#include <span>

#include "core/base/base64.h"
#include "core/base/number.h"
#include "core/base/sha256.h"
#include "core/base/sort.h"
#include "core/consent/config.h"
#include "core/consent/state.h"

namespace sayso::consent {
namespace {

constexpr std::string_view kVersion = "1.";
constexpr std::string_view kDigits = "0123456789abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kTargetLetters = "psg";  // purpose, service, siGnal
constexpr std::string_view kHashPrefix = "sha256:";
constexpr std::size_t kHashChars = 43;  // 32 bytes in base64url without padding
constexpr std::size_t kCheckChars = 4;

std::string base36(std::int64_t number) {
  std::string text;
  do {
    text.insert(text.begin(), kDigits[static_cast<std::size_t>(number % 36)]);
    number /= 36;
  } while (number > 0);
  return text;
}

std::optional<std::int64_t> fromBase36(std::string_view text) {
  if (text.empty() || text.size() > 8) return std::nullopt;  // 8 digits hold every time up to 9999
  std::int64_t number = 0;
  for (char c : text) {
    const auto digit = kDigits.find(c);
    if (digit == kDigits.npos) return std::nullopt;
    number = number * 36 + static_cast<std::int64_t>(digit);
  }
  if (number > kMaxTime.seconds) return std::nullopt;
  return number;
}

/// "sha256:" and hex to base64url, and back; an empty hash stays empty.
std::string packHash(std::string_view hash) {
  if (!isHashText(hash)) return "";
  std::vector<std::uint8_t> bytes;
  for (std::size_t at = kHashPrefix.size(); at < hash.size(); at += 2)
    bytes.push_back(static_cast<std::uint8_t>(kDigits.find(hash[at]) << 4 | kDigits.find(hash[at + 1])));
  std::string text = encodeBase64(bytes).substr(0, kHashChars);
  std::replace(text.begin(), text.end(), '+', '-');
  std::replace(text.begin(), text.end(), '/', '_');
  return text;
}

std::optional<std::string> unpackHash(std::string_view packed) {
  if (packed.size() != kHashChars || packed.find_first_of("+/") != packed.npos) return std::nullopt;
  std::string text(packed);
  std::replace(text.begin(), text.end(), '-', '+');
  std::replace(text.begin(), text.end(), '_', '/');
  const auto bytes = decodeBase64(text + "=");
  if (!bytes) return std::nullopt;
  std::string hash(kHashPrefix);
  for (std::uint8_t byte : bytes.value()) {
    hash += kDigits[byte >> 4];
    hash += kDigits[byte & 15];
  }
  return hash;
}

/// The parts of `text` between `mark`s; an empty text has one empty part.
std::vector<std::string_view> split(std::string_view text, char mark) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(mark);
    parts.push_back(text.substr(0, end));
    if (end == text.npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool sameAction(const Choice& a, const Choice& b) {
  return a.at == b.at && a.granted == b.granted && a.gpc == b.gpc && a.stale == b.stale &&
         a.control == b.control && a.surface == b.surface && a.text == b.text && a.language == b.language;
}

std::string writeFlags(const Choice& choice) {
  return base36((choice.granted ? 1 : 0) + (choice.gpc ? 2 : 0) + (choice.stale ? 4 : 0));
}

std::string writeRest(const std::optional<Rest>& rest) {
  if (!rest) return "";
  std::string text;
  if (rest->purposes) text += 'p';
  if (rest->services) text += 's';
  if (rest->signals) text += 'g';
  return text + ":" + base36(rest->at.seconds);
}

/// The mark at the end: a text that was cut or touched must not read as a state with fewer refusals.
std::string checkOf(std::string_view body) { return "." + packHash(hashText(body)).substr(0, kCheckChars); }

std::string write(const State& state) {
  std::vector<std::string> texts;
  std::string groups;
  std::vector<bool> written(state.choices.size());
  for (std::size_t first = 0; first < state.choices.size(); ++first) {
    if (written[first]) continue;
    const Choice& choice = state.choices[first];
    std::string index;
    if (const std::string packed = packHash(choice.text); !packed.empty()) {
      const auto known = std::find(texts.begin(), texts.end(), packed);
      index = base36(known - texts.begin());
      if (known == texts.end()) texts.push_back(packed);
    }
    groups += "!" + base36(choice.at.seconds) + ":" + writeFlags(choice) + ":" +
              base36(static_cast<int>(choice.control)) + ":" + base36(static_cast<int>(choice.surface)) +
              ":" + index + ":" + choice.language + ":";
    for (std::size_t next = first; next < state.choices.size(); ++next) {
      const Choice& member = state.choices[next];
      if (written[next] || !sameAction(member, choice)) continue;
      written[next] = true;
      if (next != first) groups += '*';
      groups += kTargetLetters[static_cast<std::size_t>(member.target)];
      groups += member.id;
    }
  }
  std::string text = std::string(kVersion) + packHash(state.meaning) + "!" + state.policy + "!" +
                     base36(state.lastSeen.seconds) + "!" + writeRest(state.rest) + "!";
  for (std::size_t i = 0; i < texts.size(); ++i) text += (i ? "*" : "") + texts[i];
  text += groups;
  return text + checkOf(text);
}

Error bad(std::string_view text, std::string_view part, std::string_view what) {
  const auto at = part.data() - text.data();
  return {ErrorCode::BadState, "bad " + std::string(what), "byte " + formatInteger(at)};
}

std::optional<Rest> readRest(std::string_view part) {
  const auto halves = split(part, ':');
  if (halves.size() != 2) return std::nullopt;
  const auto at = fromBase36(halves[1]);
  if (!at) return std::nullopt;
  const auto has = [&](char letter) { return halves[0].find(letter) != halves[0].npos; };
  return Rest{Time{*at}, has('p'), has('s'), has('g')};
}

/// Adds one group's choices to `state`; false if it is malformed.
bool readGroup(std::string_view part, const std::vector<std::string>& texts, State& state) {
  const auto fields = split(part, ':');
  if (fields.size() != 7) return false;
  const auto at = fromBase36(fields[0]);
  const auto flags = fromBase36(fields[1]);
  const auto control = fromBase36(fields[2]);
  const auto surface = fromBase36(fields[3]);
  if (!at || !flags || *flags > 7 || !control || *control > 5 || !surface || *surface > 4) return false;
  Choice choice;
  choice.at = {*at};
  choice.granted = *flags & 1;
  choice.gpc = *flags & 2;
  choice.stale = *flags & 4;
  choice.control = static_cast<Control>(*control);
  choice.surface = static_cast<Surface>(*surface);
  if (!fields[4].empty()) {
    const auto index = fromBase36(fields[4]);
    if (!index || static_cast<std::size_t>(*index) >= texts.size()) return false;
    choice.text = texts[static_cast<std::size_t>(*index)];
  }
  choice.language = fields[5];
  if (!choice.language.empty() && !isLanguage(choice.language)) return false;
  for (std::string_view member : split(fields[6], '*')) {
    const auto letter = member.empty() ? kTargetLetters.npos : kTargetLetters.find(member[0]);
    if (letter == kTargetLetters.npos || !isId(member.substr(1))) return false;
    choice.target = static_cast<Target>(letter);
    choice.id = member.substr(1);
    if (state.find(choice.target, choice.id)) return false;
    state.choices.push_back(choice);
  }
  return true;
}

/// What `state` is without the choices at `lost`.
State without(const State& state, std::span<const std::size_t> lost) {
  State left = state;
  left.choices.clear();
  std::vector<bool> isLost(state.choices.size());
  for (std::size_t index : lost) isLost[index] = true;
  Rest rest = state.rest.value_or(Rest{});
  for (std::size_t i = 0; i < state.choices.size(); ++i) {
    const Choice& choice = state.choices[i];
    if (!isLost[i]) {
      left.choices.push_back(choice);
      continue;
    }
    // A lost grant denies its purpose too: where a policy allows by default, forgetting it would hide that it
    // had died. A grant of a service or signal says nothing that its absence does not say.
    if (choice.granted && choice.target != Target::Purpose) continue;
    if (rest.at < choice.at) rest.at = choice.at;
    rest.purposes |= choice.target == Target::Purpose;
    rest.services |= choice.target == Target::Service;
    rest.signals |= choice.target == Target::Signal;
    left.rest = rest;
  }
  return left;
}

}  // namespace

State fitState(State state) {
  if (write(state).size() <= kMaxStateText) return state;
  // Grants go before refusals, older before newer.
  const auto order = sortedOrder(state.choices.size(), [&](std::size_t left, std::size_t right) {
    const Choice &a = state.choices[left], &b = state.choices[right];
    if (a.granted != b.granted) return a.granted;
    return a.at < b.at;
  });
  const auto fits = [&](std::size_t count) {
    return write(without(state, std::span(order).first(count))).size() <= kMaxStateText;
  };
  std::size_t tooFew = 0, enough = order.size();
  while (enough - tooFew > 1) {
    const std::size_t middle = tooFew + (enough - tooFew) / 2;
    (fits(middle) ? enough : tooFew) = middle;
  }
  return without(state, std::span(order).first(enough));
}

std::string encodeState(const State& state) { return write(fitState(state)); }

Result<State> decodeState(std::string_view text) {
  if (text.size() > kMaxStateText) return Error{ErrorCode::TooLarge, "more than 2048 bytes", "byte 2048"};
  if (text.substr(0, kVersion.size()) != kVersion)
    return Error{ErrorCode::UnknownVersion, "expected a state of version 1", "byte 0"};
  const std::size_t end = text.size() - std::min(text.size(), kCheckChars + 1);
  if (text.substr(end) != checkOf(text.substr(0, end)))
    return Error{ErrorCode::BadState, "cut off or changed", "byte " + formatInteger(end)};
  const auto parts = split(text.substr(0, end).substr(kVersion.size()), '!');
  if (parts.size() < 5) return Error{ErrorCode::BadState, "cut off", "byte " + formatInteger(end)};

  State state;
  const auto meaning = unpackHash(parts[0]);
  if (!meaning) return bad(text, parts[0], "meaning");
  state.meaning = *meaning;
  state.policy = parts[1];
  const auto lastSeen = fromBase36(parts[2]);
  if (!lastSeen) return bad(text, parts[2], "time");
  state.lastSeen = {*lastSeen};
  if (!parts[3].empty() && !(state.rest = readRest(parts[3]))) return bad(text, parts[3], "rest");
  std::vector<std::string> texts;
  if (!parts[4].empty())
    for (std::string_view packed : split(parts[4], '*')) {
      auto hash = unpackHash(packed);
      if (!hash) return bad(text, packed, "hash");
      texts.push_back(std::move(*hash));
    }
  for (std::size_t i = 5; i < parts.size(); ++i)
    if (!readGroup(parts[i], texts, state)) return bad(text, parts[i], "group");

  // One text a state: whatever we would have written otherwise was not written by us.
  if (!readState(toJson(state)) || write(state) != text)
    return Error{ErrorCode::BadState, "not in its form", "byte 0"};
  return state;
}

}  // namespace sayso::consent
