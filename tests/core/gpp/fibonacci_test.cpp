#include "core/gpp/fibonacci.h"

#include "tests/core/gpp/vectors.h"

using namespace sayso;
using namespace sayso::gpp;

namespace {

std::string bitsOf(const BitWriter& bits) {
  const std::string text = bits.text(6);
  BitReader reader(text);
  std::string digits;
  for (std::size_t i = 0; i < bits.size(); ++i) digits += reader.flag() ? '1' : '0';
  return digits;
}

/// Base64url text of binary digits, zero bits after them.
std::string textOf(std::string_view digits) {
  BitWriter bits;
  for (const char digit : digits) bits.flag(digit == '1');
  return bits.text(6);
}

std::string codeOf(std::uint32_t n) {
  BitWriter bits;
  writeFibonacci(bits, n);
  return bitsOf(bits);
}

std::vector<std::uint16_t> idsOf(std::string_view digits) {
  const std::string text = textOf(digits);
  BitReader bits(text);
  const auto ids = readFibonacciRange(bits);
  REQUIRE(ids);
  return ids.value();
}

Error faultOf(std::string_view text) {
  BitReader bits(text);
  const auto ids = readFibonacciRange(bits);
  REQUIRE_FALSE(ids);
  return ids.error();
}

}  // namespace

TEST_CASE("fibonacci: the codes of the specification") {
  for (const auto& [n, code] : std::initializer_list<std::pair<std::uint32_t, const char*>>{{1, "11"},
                                                                                            {2, "011"},
                                                                                            {3, "0011"},
                                                                                            {4, "1011"},
                                                                                            {5, "00011"},
                                                                                            {6, "10011"},
                                                                                            {7, "01011"},
                                                                                            {8, "000011"}})
    CHECK(codeOf(n) == code);
}

TEST_CASE("fibonacci: every number of the vectors has their code, and is read back") {
  for (const Json& each : vectors::read("gpp_fibonacci.json")) {
    const auto n = each["n"].get<std::uint32_t>();
    CHECK(codeOf(n) == vectors::text(each, "bits"));
    const std::string code = textOf(vectors::text(each, "bits"));
    BitReader bits(code);
    CHECK(readFibonacci(bits, n) == n);
    CHECK(bits.position() == vectors::text(each, "bits").size());
    BitReader again(code);
    CHECK(readFibonacci(again, n - 1) == 0);  // more than asked for
  }
}

TEST_CASE(
    "fibonacci: each number up to 65535 is read as what was written, and the code ends where it ended") {
  for (std::uint32_t n = 1; n <= kMaxId; n += n < 3000 ? 1 : 97) {
    BitWriter written;
    writeFibonacci(written, n);
    const std::string text = written.text(6);
    BitReader bits(text);
    REQUIRE(readFibonacci(bits, kMaxId) == n);
    REQUIRE(bits.position() == written.size());
  }
}

TEST_CASE("fibonacci: the largest number that 32 bits hold, and no number without its end") {
  constexpr std::uint32_t kMost = 0xffffffff;
  BitWriter written;
  writeFibonacci(written, kMost);
  const std::string text = written.text(6);
  BitReader bits(text);
  CHECK(readFibonacci(bits, kMost) == kMost);

  BitReader none("");
  CHECK(readFibonacci(none, 10) == 0);
  CHECK(none.ranOut());
  BitReader zeros("AAAAAAAAAAAAAAAAAAAA");
  CHECK(readFibonacci(zeros, kMost) == 0);
}

TEST_CASE("fibonacci range: single ids and groups, from the last id on") {
  CHECK(idsOf("000000000000").empty());
  CHECK(idsOf("0000000000010"
              "01011") == std::vector<std::uint16_t>{7});
  CHECK(idsOf("0000000000011"
              "01011"
              "0011") == std::vector<std::uint16_t>{7, 8, 9, 10});
  // Two single ids side by side: nobody writes them so, but they say the same.
  CHECK(idsOf("0000000000100"
              "01011"
              "0"
              "11") == std::vector<std::uint16_t>{7, 8});
}

TEST_CASE("fibonacci range: what is cut or too large is refused, and costs nothing") {
  CHECK(faultOf("").code == ErrorCode::Truncated);
  CHECK(faultOf("AB") == Error{ErrorCode::Truncated, "the text ends before its last id", "bit 12"});
  BitWriter bits;
  bits.put(1, 12);
  bits.flag(true);
  writeFibonacci(bits, 1);
  writeFibonacci(bits, kMaxId);  // the group would end at 65536
  CHECK(faultOf(bits.text(6)).code == ErrorCode::OutOfRange);
  // 4095 items are promised.
  CHECK(faultOf("__A").code == ErrorCode::Truncated);
}
