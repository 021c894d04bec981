#include "core/consent/state.h"

#include <algorithm>

#include "core/base/sha256.h"

namespace sayso::consent {
namespace {

constexpr std::string_view kSchema = "say-so-state/1";

void readRest(json::Reader& reader, State& state) {
  Rest rest;
  rest.at = reader.time("at");
  reader.each("of", [&](json::Reader& kind) {
    const std::string name = kind.asText();
    if (name == "purposes")
      rest.purposes = true;
    else if (name == "services")
      rest.services = true;
    else if (name == "signals")
      rest.signals = true;
    else
      kind.fail(ErrorCode::BadValue, "expected purposes, services or signals");
  });
  reader.finish();
  state.rest = rest;
}

bool isPolicyName(std::string_view name) {
  return name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                  c == '@';
         });
}

}  // namespace

bool Rest::covers(Target target) const {
  return target == Target::Purpose ? purposes : target == Target::Service ? services : signals;
}

const Choice* State::find(Target target, std::string_view id) const {
  const auto found = std::find_if(choices.begin(), choices.end(), [&](const Choice& choice) {
    return choice.target == target && choice.id == id;
  });
  return found == choices.end() ? nullptr : &*found;
}

Result<State> readState(const Json& value) {
  std::vector<Error> errors;
  json::Reader reader(value, errors);
  State state;
  if (reader.expectObject()) {
    // A version we don't know may mean anything: say that rather than what else looks odd in it.
    if (!reader.schema(kSchema))
      return Error{ErrorCode::UnknownVersion, "expected say-so-state/1", "/schema"};
    state.meaning = reader.text("meaning");
    if (!isHashText(state.meaning)) reader.fail(ErrorCode::BadValue, "expected sha256:…", "meaning");
    state.policy = reader.text("policy");
    if (!isPolicyName(state.policy)) reader.fail(ErrorCode::BadValue, "expected a policy's name", "policy");
    reader.each("choices", [&](json::Reader& element) {
      Choice choice = readChoice(element);
      if (state.find(choice.target, choice.id))
        element.fail(ErrorCode::DuplicateId, "a second choice about " + choice.id);
      state.choices.push_back(std::move(choice));
    });
    reader.inIf("rest", [&](json::Reader& rest) { readRest(rest, state); });
    state.lastSeen = reader.time("lastSeen");
    reader.finish();
  }
  if (!errors.empty()) return errors.front();
  return state;
}

Result<std::optional<State>> parseState(std::string_view text) {
  if (text.empty() || text == "null") return std::optional<State>();
  if (text.front() != '{') {
    auto state = decodeState(text);
    if (!state) return state.error();
    return std::optional<State>(std::move(state).value());
  }
  auto value = json::parse(text);
  if (!value) return value.error();
  auto state = readState(value.value());
  if (!state) return state.error();
  return std::optional<State>(std::move(state).value());
}

Json toJson(const State& state) {
  Json json = json::object({{"schema", kSchema}, {"meaning", state.meaning}, {"policy", state.policy}});
  Json& choices = json::set(json, "choices", Json::array());
  for (const Choice& choice : state.choices) json::append(choices, toJson(choice));
  if (state.rest) {
    Json& rest = json::set(json, "rest", json::object({{"at", formatTime(state.rest->at)}}));
    Json& of = json::set(rest, "of", Json::array());
    if (state.rest->purposes) json::append(of, "purposes");
    if (state.rest->services) json::append(of, "services");
    if (state.rest->signals) json::append(of, "signals");
  }
  json::set(json, "lastSeen", formatTime(state.lastSeen));
  return json;
}

}  // namespace sayso::consent
