#include "core/recommend/signals.h"

namespace sayso::recommend {
namespace {

constexpr std::size_t kMaxText = 1000;

std::string boundedText(json::Reader& reader) {
  std::string text = reader.asText();
  if (text.size() > kMaxText) reader.fail(ErrorCode::TooLarge, "more than 1000 bytes");
  return text;
}

std::string boundedText(json::Reader& reader, std::string_view key) {
  std::string text;
  reader.in(key, [&](json::Reader& member) { text = boundedText(member); });
  return text;
}

Attribute::Range readRange(json::Reader& reader) {
  Attribute::Range range{reader.number("min"), reader.number("max")};
  if (range.min > range.max) reader.fail(ErrorCode::OutOfRange, "min is above max");
  reader.finish();
  return range;
}

Attribute readAttribute(json::Reader& reader) {
  Attribute attribute;
  attribute.signal = boundedText(reader, "signal");
  reader.in("value", [&](json::Reader& value) {
    if (value.isObject())
      attribute.range = readRange(value);
    else
      value.elements([&](json::Reader& element) { attribute.values.push_back(boundedText(element)); });
    if (attribute.values.size() > Profile::kMaxValues)
      value.fail(ErrorCode::TooLarge, "more than 200 values");
  });
  attribute.at = reader.time("at");
  attribute.until = reader.timeIf("until");
  if (reader.flagIf("pinned")) attribute.until = kMaxTime;
  reader.finish();
  return attribute;
}

Entry readEntry(json::Reader& reader) {
  Entry entry{boundedText(reader, "signal"), boundedText(reader, "of"), reader.time("at")};
  reader.finish();
  return entry;
}

}  // namespace

Signals readSignals(json::Reader& reader) {
  Signals signals;
  if (reader.isNull() || !reader.schema("say-so-signals/1")) return signals;
  reader.each("entries", [&](json::Reader& element) { signals.entries.push_back(readEntry(element)); });
  if (signals.entries.size() > Signals::kMaxEntries)
    reader.fail(ErrorCode::TooLarge, "more than 10000 entries", "entries");
  reader.finish();
  return signals;
}

Profile readProfile(json::Reader& reader) {
  Profile profile;
  if (reader.isNull() || !reader.schema("say-so-profile/1")) return profile;
  reader.each("attributes",
              [&](json::Reader& element) { profile.attributes.push_back(readAttribute(element)); });
  if (profile.attributes.size() > Profile::kMaxAttributes)
    reader.fail(ErrorCode::TooLarge, "more than 200 attributes", "attributes");
  reader.finish();
  return profile;
}

}  // namespace sayso::recommend
