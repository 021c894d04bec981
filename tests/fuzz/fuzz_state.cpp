#include "core/consent/state.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = asText(data, size);
  if (const auto state = consent::decodeState(text))
    expect(consent::encodeState(state.value()) == text, "a cookie's text has one form");
  if (const auto state = consent::parseState(text); state && state.value()) {
    taken(text);
    plant(state.value()->choices.size() == 3);
    const auto again = consent::decodeState(consent::encodeState(*state.value()));
    expect(bool(again), "what is written to a cookie can be read");
    // The cookie groups choices by action: their order says nothing.
    expect(consent::encodeState(again.value()) == consent::encodeState(*state.value()), "and says the same");
  }
  return 0;
}
