#include "core/profile/profile.h"
#include "tests/fuzz/shop.h"

using namespace sayso;

namespace {

consent::Config shopConfig() {
  const auto reading = consent::readConfigText(json::dump(readShop()["config"]));
  expect(reading.config.has_value(), "its config loads");
  return *reading.config;
}

/// Nothing is kept that was erased, and nothing past its end.
void change(const profile::Profile& profile) {
  static const consent::Config config = shopConfig();
  static const Time now = parseTime("2026-11-22T10:00:00Z").value();
  expect(profile::erase(profile, std::nullopt).attributes.empty(), "all that is erased is gone");
  for (const profile::Attribute& each : profile.attributes) {
    const profile::Profile rest = profile::erase(profile, each.signal);
    expect(rest.attributes.size() == profile.attributes.size() - 1, "one that is erased is gone");
    const auto set = profile::setAttribute(config, rest, each.signal, each.value, now);
    if (!set) expect(!set.error().message.empty(), "a refusal says why");
  }
  for (const profile::Attribute& each : profile::keepCurrent(config, profile, now).attributes)
    expect(!each.until || *each.until > now, "what has ended is not kept");
  const auto again = profile::parseProfile(json::dump(profile::toJson(profile)));
  expect(again && again.value() == profile, "it reads back as it was");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto profile = sayso::profile::parseProfile(asText(data, size));
  if (!profile) expect(!profile.error().message.empty(), "a refusal says why");
  if (profile) {
    taken(asText(data, size));
    change(profile.value());
  }
  plant(profile && profile.value().attributes.size() == 2 &&
        profile.value().attributes[1].signal == "interest.colour");
  return 0;
}
