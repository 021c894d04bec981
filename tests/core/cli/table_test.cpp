#include "core/cli/table.h"

#include <doctest/doctest.h>

#include <cmath>

#include "core/cli/group_columns.h"

namespace sayso::cli {
namespace {

std::string errorOf(const Error& error) { return std::string(toText(error.code)) + " " + error.at; }

Result<audit::Grouping> group(const std::string& spec, const std::string& csv) {
  auto grouped = readGrouped(csv, {spec}, {}, {});
  if (!grouped) return grouped.error();
  return std::move(grouped.value().groupings.front());
}

using Names = std::vector<std::string>;
using Places = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("table: the columns that are asked for, an empty number missing, a byte order mark ignored") {
  const auto table = readTable(
      "\xEF\xBB\xBF"
      "age,who,note\r\n30,\"b,c\",x y\r\n,a,\r\n",
      {"age"}, {"who"});
  REQUIRE(table);
  CHECK(table.value().rows == 2);
  CHECK(table.value().numbersOf("age")[0] == 30);
  CHECK(std::isnan(table.value().numbersOf("age")[1]));
  CHECK(table.value().textsOf("who").texts == Names{"b,c", "a"});
  CHECK(errorOf(filledOf(table.value(), "age").error()) == "bad-number line 3, column age");
}

TEST_CASE("table: every fault has its line and column") {
  CHECK(errorOf(readTable("a\n1\nx\n", {"a"}, {}).error()) == "bad-number line 3, column a");
  CHECK(errorOf(readTable("a,b\n1\n", {"a"}, {}).error()) == "bad-value line 2");
  CHECK(errorOf(readTable("a\n1\n", {"b"}, {}).error()) == "missing-key line 1");
  CHECK(errorOf(readTable("a,a\n1,2\n", {"a"}, {}).error()) == "duplicate-id line 1");
  CHECK(errorOf(readTable("a\n", {"a"}, {}).error()) == "bad-value line 2");
  CHECK(errorOf(readTable("", {}, {}).error()) == "bad-value line 1");
  CHECK(errorOf(readTable("a\n\xff\n", {"a"}, {}).error()) == "bad-utf8 byte 3");
  const auto table = readTable("a\n1\n2\n", {"a"}, {});
  CHECK(errorOf(flagsOf(table.value(), "a").error()) == "out-of-range line 3, column a");
}

TEST_CASE("groups: names rise, numbers by number, and codes keep their text") {
  const auto names = group("g", "g\nb\na\nb\n");
  REQUIRE(names);
  CHECK(names.value().names == Names{"a", "b"});
  CHECK(names.value().of == Places{1, 0, 1});
  CHECK(group("g", "g\n10\n9\n").value().names == Names{"9", "10"});
  CHECK(group("g", "g,h\n,1\n").value().names == Names{"(empty)"});
}

TEST_CASE("groups: bands of a number, those that hold nobody left out") {
  const auto bands = group("age:30:60", "age\n29.9\n30\n59\n");
  REQUIRE(bands);
  CHECK(bands.value().names == Names{"below 30", "30 to below 60"});
  CHECK(bands.value().of == Places{0, 1, 1});
  CHECK(group("age:30:60", "age\n60\n").value().names == Names{"60 and over"});
  CHECK(errorOf(group("age:60:30", "age\n1\n").error()) == "bad-usage --group");
  CHECK(errorOf(group("age:x", "age\n1\n").error()) == "bad-usage --group");
  CHECK(errorOf(group("age:30", "age\n\"\"\n").error()) == "bad-number line 2, column age");
}

TEST_CASE("groups: columns of 0 and 1, and a row with two groups is refused") {
  const auto groups = group("m", "m=x,m=y\n0,1\n1,0\n0,0\n");
  REQUIRE(groups);
  CHECK(groups.value().names == Names{"none of these", "x", "y"});
  CHECK(groups.value().of == Places{2, 1, 0});
  CHECK(errorOf(group("m", "m=x,m=y\n1,1\n").error()) == "bad-value line 2, column m=y");
  CHECK(errorOf(group("m", "n\n1\n").error()) == "missing-key line 1");
}

TEST_CASE("groups: more than a hundred are too many to compare") {
  std::string csv = "g\n";
  for (int i = 0; i <= 100; ++i) csv += std::to_string(i) + "\n";
  CHECK(errorOf(group("g", csv).error()) == "too-large column g");
}

TEST_CASE("groups: a flip sets the code, the indicators, or the median of the band") {
  const auto titles = Names{"age", "m=x", "m=y", "z"};
  const audit::Matrix features{titles, {20, 1, 0, 5, 28, 0, 1, 5, 70, 0, 1, 5}};
  const auto bands = findGroups("age:30", titles);
  const audit::Grouping ages{"age", {"below 30", "30 and over"}, {0, 0, 1}};
  CHECK(settingsOf(bands.value(), ages, features) == std::vector<audit::Setting>{{{0, 28}}, {{0, 70}}});
  const auto indicators = findGroups("m", titles);
  const audit::Grouping ms{"m", {"x", "y"}, {0, 1, 1}};
  CHECK(settingsOf(indicators.value(), ms, features) ==
        std::vector<audit::Setting>{{{1, 1}, {2, 0}}, {{1, 0}, {2, 1}}});
  GroupColumns other;
  other.attribute = "other";
  CHECK(!settingsOf(other, {"other", {"a"}, {0, 0, 0}}, features));
}

}  // namespace sayso::cli
