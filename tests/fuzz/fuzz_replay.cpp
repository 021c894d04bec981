#include "core/recommend/engine.h"
#include "tests/fuzz/shop.h"

using namespace sayso;

/// A replay file from anybody: made again to the byte, or refused with the place at which it differs.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static recommend::Engine store = withShop<recommend::Engine>();
  const auto file = json::parse(asText(data, size));
  if (!file) return 0;
  const auto made = store.replay(file.value(), {"config", "catalog", "model"});
  if (!made) {
    expect(!made.error().message.empty(), "a refusal says why");
    plant(made.error().code == ErrorCode::ReplayDiffers && made.error().at == "/files/catalog");
    return 0;
  }
  taken(asText(data, size));
  const Json& replayed = file.value()["request"];
  const auto again = store.makeReplay(replayed, file.value()["rationale"]["item"].get<std::string>(), {});
  if (again) expect(bool(store.replay(again.value(), {})), "what was made can be made again");
  expect(made.value()["rationale"] == file.value()["rationale"], "what is made again is what the file says");
  return 0;
}
