#include "core/base/number.h"

#include <doctest/doctest.h>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>

#include "core/base/random.h"
#include "tests/core/cases.h"

using namespace sayso;

namespace {

/// Compares bits, so that the sign of zero counts. glibc's strtod rounds correctly.
bool agrees(const std::string& text) {
  const double expected = std::strtod(text.c_str(), nullptr);
  const bool same = std::bit_cast<std::uint64_t>(parseDouble(text)) == std::bit_cast<std::uint64_t>(expected);
  if (!same) MESSAGE(text);
  return same;
}

/// The digits alone, without the zeros at either end.
std::string digitsOf(std::string_view text) {
  std::string digits;
  for (char c : text.substr(0, text.find('e')))
    if (c >= '0' && c <= '9') digits += c;
  digits.erase(0, digits.find_first_not_of('0'));
  while (digits.ends_with('0')) digits.pop_back();
  return digits;
}

/// The standard library's shortest text is the nearest of the shortest as well.
bool isShortest(double number) {
  char expected[64];
  const auto end =
      std::to_chars(expected, expected + sizeof expected, number, std::chars_format::scientific).ptr;
  const std::string text = formatDouble(number);
  const bool same = digitsOf(text) == digitsOf(std::string_view(expected, end)) &&
                    std::bit_cast<std::uint64_t>(parseDouble(text)) == std::bit_cast<std::uint64_t>(number);
  if (!same) MESSAGE(text, " for ", std::string(expected, end));
  return same;
}

std::string written(const char* format, double number) {
  char text[1200];
  const int size = std::snprintf(text, sizeof text, format, number);
  return std::string(text, static_cast<std::size_t>(size));
}

}  // namespace

TEST_CASE("number: hard cases round to the nearest double, ties to even") {
  for (const char* text :
       {"0",
        "-0",
        "0.0",
        "-0e5",
        "0.000000",
        "1",
        "-1",
        "2.95",
        "9007199254740993",
        "9007199254740992.5",
        "9007199254740993.0000000000000000000000001",
        "1e22",
        "1e23",
        "8.5e22",
        "123456789012345678e-40",
        "2.2250738585072011e-308",
        "2.2250738585072012e-308",
        "2.2250738585072014e-308",
        "4.9406564584124654e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2.47e-324",
        "1e-400",
        "-1e-400",
        "1e-99999999999",
        "1e99999999999",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775872070"
        "96330286"
        "4166928879109465555478519404026306574886715058206819089020007083836762738548458177115317644757302700"
        "6985557136"
        "69596228429148198608349364752927190741684443655107043427115596995080930428801779041744977919.5",
        "6.631236846766476e-316",
        "1.00000005960464477539062499999999999999999999999999999",
        "0.500000000000000166533453693773481063544750213623046875",
        "3.518437208883201171875e13",
        "1E+2",
        "1e-2"})
    CHECK(agrees(text));
  CHECK(agrees("0." + std::string(400, '0') + "1e400"));
  CHECK(agrees(std::string(400, '9')));
  CHECK(agrees("1" + std::string(900, '0') + "e-900"));
}

TEST_CASE("number: the middle of two doubles, and a little beside it, in hundreds of digits") {
  Random random(7);
  for (int i = 0, count = caseCount(2000); i < count; ++i) {
    // A subnormal or a small double has the longest middle; long double holds every middle of normal ones.
    const double low = std::ldexp(random.uniform(), -static_cast<int>(random.below(1075)));
    const double high = std::nextafter(low, 1.0);
    char text[1200];
    const int size = std::snprintf(text, sizeof text, "%.1100Lf", (static_cast<long double>(low) + high) / 2);
    const std::string middle(text, static_cast<std::size_t>(size));
    CHECK(agrees(middle));
    CHECK(agrees(middle + "0001"));
    CHECK(agrees(middle.substr(0, middle.find_last_not_of('0'))));
  }
}

TEST_CASE("number: as strtod, for doubles of every size written in every length") {
  Random random(1);
  bool same = true;
  for (int i = 0, count = caseCount(40000); i < count; ++i) {
    const double number = std::bit_cast<double>(random.next());
    if (!std::isfinite(number)) continue;
    same = agrees(written("%.17g", number)) && same;
    same = agrees(written("%.16e", number)) && same;
    same = agrees(written("%.6g", number)) && same;
    same = agrees(written("%.25e", number)) && same;
  }
  CHECK(same);
}

TEST_CASE("number: as strtod, for any digits, point and exponent") {
  Random random(2);
  bool same = true;
  for (int i = 0, count = caseCount(100000); i < count; ++i) {
    std::string text = random.below(2) ? "-" : "";
    text += static_cast<char>('1' + random.below(9));
    for (auto digits = random.below(25); digits > 0; --digits)
      text += static_cast<char>('0' + random.below(10));
    if (random.below(2)) {
      text += '.';
      for (auto digits = 1 + random.below(25); digits > 0; --digits)
        text += static_cast<char>('0' + random.below(10));
    }
    if (random.below(2)) text += "e" + std::to_string(static_cast<int>(random.below(700)) - 350);
    same = agrees(text) && same;
  }
  CHECK(same);
}

TEST_CASE("number: a double is written as the shortest and nearest text that reads back") {
  bool same = true;
  for (int power = -1074; power < 1024; ++power)
    for (double number : {std::ldexp(1.0, power), std::nextafter(std::ldexp(1.0, power), 0.0)})
      same = isShortest(number) && isShortest(-number) && same;
  Random random(3);
  for (int i = 0; i < 40000; ++i) {
    const double any = std::bit_cast<double>(random.next());
    if (std::isfinite(any)) same = isShortest(any) && same;
    same = isShortest(random.uniform()) && same;
    same = isShortest(static_cast<double>(random.below(100000000)) / 1000) && same;
  }
  CHECK(same);
}

TEST_CASE("number: a double is laid out as people write it, and with an exponent where that is long") {
  for (auto [number, text] : {std::pair{0.0, "0.0"},
                              {-0.0, "-0.0"},
                              {3.0, "3.0"},
                              {2.95, "2.95"},
                              {-0.5, "-0.5"},
                              {100.0, "100.0"},
                              {0.0001, "0.0001"},
                              {0.00001, "1e-05"},
                              {123456789012345.0, "123456789012345.0"},
                              {1e15, "1e+15"},
                              {1e23, "1e+23"},
                              {1.5e-7, "1.5e-07"},
                              {5e-324, "5e-324"},
                              {1.7976931348623157e308, "1.7976931348623157e+308"}})
    CHECK(formatDouble(number) == text);
}

TEST_CASE("number: whole numbers to their ends") {
  CHECK(formatInteger(0) == "0");
  CHECK(formatInteger(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(formatInteger(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
  CHECK(formatInteger(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
}
