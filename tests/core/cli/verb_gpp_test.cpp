#include <doctest/doctest.h>

#include <sstream>

#include "core/cli/verbs.h"

using namespace sayso;
using namespace sayso::cli;

namespace {

struct Run {
  int code;
  std::string out;
};

Run run(std::vector<std::string> words, const std::string& input, bool isExperimental = false) {
  Args args;
  args.words = std::move(words);
  if (isExperimental) args.options.emplace("experimental", "");
  std::istringstream in(input);
  std::ostringstream out, err;
  Io io(in, out, err);
  const int code = runGpp(args, io);
  return {code, out.str()};
}

constexpr const char* kMaryland =
    R"({"sectionIds":[24],"sections":{"usmd":{"core":{"MspaVersion":2,"MspaCoveredTransaction":1,"MspaMode":2,)"
    R"("ProcessingNotice":1,"SaleOptOutNotice":2,"TargetedAdvertisingOptOutNotice":0,"SaleOptOut":1,)"
    R"("TargetedAdvertisingOptOut":0,"AdditionalDataProcessingConsent":1},"gpc":false}}})";

}  // namespace

TEST_CASE("gpp: each line is decoded with its flags, and a bad one stops no other") {
  const Run done = run({"decode"}, "DBABTA~1YNN\r\n\nDBABTA~1YNX\nDBABGA~BAAA\n");
  CHECK(done.code == kRefused);
  CHECK(
      done.out ==
      R"({"ok":true,"value":{"sectionIds":[6],"sections":{"uspv1":{"Version":1,"Notice":"Y","OptOutSale":"N",)"
      R"("LspaCovered":"N"}}},"flags":[]})"
      "\n"
      R"({"ok":false,"error":{"code":"bad-value","message":"expected 1 and then three of Y, N and -",)"
      R"("at":"uspv1 character 3"}})"
      "\n"
      R"({"ok":true,"value":{"sectionIds":[3],"sections":{"header":"BAAA"}},)"
      R"("flags":[{"code":"reserved-section","at":"header"}]})"
      "\n");
}

TEST_CASE("gpp: what was decoded is encoded again; drafts only if asked for") {
  const Run decoded = run({"decode"}, "DBABEYA~CZhE.QA");
  CHECK(decoded.code == kFine);
  CHECK(decoded.out.find(kMaryland) != std::string::npos);
  CHECK(run({"encode"}, kMaryland, true).out == "{\"ok\":true,\"value\":\"DBABEYA~CZhE.QA\"}\n");
  CHECK(run({"encode"}, kMaryland).code == kRefused);
  CHECK(run({"encode"}, R"({"sections":{}})").out == "{\"ok\":true,\"value\":\"DBAA\"}\n");
  CHECK(run({"encode"}, R"({"sections":[]})").code == kRefused);
}

TEST_CASE("gpp: a TC string in it is read and written by its values") {
  const std::string text =
      "DBACNYA~CQqBGQAQqBGQAEsACBENB4EoAPLAAELAAAYgAeOBgABAAABAQAcICAACACEgBAAKAA4A~1YNN";
  const Run decoded = run({"decode"}, text);
  REQUIRE(decoded.code == kFine);
  const auto answer = json::parse(decoded.out);
  REQUIRE(answer);
  const Json& value = answer.value()["value"];
  CHECK(value["sections"]["tcfeuv2"]["cmpId"] == 300);
  CHECK(json::dump(answer.value()["flags"]) == R"([{"code":"no-disclosed-vendors","at":"tcfeuv2"}])");

  Json model = value;
  model["sections"]["tcfeuv2"]["disclosedVendors"] = "1-3,10-11,28,52,60";
  const Run encoded = run({"encode"}, json::dump(model));
  CHECK(encoded.code == kFine);
  const auto string = json::parse(encoded.out);
  REQUIRE(string);
  const auto again = json::parse(run({"decode"}, string.value()["value"].get<std::string>()).out);
  REQUIRE(again);
  CHECK(again.value()["value"] == model);

  model["sections"]["tcfeuv2"]["cmpId"] = "x";
  CHECK(run({"encode"}, json::dump(model)).out.find("\"at\":\"/sections/tcfeuv2/cmpId\"") !=
        std::string::npos);
  CHECK(run({"decode"}, "DBABMA~CQqB").out.find("\"at\":\"tcfeuv2 segment 0 bit") != std::string::npos);
}

TEST_CASE("gpp: without decode or encode it is wrong usage") {
  CHECK(run({}, "").code == kBadUsage);
  CHECK(run({"read"}, "").code == kBadUsage);
  CHECK(run({"decode", "encode"}, "").code == kBadUsage);
  CHECK(run({"decode"}, "", true).code == kBadUsage);
}
