#include <algorithm>

#include "core/tcf/tc_json.h"
#include "core/tcf/vendor_list.h"
#include "tests/core/tcf/iab.h"

// The strings of tests/conformance/iab, made by the reference implementation; its README says how to read
// them.

using namespace sayso;
using namespace sayso::tcf;

namespace {

constexpr Time kNow{1795340000};  // 2026-11-22, when the files were made

std::string modelOf(std::string_view text) {
  const auto reading = readTcString(text, kNow);
  if (!reading) return reading.error().message + " at " + reading.error().at;
  return json::dump(toJson(reading.value().value));
}

VendorList listOf(const Json& vendors) {
  const Json file = json::object({{"vendors", vendors}});
  const auto list = readVendorList(json::dump(file));
  REQUIRE(list);
  return list.value();
}

bool isOneOfBoth(const std::string& text, const Json& each) {
  return text == textOf(each, "string") ||
         (each.contains("specOptimalString") && text == textOf(each, "specOptimalString"));
}

}  // namespace

TEST_CASE("TC strings: every string of the reference is read as its model and written again") {
  const Json file = readIab("tcf_roundtrip.json");
  for (const Json& each : file.at("cases")) {
    CAPTURE(textOf(each, "id"));
    const std::string text = textOf(each, "string");
    CHECK(modelOf(text) == json::dump(each.at("model")));
    const auto model = tcStringFromJson(each.at("model"));
    REQUIRE(model);
    const auto written = writeTcString(model.value());
    REQUIRE(written);
    CHECK(isOneOfBoth(written.value(), each));
    CHECK(written.value().size() <= text.size());
    CHECK(modelOf(written.value()) == json::dump(each.at("model")));
    if (each.contains("specOptimalString")) {
      CHECK(modelOf(textOf(each, "specOptimalString")) == json::dump(each.at("model")));
      CHECK(written.value() == textOf(each, "specOptimalString"));
    }
  }
}

TEST_CASE("TC strings: legal strings made by other rules are read") {
  const Json file = readIab("tcf_decode.json");
  for (const Json& each : file.at("cases")) {
    CAPTURE(textOf(each, "id"));
    CHECK(modelOf(textOf(each, "string")) == json::dump(each.at("model")));
  }
}

TEST_CASE("TC strings: what is malformed is refused, what is doubtful is read and flagged") {
  const Json file = readIab("tcf_malformed.json");
  for (const Json& each : file.at("cases")) {
    CAPTURE(textOf(each, "id"));
    CAPTURE(textOf(each, "name"));
    const auto reading = readTcString(textOf(each, "string"), kNow);
    if (textOf(each, "expect") == "reject") {
      REQUIRE(!reading);
      CHECK(reading.error().at.starts_with("segment "));
      continue;
    }
    REQUIRE(reading);
    CHECK(!reading.value().flags.empty());
    if (const Json& reference = each.at("reference"); reference.contains("model"))
      CHECK(json::dump(toJson(reading.value().value)) == json::dump(reference.at("model")));
  }
}

TEST_CASE("TC strings: before writing, a vendor list takes out what may not be said") {
  const Json file = readIab("tcf_semantic.json");
  const VendorList list = listOf(file.at("gvlVendors"));
  for (const Json& each : file.at("cases")) {
    CAPTURE(textOf(each, "id"));
    Json wanted = each.at("model");
    for (const auto& [key, value] : each.at("input").items()) wanted[key] = value;
    const auto model = tcStringFromJson(wanted);
    REQUIRE(model);
    const TcString fitted = fitToList(model.value(), list);
    CHECK(json::dump(toJson(fitted)) == json::dump(each.at("model")));
    const auto written = writeTcString(fitted);
    REQUIRE(written);
    CHECK(isOneOfBoth(written.value(), each));
    CHECK(fitToList(fitted, list) == fitted);
  }
}

TEST_CASE("TC strings: the specification's own examples are read, and flagged as what they are") {
  const Json file = readIab("spec_examples.json");
  int count = 0;
  for (const Json& each : file.at("cases")) {
    if (textOf(each, "kind") != "tc") continue;
    ++count;
    CAPTURE(textOf(each, "id"));
    const auto reading = readTcString(textOf(each, "string"), kNow);
    REQUIRE(reading);
    const auto& flags = reading.value().flags;
    CHECK(std::find(flags.begin(), flags.end(), Flag::OldPolicy) != flags.end());
    CHECK(std::find(flags.begin(), flags.end(), Flag::NotServiceSpecific) != flags.end());
    if (each.contains("model"))
      CHECK(json::dump(toJson(reading.value().value)) == json::dump(each.at("model")));
  }
  CHECK(count == 2);
}
