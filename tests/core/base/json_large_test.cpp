#include <doctest/doctest.h>

#include <cmath>
#include <cstring>
#include <iterator>
#include <string>

#include "core/base/json_columns.h"
#include "core/base/json_elements.h"
#include "core/base/random.h"
#include "tests/core/cases.h"

using namespace sayso;

// The readers of large files against the plain one.

namespace {

constexpr std::string_view kRead[] = {"c", "d"};
constexpr std::string_view kDropped[] = {"x"};

Result<Json> withColumns(std::string_view text) { return json::parseColumns(text, {kRead, kDropped}); }

/// The value as the plain reader gives it, but for what was dropped: columns as lists again.
Json unpacked(Json value) {
  std::vector<double> numbers;
  if (value.is_binary() && json::readColumn(value, numbers)) return numbers;
  if (value.is_structured())
    for (Json& each : value) each = unpacked(each);
  return value;
}

void drop(Json& value) {
  if (value.is_object())
    for (auto& [key, each] : value.items())
      if (key == "x" && each.is_array()) each = Json::array();
  if (value.is_structured())
    for (Json& each : value) drop(each);
}

constexpr std::string_view kPieces[] = {"0",
                                        "1",
                                        "-7",
                                        "2.5",
                                        "-0.125",
                                        "1E-1",
                                        "3e+2",
                                        "1e400",
                                        "1.",
                                        "01",
                                        "-",
                                        "1e",
                                        ",",
                                        ",",
                                        ",",
                                        "[",
                                        "]",
                                        "{}",
                                        "null",
                                        "true",
                                        "\"t\"",
                                        " ",
                                        "\n",
                                        "1e-22",
                                        "1e23",
                                        "1e-23",
                                        "1e100",
                                        "5e-324",
                                        "0.1e1000",
                                        "123456789012345",
                                        "1234567890123456",
                                        "0.000000000000001",
                                        "9007199254740993",
                                        "1.7976931348623157e308",
                                        "8.3116323E-1"};

std::string anyFile(Random& random) {
  std::string text = R"({"a":[1,)";
  for (const char* key : {"{\"c\":[", "0,{\"x\":[", "{\"d\":[", "{\"other\":["}) {
    text += key;
    for (auto pieces = random.below(7); pieces > 0; --pieces) {
      text += kPieces[random.below(std::size(kPieces))];
      if (pieces > 1 && random.below(8)) text += ",";
    }
    text += random.below(16) ? "]}" : "]";
    text += *key == '{' && key[2] == 'o' ? "" : ",";
  }
  return text + "]}";
}

}  // namespace

TEST_CASE("json: columns hold what the plain reader reads, and faults are the same") {
  Random random(21);
  int read = 0;
  for (int i = 0, count = caseCount(100000); i < count; ++i) {
    const std::string text = anyFile(random);
    const auto plain = json::parse(text);
    const auto columns = withColumns(text);
    INFO(text);
    REQUIRE(plain.operator bool() == columns.operator bool());
    if (!plain) {
      REQUIRE(plain.error().code == columns.error().code);
      REQUIRE(plain.error().at == columns.error().at);
      continue;
    }
    Json expected = plain.value();
    drop(expected);
    REQUIRE(unpacked(columns.value()) == expected);
    ++read;
  }
  CHECK(read > 100);
}

TEST_CASE("json: a column is binary, keeps every bit, and any other array stays one") {
  const auto value = withColumns(R"({"c":[0.1,-3,1e22,0.30000000000000004],"d":[1,null],"x":[1,2],"e":[1]})");
  REQUIRE(value);
  std::vector<double> numbers;
  CHECK(value.value()["c"].is_binary());
  REQUIRE(json::readColumn(value.value()["c"], numbers));
  CHECK(numbers == std::vector<double>{0.1, -3, 1e22, 0.30000000000000004});
  CHECK(value.value()["d"].is_array());
  REQUIRE(json::readColumn(value.value()["d"], numbers));
  CHECK(numbers[0] == 1);
  CHECK(std::isnan(numbers[1]));
  CHECK(value.value()["x"] == Json::array());
  CHECK(value.value()["e"] == Json::parse("[1]"));
  CHECK_FALSE(json::readColumn(value.value(), numbers));
}

TEST_CASE("json: the elements of a long list are given one by one and not kept") {
  std::string seen;
  const auto rest = json::parseElements(
      R"({"items":[{"a":1},[2],"3"],"b":{"items":[4]}})", "items",
      [&](const Json& element, std::size_t at) { seen += std::to_string(at) + json::dump(element) + " "; });
  REQUIRE(rest);
  CHECK(seen == R"(0{"a":1} 1[2] 2"3" )");
  CHECK(json::dump(rest.value()) == R"({"items":[],"b":{"items":[4]}})");
}

TEST_CASE("json: a fault in or after a list of elements has the place that the plain reader gives it") {
  for (const char* text : {R"({"items":[{},{},{"a":1,"a":2}]})", R"({"items":[{},{"b":[0,{"a":1,"a":2}]}]})",
                           R"({"items":[{},]})", R"({"items":[)", R"({"items":[],"b":[{"a":1,"a":2}]})",
                           R"({"items":[{} {}]})", R"({"items":[[1],[2]],"items":[3]})"}) {
    CAPTURE(text);
    const auto plain = json::parse(text);
    const auto elements = json::parseElements(text, "items", [](const Json&, std::size_t) {});
    REQUIRE_FALSE(plain);
    REQUIRE_FALSE(elements);
    CHECK(plain.error().code == elements.error().code);
    CHECK(plain.error().at == elements.error().at);
  }
}
