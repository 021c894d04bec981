#include "core/gpp/gpp_json.h"

#include "tests/core/gpp/vectors.h"

using namespace sayso;
using namespace sayso::gpp;

namespace {

constexpr std::string_view kVirginia =
    R"({"sections":{"usva":{"core":{"Version":1,"SharingNotice":1,"SaleOptOutNotice":1,)"
    R"("TargetedAdvertisingOptOutNotice":1,"SaleOptOut":1,"TargetedAdvertisingOptOut":1,)"
    R"("SensitiveDataProcessing":[0,0,0,0,0,0,0,0],"KnownChildSensitiveDataConsents":0,)"
    R"("MspaCoveredTransaction":2,"MspaOptOutOptionMode":0,"MspaServiceProviderMode":0}}}})";

Result<GppString> parse(std::string_view text) {
  const auto value = json::parse(text);
  REQUIRE(value);
  return fromJson(value.value());
}

/// "code at pointer" of Virginia with `from` replaced by `to`.
std::string faultWith(std::string_view from, std::string_view to) {
  std::string text(kVirginia);
  const auto at = text.find(from);
  REQUIRE(at != text.npos);
  const auto gpp = parse(text.replace(at, from.size(), to));
  REQUIRE_FALSE(gpp);
  return std::string(toText(gpp.error().code)) + " at " + gpp.error().at;
}

}  // namespace

TEST_CASE("gpp json: faults have the pointer of what is wrong") {
  REQUIRE(parse(kVirginia));
  CHECK(faultWith("usva", "usxx") == "unknown-key at /sections/usxx");
  CHECK(faultWith("\"SaleOptOut\":1", "\"SaleOptOut\":3") ==
        "out-of-range at /sections/usva/core/SaleOptOut");
  CHECK(faultWith("\"SaleOptOut\":1,", "") == "missing-key at /sections/usva/core");
  CHECK(faultWith("\"SaleOptOut\":1", "\"SaleOptOut\":1,\"Sale\":1") ==
        "unknown-key at /sections/usva/core/Sale");
  CHECK(faultWith("\"MspaCoveredTransaction\":2", "\"MspaCoveredTransaction\":0") ==
        "out-of-range at /sections/usva/core/MspaCoveredTransaction");
  CHECK(faultWith("[0,0,", "[0,") == "bad-value at /sections/usva/core/SensitiveDataProcessing");
  CHECK(faultWith("[0,0,", "[0,9,") == "out-of-range at /sections/usva/core/SensitiveDataProcessing/1");
  CHECK(faultWith("\"Version\":1", "\"Version\":2") == "unknown-version at /sections/usva/core/Version");
  CHECK(faultWith("{\"sections\"", "{\"sectionIds\":[8],\"sections\"") == "bad-value at /sectionIds");
  CHECK(faultWith("0}}", "0},\"gpc\":true}") == "unknown-key at /sections/usva/gpc");
}

TEST_CASE("gpp json: sections in any order, those carried as text, and none at all") {
  const auto gpp = parse(
      R"({"sections":{"section-40":"ABC","uspv1":{"Version":1,"Notice":"Y","OptOutSale":"-","LspaCovered":"N"},)"
      R"("tcfeuv2":"CAAA.IAAA"}})");
  REQUIRE(gpp);
  CHECK(json::dump(toJson(gpp.value())) ==
        R"({"sectionIds":[2,6,40],"sections":{"tcfeuv2":"CAAA.IAAA",)"
        R"("uspv1":{"Version":1,"Notice":"Y","OptOutSale":"-","LspaCovered":"N"},"section-40":"ABC"}})");
  CHECK(parse(R"({"sections":{}})").value().sections.empty());
  for (const char* key :
       {"section-", "section-0", "section-07", "section-7", "section-70000", "section-4x"}) {
    CAPTURE(key);
    CHECK_FALSE(parse(std::string(R"({"sections":{")") + key + R"(":"ABC"}})"));
  }
  CHECK_FALSE(parse("[]"));
  CHECK_FALSE(parse("{}"));
}

TEST_CASE("gpp json: flags with their places") {
  CHECK(json::dump(toJson(std::vector<Flag>{{"reserved-section", "header"}})) ==
        R"([{"code":"reserved-section","at":"header"}])");
}
