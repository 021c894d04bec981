#include "core/base/sha256.h"

#include <doctest/doctest.h>

using namespace sayso;

TEST_CASE("sha256: agrees with the examples of FIPS 180-4 and of NIST's vectors") {
  CHECK(hashText("") == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hashText("abc") == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hashText("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hashText(std::string(1000000, 'a')) ==
        "sha256:cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256: each length around the padding's edge has its own hash") {
  std::string previous;
  for (std::size_t length = 54; length <= 66; ++length) {
    const std::string hash = hashText(std::string(length, 'x'));
    CHECK(hash != previous);
    CHECK(isHashText(hash));
    previous = hash;
  }
}

TEST_CASE("sha256: only its own text form is a hash") {
  const std::string hash = hashText("abc");
  CHECK_FALSE(isHashText(hash.substr(7)));
  CHECK_FALSE(isHashText(hash + "0"));
  CHECK_FALSE(isHashText("sha256:" + std::string(64, 'G')));
  CHECK_FALSE(isHashText("sha256:" + std::string(64, 'A')));
}
