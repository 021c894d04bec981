#include "core/privacy/report.h"

#include <doctest/doctest.h>

#include "tests/core/privacy/vectors.h"

using namespace sayso;
using namespace sayso::privacy;
using namespace sayso::privacy::testing;

namespace {

std::string faultOf(const char* text) {
  const auto report = readReport(json::parse(text).value());
  return report ? "" : codeOf(report.error());
}

}  // namespace

TEST_CASE("report: reads what it wrote, of either mechanism") {
  const Report value{"trust", "2026-W47", chooseMechanism(7, 1).value(), {3}};
  const Report bits{"kind", "2026-W47", chooseMechanism(21, 1).value(), {0, 20}};
  CHECK(
      json::dump(toJson(value)) ==
      R"({"schema":"say-so-report/1","question":"trust","period":"2026-W47","epsilon":1.0,"answers":7,"value":3})");
  CHECK(toJson(bits)["bits"] == "100000000000000000001");
  for (const Report& each : {value, bits}) CHECK(readReport(toJson(each)).value() == each);
}

TEST_CASE("report: what fits neither mechanism is refused with its place") {
#define REPORT(rest) R"({"schema":"say-so-report/1","question":"q","period":"2026",)" rest "}"
  CHECK(faultOf(REPORT(R"("epsilon":1,"answers":7,"value":6)")) == "");
  CHECK(faultOf(REPORT(R"("epsilon":1,"answers":7,"value":7)")) == "out-of-range /value");
  CHECK(faultOf(REPORT(R"("epsilon":1,"answers":7,"value":-1)")) == "out-of-range /value");
  CHECK(faultOf(REPORT(R"("epsilon":1,"answers":7,"value":1.5)")).ends_with("/value"));
  CHECK(faultOf(REPORT(R"("epsilon":1,"answers":7)")) == "missing-key ");
  CHECK(faultOf(REPORT(R"("epsilon":1,"answers":7,"bits":"0000000")")) == "missing-key ");
  CHECK(faultOf(REPORT(R"("epsilon":1,"answers":7,"value":1,"id":"me")")) == "unknown-key /id");
  CHECK(faultOf(REPORT(R"("epsilon":1,"answers":12,"bits":"01010101010")")) == "bad-value /bits");
  CHECK(faultOf(REPORT(R"("epsilon":1,"answers":12,"bits":"01010101012")")) == "bad-value /bits");
  CHECK(faultOf(REPORT(R"("epsilon":1e9,"answers":7,"value":1)")) == "out-of-range /epsilon");
  CHECK(faultOf(REPORT(R"("epsilon":1,"answers":1000000000,"value":1)")) == "out-of-range /answers");
  CHECK(faultOf(R"([1])").starts_with("wrong-type"));
  CHECK(faultOf(R"({"schema":"say-so-report/2"})").starts_with("unknown-schema"));
#undef REPORT
}

TEST_CASE("report: every figure says of whom it is, and the acceptance is a lower bound") {
  const Mechanism mechanism = chooseMechanism(2, 1).value();
  Tally tally({"q", "2026", mechanism, {0}});
  for (int i = 0; i < 100; ++i) tally.add({"q", "2026", mechanism, {i < 70 ? 1u : 0u}});
  const Json json = toJson(tally, {"no", "yes"}, 4000);
  CHECK(json["of"] == "those who share statistics");
  CHECK(json["reports"] == 100);
  CHECK(json["acceptance"]["atLeast"] == 0.025);
  CHECK(json["answers"][1]["answer"] == "yes");
  const Json& yes = json["answers"][1];
  CHECK(yes["share"].get<double>() == doctest::Approx((0.7 - mechanism.q) / (mechanism.p - mechanism.q)));
  CHECK(yes["interval"][0].get<double>() < 0.93);
  CHECK(yes["interval"][1] == 1);
  CHECK_FALSE(toJson(tally, {}).contains("acceptance"));
}
