#include "core/gpp/gpp_json.h"
#include "core/gpp/gpp_string.h"
#include "core/gpp/header.h"
#include "tests/core/gpp/vectors.h"

// Every case of tests/conformance/iab/gpp_*.json.

using namespace sayso;
using namespace sayso::gpp;

namespace {

Reading read(std::string_view text) {
  auto reading = readGppString(text);
  REQUIRE_MESSAGE(reading, (reading ? "" : reading.error().message + " at " + reading.error().at));
  return std::move(reading).value();
}

std::vector<std::string> partsOf(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('~', start), text.size());
    parts.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

/// The case's model, with the text of its TC string where the vectors have its values.
Json modelOf(const Json& each) {
  Json model = json::object({{"sectionIds", each["sectionIds"]}, {"sections", each["sections"]}});
  const auto parts = partsOf(vectors::text(each, "string"));
  for (std::size_t i = 0; i < each["sectionIds"].size(); ++i)
    if (each["sectionIds"][i] == kTcfEuV2) json::set(model["sections"], "tcfeuv2", parts[i + 1]);
  return model;
}

void checkBothWays(const Json& each, const WriteOptions& options, std::size_t flags) {
  CAPTURE(vectors::text(each, "id"));
  const std::string text = vectors::text(each, "string");
  const Reading reading = read(text);
  const Json model = modelOf(each);
  CHECK(json::dump(toJson(reading.gpp)) == json::dump(model));
  CHECK(reading.flags.size() == flags);
  if (each.contains("minPadString")) CHECK(read(vectors::text(each, "minPadString")).gpp == reading.gpp);

  const auto back = fromJson(model);
  REQUIRE_MESSAGE(back, (back ? "" : back.error().message + " at " + back.error().at));
  CHECK(back.value() == reading.gpp);
  const auto written = writeGppString(back.value(), options);
  REQUIRE(written);
  CHECK(written.value() == text);
}

}  // namespace

TEST_CASE("vectors: each string is read as its model, and each model is written as its string") {
  for (const Json& each : vectors::read("gpp_roundtrip.json")) checkBothWays(each, {}, 0);
}

TEST_CASE("vectors: states whose texts are not final are read with a flag, and written only if allowed") {
  for (const Json& each : vectors::read("gpp_headed_states.json")) {
    checkBothWays(each, {.allowExperimental = true}, 1);
    const Reading reading = read(vectors::text(each, "string"));
    CHECK(reading.flags.front().code == "experimental-section");
    CHECK(writeGppString(reading.gpp).error().code == ErrorCode::BadValue);
  }
}

TEST_CASE("vectors: the header of each list of ids, with either padding") {
  for (const Json& each : vectors::read("gpp_header.json")) {
    CAPTURE(vectors::text(each, "id"));
    const auto ids = each["ids"].get<std::vector<std::uint16_t>>();
    CHECK(writeHeader(ids) == vectors::text(each, "header"));
    CHECK(readHeader(vectors::text(each, "header")).value() == ids);
    CHECK(readHeader(vectors::text(each, "headerMinPad")).value() == ids);
  }
}

TEST_CASE("vectors: malformed strings are refused with a place, doubtful ones flagged") {
  for (const Json& each : vectors::read("gpp_malformed.json")) {
    CAPTURE(vectors::text(each, "id"));
    CAPTURE(vectors::text(each, "name"));
    const auto reading = readGppString(vectors::text(each, "string"));
    const std::string expect = vectors::text(each, "expect");
    if (expect == "reject") {
      REQUIRE_FALSE(reading);
      CHECK_FALSE(reading.error().message.empty());
      CHECK_FALSE(reading.error().at.empty());
      continue;
    }
    REQUIRE_MESSAGE(reading, (reading ? "" : reading.error().message + " at " + reading.error().at));
    CHECK(reading.value().flags.empty() == (expect == "accept"));
    const Json& reference = each["reference"];
    if (!reference.contains("usnat")) continue;
    const auto& usnat = std::get<UsSection>(*reading.value().gpp.section(kUsNat));
    CHECK(usnat.get(Field::SaleOptOut)[0] == reference["usnat"]["SaleOptOut"]);
    CHECK(usnat.get(Field::Version)[0] == reference["usnat"]["Version"]);
    CHECK(usnat.gpc.value_or(false) == reference["usnat"]["Gpc"]);
  }
}
