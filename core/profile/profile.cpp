#include "core/profile/profile.h"

#include <algorithm>

namespace sayso::profile {
namespace {

constexpr std::string_view kSchema = "say-so-profile/1";
constexpr std::size_t kMaxValues = 200;
constexpr std::size_t kMaxText = 1000;

/// Notes what is wrong with a value: it is an array of texts or a range.
void checkValue(json::Reader& value) {
  if (value.isObject()) {
    const double min = value.number("min");
    const double max = value.number("max");
    if (max < min) value.fail(ErrorCode::OutOfRange, "max is below min", "max");
    value.finish();
    return;
  }
  std::size_t count = 0;
  value.elements([&](json::Reader& element) {
    if (element.asText().size() > kMaxText) element.fail(ErrorCode::TooLarge, "more than 1000 bytes");
    ++count;
  });
  if (count > kMaxValues) value.fail(ErrorCode::TooLarge, "more than 200 values");
}

const consent::Signal* statedSignal(const consent::Config& config, std::string_view id) {
  const consent::Signal* signal = config.signal(id);
  return signal && signal->provenance == consent::Provenance::Stated ? signal : nullptr;
}

}  // namespace

const Attribute* Profile::find(std::string_view signal) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [&](const Attribute& attribute) { return attribute.signal == signal; });
  return found == attributes.end() ? nullptr : &*found;
}

Attribute readAttribute(json::Reader& reader) {
  Attribute attribute;
  attribute.signal = reader.text("signal");
  reader.in("value", [&](json::Reader& value) {
    checkValue(value);
    attribute.value = value.raw();
  });
  attribute.at = reader.time("at");
  attribute.until = reader.timeIf("until");
  attribute.isPinned = reader.flagIf("pinned");
  reader.finish();
  return attribute;
}

Result<Profile> parseProfile(std::string_view text) {
  if (text.empty() || text == "null") return Profile{};
  auto value = json::parse(text);
  if (!value) return value.error();
  std::vector<Error> errors;
  json::Reader reader(value.value(), errors);
  Profile profile;
  if (reader.expectObject() && reader.schema(kSchema)) {
    reader.each("attributes", [&](json::Reader& element) {
      Attribute attribute = readAttribute(element);
      if (profile.find(attribute.signal))
        element.fail(ErrorCode::DuplicateId, "a second value for " + attribute.signal);
      profile.attributes.push_back(std::move(attribute));
    });
    reader.finish();
  }
  if (!errors.empty()) return errors.front();
  return profile;
}

Json toJson(const Profile& profile) {
  Json json = json::object({{"schema", kSchema}});
  Json& attributes = json::set(json, "attributes", Json::array());
  for (const Attribute& attribute : profile.attributes) {
    Json entry = json::object(
        {{"signal", attribute.signal}, {"value", attribute.value}, {"at", formatTime(attribute.at)}});
    if (attribute.until) json::set(entry, "until", formatTime(*attribute.until));
    if (attribute.isPinned) json::set(entry, "pinned", true);
    json::append(attributes, std::move(entry));
  }
  return json;
}

Result<Profile> setAttribute(const consent::Config& config, const Profile& profile, std::string_view id,
                             const Json& value, Time now) {
  const consent::Signal* signal = statedSignal(config, id);
  if (!signal)
    return Error{ErrorCode::UnknownSignal, "no signal that can be stated has the id " + std::string(id), ""};
  std::vector<Error> errors;
  json::Reader reader(value, errors);
  checkValue(reader);
  if (!errors.empty()) return errors.front();

  Profile next = erase(profile, id);
  Attribute attribute{std::string(id), value, now, std::nullopt};
  if (const auto retention = config.retentionOf(*signal)) attribute.until = add(now, *retention);
  next.attributes.push_back(std::move(attribute));
  return next;
}

Profile erase(const Profile& profile, std::optional<std::string_view> signal) {
  Profile next;
  if (!signal) return next;
  std::copy_if(profile.attributes.begin(), profile.attributes.end(), std::back_inserter(next.attributes),
               [&](const Attribute& attribute) { return attribute.signal != *signal; });
  return next;
}

Profile keepCurrent(const consent::Config& config, const Profile& profile, Time now) {
  Profile next;
  for (const Attribute& attribute : profile.attributes) {
    const bool isCurrent = attribute.isPinned || !attribute.until || now < *attribute.until;
    if (isCurrent && statedSignal(config, attribute.signal)) next.attributes.push_back(attribute);
  }
  return next;
}

}  // namespace sayso::profile
