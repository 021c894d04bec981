#include "core/recommend/request.h"

namespace sayso::recommend {
namespace {

constexpr std::int64_t kMaxSeed = (std::int64_t{1} << 53) - 1;  // what a JavaScript number holds
constexpr std::size_t kMaxExclude = 10'000;
constexpr std::size_t kMaxText = 1000;

StateReading readStateOrNone(const Json* value) {
  if (!value || value->is_null()) return std::optional<consent::State>();
  if (value->is_string())
    return consent::parseState(value->get_ref<const std::string&>());  // the cookie's text
  auto state = consent::readState(*value);
  if (!state) return state.error();
  return std::optional<consent::State>(std::move(state).value());
}

std::vector<Attribute> readContext(json::Reader& reader, Time now) {
  std::vector<Attribute> context;
  reader.members([&](std::string_view signal, json::Reader& value) {
    std::string text = value.asText();
    if (text.size() > kMaxText) value.fail(ErrorCode::TooLarge, "more than 1000 bytes");
    context.push_back({std::string(signal), {std::move(text)}, std::nullopt, now, std::nullopt});
  });
  if (context.size() > Profile::kMaxAttributes) reader.fail(ErrorCode::TooLarge, "more than 200 signals");
  return context;
}

std::optional<bool> flagIfSaid(json::Reader& reader, std::string_view key) {
  if (!reader.has(key)) return std::nullopt;
  return reader.flag(key);
}

}  // namespace

Result<Request> readRequest(const Json& value) {
  std::vector<Error> errors;
  json::Reader reader(value, errors);
  Request request;
  reader.in("environment",
            [&](json::Reader& environment) { request.environment = consent::readEnvironment(environment); });
  request.state = readStateOrNone(reader.rawIf("state"));
  reader.inIf("profile", [&](json::Reader& profile) { request.profile = readProfile(profile); });
  reader.inIf("signals", [&](json::Reader& signals) { request.signals = readSignals(signals); });
  reader.inIf("context", [&](json::Reader& context) {
    request.context = readContext(context, request.environment.now);
  });
  reader.inIf("served", [&](json::Reader& served) { request.served = readServed(served); });
  reader.inIf("controls", [&](json::Reader& controls) {
    if (!controls.expectObject()) return;
    request.personalized = controls.flagIf("personalized", true);
    if (controls.has("variety")) request.variety = consent::readVariety(controls, "variety");
    request.serendipity = flagIfSaid(controls, "serendipity");
    request.exploration = flagIfSaid(controls, "exploration");
    controls.inIf("price", [&](json::Reader& price) { request.price = readPriceRange(price); });
    controls.finish();
  });
  request.limit = reader.integerIf("limit", request.limit, 1, Request::kMaxLimit);
  request.seed = reader.integerIf("seed", 0, 0, kMaxSeed);
  request.exclude = reader.textsIf("exclude");
  if (request.exclude.size() > kMaxExclude)
    reader.fail(ErrorCode::TooLarge, "more than 10000 items", "exclude");
  reader.finish();
  if (!errors.empty()) return errors.front();
  return request;
}

}  // namespace sayso::recommend
