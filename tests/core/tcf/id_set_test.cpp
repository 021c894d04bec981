#include "core/tcf/id_set.h"

#include <doctest/doctest.h>

#include <set>

using namespace sayso;
using namespace sayso::tcf;

namespace {

IdSet ids(std::string_view text) {
  auto set = parseIdSet(text);
  REQUIRE_MESSAGE(set, text);
  return set.value();
}

/// Sets whose runs begin and end at every side of a word's edge.
constexpr std::string_view kTexts[] = {
    "",        "1",           "64",        "65",      "1-64",
    "1-65",    "64-65",       "63-129",    "128,130", "1-5,9,12-40",
    "65535",   "1-65535",     "2-65534",   "64,128",  "1,3,5,64,66,193-256",
    "128-192", "1-63,65-127", "64-191,193"};

}  // namespace

TEST_CASE("ids: text, set and bit field say the same") {
  for (const std::string_view text : kTexts) {
    CAPTURE(text);
    const IdSet set = ids(text);
    CHECK(toText(set) == text);
    BitWriter writer;
    set.writeField(writer);
    CHECK(writer.size() == set.max());
    const std::string bits = writer.text(24);
    BitReader reader(bits);
    CHECK(IdSet::readField(reader, set.max()) == set);
    CHECK(reader.position() == set.max());
  }
}

TEST_CASE("ids: each id is in the set or not, as a plain set has it") {
  for (const std::string_view text : kTexts) {
    CAPTURE(text);
    const IdSet set = ids(text);
    std::set<unsigned> plain;
    set.eachRun([&](unsigned first, unsigned last) {
      for (unsigned id = first; id <= last; ++id) plain.insert(id);
    });
    CHECK(set.count() == plain.size());
    CHECK(set.isEmpty() == plain.empty());
    CHECK(set.max() == (plain.empty() ? 0 : *plain.rbegin()));
    bool agrees = true;
    for (unsigned id = 0; id <= kMaxId + 65; ++id) agrees = agrees && set.has(id) == plain.contains(id);
    CHECK(agrees);
  }
}

TEST_CASE("ids: union, intersection and difference of every pair") {
  for (const std::string_view left : kTexts)
    for (const std::string_view right : kTexts) {
      const IdSet a = ids(left), b = ids(right);
      IdSet both = a, either = a, only = a;
      both.intersect(b);
      either.unite(b);
      only.subtract(b);
      bool agrees = true;
      for (unsigned id = 1; id <= 300; ++id)
        agrees = agrees && both.has(id) == (a.has(id) && b.has(id)) &&
                 either.has(id) == (a.has(id) || b.has(id)) && only.has(id) == (a.has(id) && !b.has(id));
      CHECK(agrees);
      IdSet again = both;
      again.unite(only);
      CHECK(again == a);  // also how it is kept: what is equal compares equal
    }
}

TEST_CASE("ids: removing the highest leaves the set of the others") {
  IdSet set = ids("1,300");
  set.remove(300);
  CHECK(set == ids("1"));
  set.remove(70);
  set.remove(1);
  CHECK(set == IdSet());
  CHECK(set.max() == 0);
}

TEST_CASE("ids: a bit field that runs out says so and keeps what was there") {
  BitReader bits("_");
  CHECK(toText(IdSet::readField(bits, 65535)) == "1-6");
  CHECK(bits.ranOut());
}

TEST_CASE("ids: text that is no set is refused with its byte") {
  CHECK(toText(ids("1,2,3-3")) == "1-3");
  for (const std::string_view bad :
       {"0",       "1,", ",1",   "1-", "-1", "1--2", "5-4", "2,1",   "1-5,5",      "65536",
        "1-65536", "01", "1, 2", " 1", "1 ", "a",    "1;2", "1-2-3", "4294967297", "1,,2"}) {
    CAPTURE(bad);
    const auto set = parseIdSet(bad);
    REQUIRE(!set);
    CHECK(set.error().code == ErrorCode::BadValue);
  }
  CHECK(parseIdSet("1-5,5").error().at == "byte 4");
}

TEST_CASE("small sets: as wide as the string has them") {
  SmallSet set;
  set.add(1);
  set.add(24);
  CHECK(set.has(1));
  CHECK(!set.has(2));
  CHECK(!set.has(0));
  CHECK(!set.has(65));
  CHECK(set.max() == 24);
  BitWriter writer;
  set.write(writer, 24);
  CHECK(writer.text(6) == "gAAB");
  const std::string text = writer.text(6);
  BitReader reader(text);
  CHECK(SmallSet::read(reader, 24) == set);
  set.remove(24);
  CHECK(set.max() == 1);
  BitReader none("_");
  CHECK(SmallSet::read(none, 0).isEmpty());
  CHECK(none.position() == 0);
}

TEST_CASE("sets of vendors: runs are counted as they are told one by one") {
  for (const char* text :
       {"", "1", "64", "64-65", "1-64", "63,65,128-129,131", "1-65535", "2-3,64,128,192-193"}) {
    CAPTURE(text);
    const IdSet set = parseIdSet(text).value();
    std::size_t count = 0, singles = 0;
    set.eachRun([&](unsigned first, unsigned last) {
      ++count;
      singles += first == last;
    });
    CHECK(set.runs().count == count);
    CHECK(set.runs().singles == singles);
  }
}
