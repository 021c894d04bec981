#include "core/consent/engine.h"
#include "core/consent/merge.h"
#include "core/consent/record.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

namespace {

/// The objects of `list` as one chain: bytes alone would never hit a hash.
Json chained(const Json& list) {
  Json chain = Json::array();
  std::string before;
  for (const Json& each : list) {
    if (!each.is_object()) continue;
    Json record = each;
    record["schema"] = "say-so-record/1";
    record["prevHash"] = before.empty() ? Json::array() : Json::array_t{Json(before)};
    before = consent::recordHash(record);
    chain.push_back(std::move(record));
  }
  return chain;
}

/// A chain holds as it was written, and no longer once an earlier record is another one.
void checkChain(const Json& list) {
  Json chain = chained(list);
  const auto heads = consent::verifyLedger(chain);
  expect(bool(heads), "a chain as it was written holds");
  expect(heads.value().size() == (chain.empty() ? 0u : 1u), "a chain has one end");
  if (chain.size() < 2) return;
  plant(chain.size() == 4 && chain[3].contains("jurisdiction"));
  const std::string whole = json::dump(chain);
  const Json ended = json::object({{"records", chain}, {"heads", heads.value()}});
  expect(bool(consent::verifyLedgerText(json::dump(ended))), "with its end it holds as well");
  const auto joined = consent::mergeLedgerTexts(whole, whole);
  if (joined) expect(joined.value()["records"] == chain, "a ledger joined with itself is itself");
  Json half = Json::array();
  for (std::size_t at = 0; at < chain.size() / 2; ++at) half.push_back(chain[at]);
  const auto again = consent::mergeLedgerTexts(json::dump(half), whole);
  if (again) expect(again.value()["records"] == chain, "what another tab has not seen yet is added once");
  chain[0]["changed"] = true;
  expect(!consent::verifyLedger(chain), "a change of an earlier record is found");
}

/// Two states: whichever comes first, they make the same one.
void checkStates(const Json& list) {
  if (list.size() != 2) return;
  const std::string a = json::dump(list[0]), b = json::dump(list[1]);
  const auto joined = consent::mergeStateTexts(a, b), turned = consent::mergeStateTexts(b, a);
  expect(bool(joined) == bool(turned), "both ways, or neither");
  if (!joined) return expect(!joined.error().message.empty(), "a refusal says why");
  taken(json::dump(list));
  for (const std::string* text : {&a, &b})
    if (const auto state = consent::parseState(*text); state && state.value())
      if (const auto left = consent::refusalsOf(*state.value()))
        for (const consent::Choice& choice : left->choices)
          expect(!choice.granted, "of what is erased only refusals stay");
  expect(joined.value()["stateText"] == turned.value()["stateText"], "the order of tabs says nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = asText(data, size);
  const auto heads = consent::verifyLedgerText(text);
  if (heads) taken(text);
  if (!heads) expect(!heads.error().message.empty(), "a refusal says why");
  const auto parsed = json::parse(text);
  if (!parsed || !parsed.value().is_array()) return 0;
  checkChain(parsed.value());
  checkStates(parsed.value());
  return 0;
}
