#include "core/consent/choice.h"

#include <algorithm>

#include "core/base/sha256.h"
#include "core/consent/config.h"

namespace sayso::consent {
namespace {

constexpr Target kTargets[] = {Target::Purpose, Target::Service, Target::Signal};

Control readControl(json::Reader& reader) {
  return static_cast<Control>(
      reader.oneOf("control", {"accept-all", "reject-all", "save", "switch", "ask", "profile-save"}));
}
Surface readSurface(json::Reader& reader) {
  return static_cast<Surface>(
      reader.oneOf("surface", {"first-layer", "choices", "profile", "slate", "page"}));
}
std::string readHash(json::Reader& reader, std::string_view key) {
  std::string hash = reader.textIf(key);
  if (!hash.empty() && !isHashText(hash)) reader.fail(ErrorCode::BadValue, "expected sha256:…", key);
  return hash;
}
std::string readLanguage(json::Reader& reader) {
  std::string language = reader.textIf("language");
  if (!language.empty() && !isLanguage(language))
    reader.fail(ErrorCode::BadValue, "expected a language tag", "language");
  return language;
}

/// The one member that names what a choice is about.
void readTarget(json::Reader& reader, Target& target, std::string& id) {
  int named = 0;
  for (Target each : kTargets) {
    if (!reader.has(toText(each))) continue;
    ++named;
    target = each;
    id = reader.text(toText(each));
    if (!isId(id)) reader.fail(ErrorCode::BadId, "not an id", toText(each));
  }
  if (named != 1) reader.fail(ErrorCode::BadValue, "a choice names exactly one purpose, service or signal");
}

}  // namespace

std::string_view toText(Target target) {
  constexpr std::string_view kNames[] = {"purpose", "service", "signal"};
  return kNames[static_cast<std::size_t>(target)];
}
std::string_view toText(Control control) {
  constexpr std::string_view kNames[] = {"accept-all", "reject-all", "save", "switch", "ask", "profile-save"};
  return kNames[static_cast<std::size_t>(control)];
}
std::string_view toText(Surface surface) {
  constexpr std::string_view kNames[] = {"first-layer", "choices", "profile", "slate", "page"};
  return kNames[static_cast<std::size_t>(surface)];
}

bool isLanguage(std::string_view tag) {
  const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (tag.size() < 2 || tag.size() > 35 || !isLetter(tag[0]) || !isLetter(tag[1]) || tag.back() == '-')
    return false;
  return std::all_of(tag.begin(), tag.end(),
                     [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

bool Choice::beatsGpc() const {
  return gpc && granted && control != Control::AcceptAll && control != Control::RejectAll;
}

Choice readChoice(json::Reader& reader) {
  Choice choice;
  if (!reader.expectObject()) return choice;
  readTarget(reader, choice.target, choice.id);
  choice.granted = reader.flag("granted");
  choice.at = reader.time("at");
  choice.control = readControl(reader);
  choice.surface = readSurface(reader);
  choice.text = readHash(reader, "text");
  choice.language = readLanguage(reader);
  choice.gpc = reader.flagIf("gpc");
  choice.stale = reader.flagIf("stale");
  reader.finish();
  return choice;
}

How readHow(json::Reader& reader) {
  How how;
  if (!reader.expectObject()) return how;
  how.control = readControl(reader);
  how.surface = readSurface(reader);
  how.text = readHash(reader, "text");
  how.language = readLanguage(reader);
  how.steps = reader.integerIf("steps", 1, 0, 1000);
  reader.eachIf("prevHash", [&](json::Reader& hash) {
    how.prevHash.push_back(hash.asText());
    if (hash.isText() && !isHashText(how.prevHash.back()))
      hash.fail(ErrorCode::BadValue, "expected sha256:…");
  });
  reader.finish();
  return how;
}

Wish readWish(json::Reader& reader) {
  Wish wish;
  if (!reader.expectObject()) return wish;
  if (reader.has("all")) {
    if (!reader.flag("all")) reader.fail(ErrorCode::BadValue, "expected true", "all");
  } else {
    readTarget(reader, wish.target, wish.id);
  }
  wish.granted = reader.flag("granted");
  reader.finish();
  return wish;
}

Json toJson(const Choice& choice) {
  Json json;
  json[std::string(toText(choice.target))] = choice.id;
  json::set(json, "granted", choice.granted);
  json::set(json, "at", formatTime(choice.at));
  json::set(json, "control", toText(choice.control));
  json::set(json, "surface", toText(choice.surface));
  if (!choice.text.empty()) json::set(json, "text", choice.text);
  if (!choice.language.empty()) json::set(json, "language", choice.language);
  if (choice.gpc) json::set(json, "gpc", true);
  if (choice.stale) json::set(json, "stale", true);
  return json;
}

}  // namespace sayso::consent
