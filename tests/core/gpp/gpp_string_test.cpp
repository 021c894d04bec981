#include "core/gpp/gpp_string.h"

#include <random>

#include "core/gpp/gpp_json.h"
#include "tests/core/cases.h"
#include "tests/core/gpp/vectors.h"

using namespace sayso;
using namespace sayso::gpp;

namespace {

constexpr std::string_view kOptedOut = "DBABLA~CVQVAAAAAACA.YA";

Reading read(std::string_view text) {
  auto reading = readGppString(text);
  REQUIRE_MESSAGE(reading, (reading ? "" : reading.error().message + " at " + reading.error().at));
  return std::move(reading).value();
}

/// "code at place"
std::string faultOf(std::string_view text) {
  const auto reading = readGppString(text);
  REQUIRE_FALSE(reading);
  return std::string(toText(reading.error().code)) + " at " + reading.error().at;
}

std::string flagOf(std::string_view text) {
  const Reading reading = read(text);
  REQUIRE(reading.flags.size() == 1);
  return std::string(reading.flags[0].code) + " at " + reading.flags[0].at;
}

const UsSection& usOf(const Reading& reading, std::uint16_t id) {
  const Section* section = reading.gpp.section(id);
  REQUIRE(section);
  return std::get<UsSection>(*section);
}

bool hasTcString(const GppString& gpp) { return gpp.section(kTcfEuV2) != nullptr; }

}  // namespace

TEST_CASE("gpp string: a visitor with Global Privacy Control, and one without") {
  const Reading reading = read(kOptedOut);
  const UsSection& out = usOf(reading, kUsNat);
  CHECK(out.get(Field::SaleOptOut)[0] == 1);
  CHECK(out.get(Field::SharingNotice)[0] == 1);
  CHECK(out.get(Field::MspaCoveredTransaction)[0] == 2);
  CHECK(out.gpc == true);
  const Reading other = read("DBABLA~CVQqAAAAAACA.QA");
  CHECK(usOf(other, kUsNat).get(Field::SaleOptOut)[0] == 2);
  CHECK(usOf(other, kUsNat).gpc == false);
}

TEST_CASE("gpp string: the first fault is named, with its section and bit") {
  CHECK(faultOf("") == "bad-segments at header");
  CHECK(faultOf("EBABLA~CVQVAAAAAACA") == "bad-value at header bit 0");
  CHECK(faultOf("DCABLA~CVQVAAAAAACA") == "unknown-version at header bit 6");
  CHECK(faultOf("DB=BLA~CVQVAAAAAACA") == "bad-character at header bit 12");
  CHECK(faultOf("DBAB~CVQVAAAAAACA") == "truncated at header bit 24");
  CHECK(faultOf("DBABLB~CVQVAAAAAACA") == "trailing-bits at header bit 30");
  CHECK(faultOf("DBABLA") == "bad-segments at header");
  CHECK(faultOf("DBABLA~") == "bad-segments at usnat");
  CHECK(faultOf("DBABLA~CVQ+AAAAAACA") == "bad-character at usnat bit 18");
  CHECK(faultOf("DBABLA~C1QVAAAAAACA") == "bad-value at usnat bit 6");
  CHECK(faultOf("DBABLA~DVQVAAAAAACA") == "unknown-version at usnat bit 0");
  CHECK(faultOf("DBABLA~CVQV") == "truncated at usnat bit 24");
  CHECK(faultOf("DBABLA~CVQVAAAAAACB") == "trailing-bits at usnat bit 70");
  CHECK(faultOf("DBABLA~CVQVAAAAAACA.IA") == "bad-segments at usnat.gpc bit 0");
  CHECK(faultOf("DBABLA~CVQVAAAAAACA.YB") == "trailing-bits at usnat.gpc bit 3");
  CHECK(faultOf("DBABLA~CVQVAAAAAACA.YA.YA") == "bad-segments at usnat");
  CHECK(faultOf("DBABRg~BEAaUik.YA") == "bad-segments at usva");  // Virginia has no such sub-section
  CHECK(faultOf("DBABTA~1YxN") == "bad-value at uspv1 character 2");
  CHECK(faultOf("DBABTA~1YN") == "bad-value at uspv1 character 3");
  CHECK(faultOf("DBABMA~YAAAAAAAAAAA") == "bad-segments at tcfeuv2 bit 0");
  CHECK(faultOf("DBABMA~CQSb.") == "bad-segments at tcfeuv2.1");
  CHECK(faultOf(std::string(kMaxBytes + 1, 'D')) == "too-large at header");
}

TEST_CASE("gpp string: what is doubtful is read and flagged, with its place") {
  CHECK(flagOf("DBABGA~BAAA") == "reserved-section at header");
  CHECK(flagOf("DBABLA~CVQqAAAAAAAA") == "coverage-missing at usnat bit 64");
  CHECK(flagOf("DBABBg~BUUAAAAA.YA") == "coverage-missing at usca bit 40");
  const std::string far = "DBABBAw~BAAA.AA";  // section 34
  CHECK(read(far).flags.front().code == "unknown-section");
  CHECK(writeGppString(read(far).gpp).value() == far);
}

TEST_CASE("gpp string: the version of usnat says its layout, and a length that contradicts it is flagged") {
  const Reading first = read("DBABLA~BVQqAAAAAg");  // 60 bits, version 1
  CHECK(first.flags.empty());
  CHECK(usOf(first, kUsNat).get(Field::SensitiveDataProcessing).size() == 12);
  CHECK(usOf(first, kUsNat).get(Field::MspaCoveredTransaction)[0] == 2);
  CHECK(writeGppString(first.gpp).value() == "DBABLA~BVQqAAAAAgA");

  const Reading cut = read("DBABLA~CVQqAAAAAg");
  CHECK(cut.flags == std::vector<Flag>{{"length-not-of-version", "usnat"}});
  CHECK(usOf(cut, kUsNat).get(Field::SensitiveDataProcessing).size() == 12);
  // What contradicts itself is not passed on.
  CHECK(writeGppString(cut.gpp).error().code == ErrorCode::BadValue);

  CHECK(flagOf("DBABLA~BVQqAAAAAgAAAA") == "length-not-of-version at usnat");
  CHECK(faultOf("DBABLA~BVQqAAAAAgAB") == "trailing-bits at usnat bit 60");
  CHECK(faultOf("DBABLA~BVQqAAAA") == "truncated at usnat bit 48");
}

TEST_CASE("gpp string: the examples printed in the specification") {
  const std::string tc = "CPXxRfAPXxRfAAfKABENB-CgAAAAAAAAAAYgAAAAAAAA";
  const Reading both = read("DBACNY~" + tc + "~1YNN");
  CHECK(std::get<CarriedSection>(both.gpp.sections[0]) == CarriedSection{kTcfEuV2, tc});
  CHECK(std::get<UsPrivacy>(both.gpp.sections[1]) == UsPrivacy{'Y', 'N', 'N'});
  CHECK(writeGppString(both.gpp).value() == "DBACNYA~" + tc + "~1YNN");
  CHECK(read("DBABM~" + tc).flags.empty());
  // Its third example has an EU string in the section of Canada.
  CHECK(flagOf("DBABjw~" + tc + "~1YNN") == "unknown-section at tcfcav1");
  // A TC string alone.
  CHECK(read(tc).gpp == read("DBABMA~" + tc).gpp);
}

TEST_CASE("gpp string: what may not be said is not written") {
  Reading reading = read(kOptedOut);
  auto& usnat = std::get<UsSection>(reading.gpp.sections[0]);
  usnat.get(Field::SaleOptOut)[0] = 3;
  CHECK(writeGppString(reading.gpp).error().at == "usnat bit 18");
  usnat.get(Field::SaleOptOut)[0] = 1;
  usnat.get(Field::MspaCoveredTransaction)[0] = 0;
  CHECK(writeGppString(reading.gpp).error() ==
        Error{ErrorCode::BadValue, "MspaCoveredTransaction has a value that is not defined", "usnat bit 64"});
  usnat.get(Field::MspaCoveredTransaction)[0] = 1;
  CHECK(writeGppString(reading.gpp));

  reading.gpp.sections.push_back(UsPrivacy{'Y', 'N', 'N'});
  CHECK(writeGppString(reading.gpp).error() ==
        Error{ErrorCode::BadSegments, "sections stand in the order of their ids, each once", "uspv1"});
  CHECK(writeGppString({{UsPrivacy{'Y', 'n', 'N'}}}).error().code == ErrorCode::BadValue);
  CHECK(writeGppString({{CarriedSection{kTcfEuV2, "C~D"}}}).error().code == ErrorCode::BadCharacter);
  CHECK(writeGppString({{CarriedSection{kTcfEuV2, ""}}}).error().code == ErrorCode::BadSegments);
}

TEST_CASE("gpp string: a prefix is refused, flagged, or says no more than the whole") {
  int refused = 0;
  for (const Json& each : vectors::read("gpp_roundtrip.json")) {
    const std::string text = vectors::text(each, "string");
    const GppString whole = read(text).gpp;
    if (hasTcString(whole)) continue;  // its end is the TC string's to know
    for (std::size_t size = 0; size < text.size(); ++size) {
      CAPTURE(text.substr(0, size));
      const auto reading = readGppString(std::string_view(text).substr(0, size));
      if (!reading) {
        ++refused;
        CHECK_FALSE(reading.error().at.empty());
        continue;
      }
      if (!reading.value().flags.empty()) continue;
      GppString rest = whole;
      if (reading.value().gpp == rest) continue;  // padding was cut
      std::get<UsSection>(rest.sections.back()).gpc.reset();
      CHECK(reading.value().gpp == rest);  // or the last sub-section
    }
  }
  CHECK(refused > 1000);
}

TEST_CASE("gpp string: with any bit flipped it is refused, or read as something that can be written again") {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::mt19937 draw(1);
  const Json cases = vectors::read("gpp_roundtrip.json");
  for (int i = 0; i < caseCount(20000); ++i) {
    const std::string original = vectors::text(cases[draw() % cases.size()], "string");
    std::string text = original;
    for (auto flips = 1 + draw() % 3; flips > 0; --flips) {
      char& character = text[draw() % text.size()];
      const auto at = kAlphabet.find(character);
      if (at != kAlphabet.npos) character = kAlphabet[at ^ (1U << draw() % 6)];
    }
    CAPTURE(text);
    const auto reading = readGppString(text);
    if (!reading) {
      CHECK_FALSE(reading.error().at.empty());
      continue;
    }
    const auto written = writeGppString(reading.value().gpp, {.allowExperimental = true});
    if (!written) {
      CHECK_FALSE(reading.value().flags.empty());  // only what was flagged may not be written
      continue;
    }
    const auto again = readGppString(written.value());
    REQUIRE(again);
    CHECK(again.value().gpp == reading.value().gpp);
    const auto back = fromJson(toJson(reading.value().gpp));
    REQUIRE(back);
    CHECK(back.value() == reading.value().gpp);
  }
}
