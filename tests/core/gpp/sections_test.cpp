#include "core/gpp/sections.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace sayso::gpp;

namespace {

struct Expected {
  const char* name;
  unsigned version;
  std::size_t bits;
  SubSection subSection;
};

// Of the specification's tables, and what they add up to.
constexpr Expected kExpected[] = {
    {"usnat", 2, 70, SubSection::Gpc},      {"usnat", 1, 60, SubSection::Gpc},
    {"usca", 1, 46, SubSection::Gpc},       {"usva", 1, 40, SubSection::None},
    {"usco", 1, 38, SubSection::Gpc},       {"usut", 1, 42, SubSection::None},
    {"usct", 1, 44, SubSection::Gpc},       {"usfl", 1, 46, SubSection::None},
    {"usmt", 1, 46, SubSection::Gpc},       {"usor", 1, 52, SubSection::Gpc},
    {"ustx", 1, 42, SubSection::Gpc},       {"usde", 1, 52, SubSection::Gpc},
    {"usia", 1, 42, SubSection::Gpc},       {"usne", 1, 42, SubSection::Gpc},
    {"usnh", 1, 46, SubSection::Gpc},       {"usnj", 1, 54, SubSection::Gpc},
    {"ustn", 1, 42, SubSection::Gpc},       {"usmn", 1, 42, SubSection::Gpc},
    {"usmd", 0, 22, SubSection::Gpc},       {"usin", 0, 24, SubSection::Sensitive},
    {"usky", 0, 24, SubSection::Sensitive}, {"usri", 0, 24, SubSection::Sensitive}};

}  // namespace

TEST_CASE("sections: each layout is as wide as the specification's") {
  REQUIRE(layouts().size() == std::size(kExpected));
  std::size_t i = 0;
  for (const Layout& layout : layouts()) {
    const Expected& expected = kExpected[i++];
    CAPTURE(expected.name);
    CHECK(layout.name == expected.name);
    CHECK(layout.version == expected.version);
    CHECK(layout.bits() == expected.bits);
    CHECK(layout.subSection == expected.subSection);
    CHECK(sectionName(layout.id) == layout.name);
    CHECK(layoutOf(layout.id, layout.version) == &layout);
  }
}

TEST_CASE("sections: no field stands twice in a layout, and each can be found by its name") {
  for (const Layout& layout : layouts()) {
    CAPTURE(layout.name);
    std::set<std::string> names;
    for (const Slot& slot : layout.slots)
      if (slot.field != Field::None) CHECK(names.insert(std::string(toText(slot.field))).second);
    CHECK(names.count("MspaCoveredTransaction") == 1);
    CHECK(names.count("SaleOptOut") == 1);
  }
}

TEST_CASE("sections: names and ids, and none beyond the list") {
  CHECK(sectionId("tcfeuv2") == 2);
  CHECK(sectionId("usnat") == 7);
  CHECK(sectionId("usri") == 27);
  CHECK(sectionId("usxx") == 0);
  CHECK(sectionName(0).empty());
  CHECK(sectionName(28).empty());
  CHECK(layoutOf(kUspV1) == nullptr);
  CHECK(layoutOf(kUsNat, 3) == nullptr);
}

TEST_CASE("sections: an empty section has the version to write and covers nothing") {
  const UsSection section = emptySection(*layoutOf(kUsNat));
  CHECK(section.get(Field::Version)[0] == 2);
  CHECK(section.get(Field::MspaCoveredTransaction)[0] == 2);
  CHECK(section.get(Field::SensitiveDataProcessing).size() == 16);
  CHECK(section.get(Field::ProcessingNotice).empty());  // usnat has none
}
