#include "core/consent/page_config.h"

#include <doctest/doctest.h>

#include "core/consent/config.h"

using namespace sayso;
using namespace sayso::consent;

namespace {

Config configWith(const std::string& page) {
  auto config =
      parseConfig(R"({"schema": "say-so-config/1", "site": {"name": "S", "controller": {"name": "C"}},
    "purposes": [{"id": "needed", "required": true}, {"id": "counts", "class": "analytics"},
                 {"id": "tests", "class": "analytics"}, {"id": "ads", "class": "marketing"}],
    "services": [{"id": "reel", "name": "View Reel", "purposes": ["ads"]}])" +
                  (page.empty() ? "}" : ", \"page\": " + page + "}"));
  REQUIRE(config);
  return std::move(config).value();
}

Error firstError(const std::string& page) {
  const PageConfigReading reading = readPageConfig(configWith(page));
  REQUIRE_FALSE(reading.errors.empty());
  return reading.errors.front();
}

}  // namespace

TEST_CASE("page: nothing said, and the page gets a control where it has none") {
  const PageConfigReading reading = readPageConfig(configWith(""));
  CHECK(reading.errors.empty());
  CHECK(reading.page.reopen == Reopen::Auto);
  CHECK_FALSE(reading.page.marks);
  CHECK(reading.page.integrations.empty());
}

TEST_CASE("page: every fault has its place") {
  CHECK(firstError(R"({"reopen": "perhaps"})").at == "/page/reopen");
  CHECK(firstError(R"({"colour": "red"})").at == "/page/colour");
  CHECK(firstError(R"({"marks": {"C0009": ["counts", "nothing"]}})").at == "/page/marks/C0009/1");
  CHECK(firstError(R"({"marks": {"C0009": "nothing"}})").code == ErrorCode::UnknownPurpose);
  CHECK(firstError(R"({"integrations": {"telex": {}}})").code == ErrorCode::UnknownKey);
  CHECK(firstError(R"({"payAlternative": {"price": 5}})").at == "/page/payAlternative/price");
  CHECK(firstError(R"({"integrations": {"shopify": {"pixel": 1}}})").code == ErrorCode::UnknownKey);
  CHECK(firstError(R"x({"statement": "javascript:alert(1)"})x").at == "/page/statement");
  CHECK(firstError("[]").at == "/page");
}

TEST_CASE("page: a config keeps what concerns the page, to the letter") {
  const Config config = configWith(R"({"reopen": "corner", "marks": {"x": "ads"}})");
  const auto again = readConfig(toJson(config));
  REQUIRE(again.config);
  CHECK(*again.config == config);
}

TEST_CASE("page: marks stand for what the site says, else for what has their class or name") {
  const Config config = configWith(R"({"marks": {"C0004": "reel", "mine": ["counts", "ads"]}})");
  const Json marks = marksOf(config, readPageConfig(config).page);
  CHECK(marks["C0002"] == "counts tests");
  CHECK(marks["statistics"] == "counts tests");
  CHECK(marks["C0004"] == "reel");
  CHECK(marks["marketing"] == "ads");
  CHECK(marks["C0001"] == "needed");
  CHECK(marks["View Reel"] == "reel");
  CHECK(marks["reel"] == "reel");
  CHECK(marks["mine"] == "counts ads");
  // Nothing here is functional: a tag so marked stays held.
  CHECK_FALSE(marks.contains("C0003"));
}

TEST_CASE("page: what is offered instead of a yes may be said in part") {
  const auto payOf = [](const std::string& pay) {
    return readPageConfig(configWith(R"({"payAlternative": )" + pay + "}")).page.payAlternative;
  };
  REQUIRE(payOf("{}"));
  CHECK(payOf("{}")->price == "");
  CHECK_FALSE(payOf("{}")->thirdOption);
  CHECK(payOf(R"({"price": "5 EUR", "thirdOption": true})")->price == "5 EUR");
  CHECK(payOf(R"({"price": "5 EUR", "thirdOption": true})")->thirdOption);
}
