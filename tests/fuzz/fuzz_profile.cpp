#include "core/profile/profile.h"
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto profile = sayso::profile::parseProfile(asText(data, size));
  if (!profile) expect(!profile.error().message.empty(), "a refusal says why");
  if (profile) taken(asText(data, size));
  plant(profile && profile.value().attributes.size() == 2 &&
        profile.value().attributes[1].signal == "interest.colour");
  return 0;
}
