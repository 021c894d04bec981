#include "core/recommend/profile_engine.h"
#include "tests/fuzz/shop.h"

using namespace sayso;

namespace {

recommend::ProfileEngine makeEngine() {
  const Json shop = readShop();
  Json config = shop["config"];
  const auto questions = json::parse(
      R"({"questions":[{"signal":"interest.category","kind":"tags","from":"category","proposeAfter":2},
          {"signal":"interest.colour","kind":"ranked","from":"tag:colour"},
          {"signal":"interest.price","kind":"range","from":"price"}]})");
  config["profile"] = questions.value();
  recommend::ProfileEngine made;
  expect(bool(made.loadConfig(json::dump(config))), "its config loads");
  expect(bool(made.loadCatalog(json::dump(shop["catalog"]))), "its catalog loads");
  return made;
}

constexpr std::string_view kRequest =
    R"({"environment":{"now":"2026-11-22T01:17:56Z","jurisdiction":"FR","jurisdictionSource":"attribute",
        "gpc":false,"language":"en","ageBand":null},"state":null})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const recommend::ProfileEngine engine = makeEngine();
  const auto read = engine.readImport(kRequest, asText(data, size));
  if (!read) {
    expect(!read.error().message.empty(), "a refusal says why");
    return 0;
  }
  taken(asText(data, size));
  plant(read.value()["add"].size() == 2);
  for (const Json& each : read.value()["add"]) {
    Json answer = each;
    answer.erase("pinned");
    expect(bool(engine.check(json::dump(answer))), "what is taken in is an answer");
  }
  return 0;
}
