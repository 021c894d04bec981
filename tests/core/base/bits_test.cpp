#include "core/base/bits.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

using namespace sayso;

namespace {

/// A draw of 64 bits from `state` (SplitMix64), so that the cases are the same in every run.
std::uint64_t draw(std::uint64_t& state) {
  std::uint64_t z = state += 0x9e3779b97f4a7c15;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

std::uint64_t lowest(std::uint64_t value, unsigned count) {
  return count == 64 ? value : value & ((std::uint64_t{1} << count) - 1);
}

}  // namespace

TEST_CASE("bits: characters are read left to right, six bits each") {
  BitReader bits("CQ-_");  // 000010 010000 111110 111111
  CHECK(bits.size() == 24);
  CHECK(bits.take(6) == 2);
  CHECK(bits.take(3) == 2);
  CHECK(bits.take(4) == 1);
  CHECK(bits.position() == 13);
  CHECK(bits.take(11) == 0b11110111111);
  CHECK(!bits.ranOut());
}

TEST_CASE("bits: what is not there reads as zero and is remembered") {
  BitReader bits("_");
  CHECK(bits.take(8) == 0b11111100);
  CHECK(bits.ranOut());
  CHECK(bits.position() == 8);
  CHECK(bits.take(64) == 0);
  CHECK(bits.take(0) == 0);
  CHECK(BitReader("").take(64) == 0);
  BitReader exact("_");
  CHECK(exact.take(6) == 63);
  CHECK(!exact.ranOut());
}

TEST_CASE("bits: the rest is zero only if each of its bits is") {
  BitReader bits("CAAA");
  CHECK(!bits.isRestZero());
  bits.take(4);
  CHECK(!bits.isRestZero());
  bits.take(1);
  CHECK(bits.isRestZero());
  BitReader late("AAAB");
  late.take(23);
  CHECK(!late.isRestZero());
  late.take(1);
  CHECK(late.isRestZero());
  late.take(1);
  CHECK(late.isRestZero());
}

TEST_CASE("bits: any numbers of any widths read back as they were written") {
  std::uint64_t state = 7;
  for (int round = 0; round < 300; ++round) {
    BitWriter writer;
    std::vector<std::pair<std::uint64_t, unsigned>> parts;
    for (std::uint64_t left = draw(state) % 40; left > 0; --left) {
      const auto count = static_cast<unsigned>(draw(state) % 65);
      const std::uint64_t value = draw(state);
      writer.put(value, count);  // the bits above `count` must not leak
      parts.emplace_back(lowest(value, count), count);
    }
    const std::string text = writer.text(6);
    REQUIRE(text.size() == (writer.size() + 5) / 6);
    REQUIRE(findNotBase64Url(text) == text.npos);
    BitReader reader(text);
    for (const auto& [value, count] : parts) REQUIRE(reader.take(count) == value);
    REQUIRE(reader.position() == writer.size());
    REQUIRE(!reader.ranOut());
    REQUIRE(reader.isRestZero());
  }
}

TEST_CASE("bits: zero bits fill up to the padding") {
  BitWriter bits;
  CHECK(bits.text(6).empty());
  CHECK(bits.text(24).empty());
  bits.put(0b111, 3);
  CHECK(bits.text(6) == "4");
  CHECK(bits.text(8) == "4A");
  CHECK(bits.text(24) == "4AAA");
  bits.flag(true);
  bits.put(0, 14);
  CHECK(bits.size() == 18);
  CHECK(bits.text(6) == "8AA");
  CHECK(bits.text(8) == "8AAA");
}

TEST_CASE("bits: what is not base64url is found") {
  CHECK(findNotBase64Url("") == std::string_view::npos);
  CHECK(findNotBase64Url("AZaz09-_") == std::string_view::npos);
  for (const std::string_view bad : {"=", "+", "/", " ", ".", "~", "\xc3\xa9", "\n"})
    CHECK(findNotBase64Url("AB" + std::string(bad) + "C") == 2);
  CHECK(findNotBase64Url(std::string_view("A\0B", 3)) == 1);
}
