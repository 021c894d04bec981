#include "core/base/base64.h"

#include <doctest/doctest.h>

using namespace sayso;

namespace {

std::string encoded(std::string_view text) {
  return encodeBase64(std::vector<std::uint8_t>(text.begin(), text.end()));
}

}  // namespace

TEST_CASE("base64: agrees with the examples of RFC 4648") {
  CHECK(encoded("") == "");
  CHECK(encoded("f") == "Zg==");
  CHECK(encoded("fo") == "Zm8=");
  CHECK(encoded("foo") == "Zm9v");
  CHECK(encoded("foobar") == "Zm9vYmFy");
}

TEST_CASE("base64: every byte at every place survives both ways") {
  std::vector<std::uint8_t> bytes;
  for (int i = 0; i < 1000; ++i) {
    bytes.push_back(static_cast<std::uint8_t>(i * 37));
    CHECK(decodeBase64(encodeBase64(bytes)).value() == bytes);
  }
}

TEST_CASE("base64: one text a value: white space, wrong padding and spare bits are refused") {
  for (std::string_view text :
       {"Zg", "Zg=", "Zg===", "Z===", "====", "Zm 9v", "Zm9v\n", "Zg==Zg==", "Zh==", "Zm9=", "Zm-v", "Z=g="})
    CHECK_MESSAGE(!decodeBase64(text), text);
  CHECK(decodeBase64("Zm*v").error().at == "byte 2");
}
