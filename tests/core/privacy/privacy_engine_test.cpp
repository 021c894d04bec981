#include "core/privacy/privacy_engine.h"

#include <doctest/doctest.h>

#include "core/base/base64.h"
#include "core/privacy/gaussian.h"
#include "tests/core/privacy/vectors.h"

using namespace sayso;
using namespace sayso::privacy;
using namespace sayso::privacy::testing;

namespace {

constexpr std::string_view kConfig = R"({"purposes":[{"id":"necessary","required":true},{"id":"statistics"},
  {"id":"learning"}],"page":{"privacy":{"endpoint":"/statistics",
  "budgets":[{"purpose":"statistics","epsilon":1.5,"period":"month"},
             {"purpose":"learning","epsilon":4,"period":"week"}],
  "questions":[{"id":"a","purpose":"statistics","answers":["no","yes"],"epsilon":1},
               {"id":"b","purpose":"statistics","answers":["1","2","3"],"epsilon":1}],
  "learning":[{"id":"liked","purpose":"learning","features":["x","y"],"epsilon":4,"delta":1e-6,"clip":0.5}]}}})";

PrivacyEngine shop() {
  PrivacyEngine engine;
  const auto loaded = engine.loadConfig(kConfig);
  REQUIRE(loaded);
  return engine;
}

/// Bytes of which every draw is nearly 0: the true answer is reported.
std::string lowBytes() { return encodeBase64(std::vector<std::uint8_t>(4096, 0)); }

Json request(const char* now, const Json& budget) {
  return {{"now", now}, {"budget", budget}, {"random", lowBytes()}};
}

Result<Json> answer(const PrivacyEngine& engine, Json asked, const char* question, const char* given) {
  asked["question"] = question;
  asked["answer"] = given;
  return engine.answer(json::dump(asked));
}

Result<Json> learn(const PrivacyEngine& engine, Json asked, const char* rows) {
  asked["model"] = "liked";
  asked["weights"] = {0, 0, 0};
  asked["rows"] = json::parse(rows).value();
  asked["labels"] = Json::array();
  for (std::size_t i = 0; i < asked["rows"].size(); ++i) asked["labels"].push_back(1);
  return engine.learn(json::dump(asked));
}

std::string faultOf(const Result<Json>& result) { return result ? "" : codeOf(result.error()); }

std::string configFault(const char* privacy) {
  PrivacyEngine engine;
  return faultOf(engine.loadConfig(
      std::string(R"({"purposes":[{"id":"necessary","required":true},{"id":"s"}],"page":{"privacy":)") +
      privacy + "}}"));
}

}  // namespace

TEST_CASE("privacy engine: an answer costs its epsilon, is never given twice, and stops at the budget") {
  const PrivacyEngine engine = shop();
  const Json asked = request("2026-11-22T10:00:00Z", nullptr);
  const auto first = answer(engine, asked, "a", "yes");
  REQUIRE(first);
  CHECK(first.value()["report"]["value"] == 1);
  CHECK(first.value()["report"]["period"] == "2026-11");
  const Json budget = first.value()["budget"];
  CHECK(json::dump(budget).find("yes") == std::string::npos);  // the ledger holds no answer
  const Json later = request("2026-11-29T10:00:00Z", budget);
  CHECK(faultOf(answer(engine, later, "a", "yes")) == "already-answered /question");
  CHECK(faultOf(answer(engine, later, "a", "no")) == "already-answered /question");
  CHECK(faultOf(answer(engine, later, "b", "2")) == "budget-spent /question");
  const Json look = engine.look(json::dump({{"now", "2026-11-29T10:00:00Z"}, {"budget", budget}})).value();
  CHECK(look["answered"] == Json{"a"});
  CHECK(look["budgets"][0]["left"] == 0.5);
  CHECK(look["budgets"][0]["until"] == "2026-12-01T00:00:00Z");
  CHECK(answer(engine, request("2026-12-01T00:00:00Z", budget), "b", "2"));
}

TEST_CASE("privacy engine: other random bytes make another report of the same answer") {
  const PrivacyEngine engine = shop();
  Json asked = request("2026-11-22T10:00:00Z", nullptr);
  asked["random"] = encodeBase64(std::vector<std::uint8_t>(72, 0xff));
  CHECK(answer(engine, asked, "a", "yes").value()["report"]["value"] == 0);
  asked["random"] = "AAAA";
  CHECK(faultOf(answer(engine, asked, "a", "yes")) == "truncated ");
  asked["random"] = "not base64";
  CHECK(faultOf(answer(engine, asked, "a", "yes")) == "bad-base64 /random");
}

TEST_CASE("privacy engine: a group is part of the answer, and as uncertain") {
  PrivacyEngine engine;
  const Json told = engine
                        .loadConfig(R"({"purposes":[{"id":"s"}],"page":{"privacy":{
    "budgets":[{"purpose":"s","epsilon":1,"period":"month"}],
    "questions":[{"id":"q","purpose":"s","groups":["off","full"],"answers":["1","2"],"epsilon":1}]}}})")
                        .value()["questions"][0];
  CHECK(told["answers"] == Json{"off/1", "off/2", "full/1", "full/2"});
  CHECK(told["groups"] == Json{"off", "full"});
  Json asked = request("2026-11-22T10:00:00Z", nullptr);
  asked["random"] = encodeBase64(std::vector<std::uint8_t>(72, 1));  // nearly 0, and none drawn again
  const auto given = answer(engine, asked, "q", "full/1");
  REQUIRE(given);
  CHECK(given.value()["report"]["value"] == 2);
  CHECK(given.value()["report"]["answers"] == 4);
  CHECK(faultOf(answer(engine, asked, "q", "1")) == "bad-value /answer");
}

TEST_CASE("privacy engine: an update is clipped and has the noise that its epsilon needs") {
  PrivacyEngine engine;
  const Json told = engine.loadConfig(kConfig).value()["learning"][0];
  CHECK(told["noise"].get<double>() == analyticSigma(4, 1e-6, 1));  // two updates of 0.5 are 1 apart
  Json asked = request("2026-11-22T10:00:00Z", nullptr);
  std::vector<std::uint8_t> bytes;
  for (int i = 0; i < 4096; ++i) bytes.push_back(static_cast<std::uint8_t>(i * 37 + i / 251));
  asked["random"] = encodeBase64(bytes);
  const auto one = learn(engine, asked, "[[3,4]]"), none = learn(engine, asked, "[]");
  REQUIRE(one);
  REQUIRE(none);
  // The same noise is in both: what is between them is the clipped step.
  double square = 0;
  for (int i = 0; i < 3; ++i) {
    const double gap =
        one.value()["update"]["change"][i].get<double>() - none.value()["update"]["change"][i].get<double>();
    square += gap * gap;
  }
  CHECK(square == doctest::Approx(0.25));
  CHECK(one.value()["length"].get<double>() > 0.5);
  CHECK(one.value()["update"].contains("examples") == false);
  CHECK(faultOf(learn(engine, request("2026-11-22T12:00:00Z", one.value()["budget"]), "[[3,4]]")) ==
        "already-answered /question");
}

TEST_CASE("privacy engine: what it cannot read is refused with its place") {
  const PrivacyEngine engine = shop();
  const Json asked = request("2026-11-22T10:00:00Z", nullptr);
  CHECK(faultOf(PrivacyEngine().look("{}")) == "not-loaded ");
  CHECK(faultOf(answer(engine, asked, "c", "yes")) == "unknown-kind /question");
  CHECK(faultOf(answer(engine, asked, "a", "perhaps")) == "bad-value /answer");
  CHECK(faultOf(answer(engine, request("yesterday", nullptr), "a", "yes")) == "bad-time /now");
  CHECK(faultOf(answer(engine, request("2026-11-22T10:00:00Z", 3), "a", "yes")) == "wrong-type /budget");
  CHECK(faultOf(learn(engine, asked, "[[1]]")) == "out-of-range /rows/0");
  CHECK(faultOf(learn(engine, asked, "[[1,1e300]]")) == "out-of-range /rows/0/1");
  CHECK(faultOf(engine.look("{")).starts_with("bad-json"));
}

TEST_CASE("privacy engine: a config that promises what it cannot keep is refused with its place") {
#define BUDGET R"("budgets":[{"purpose":"s","epsilon":1,"period":"month"}])"
#define ASKED(rest) R"({)" BUDGET R"(,"questions":[{"id":"q","purpose":"s",)" rest "}]}"
  CHECK(configFault(ASKED(R"("answers":["a","b"],"epsilon":1)")) == "");
  CHECK(configFault(ASKED(R"("answers":["a","b"],"epsilon":2)")) ==
        "out-of-range /page/privacy/questions/0/epsilon");
  CHECK(configFault(ASKED(R"("answers":["a"],"epsilon":1)")) ==
        "out-of-range /page/privacy/questions/0/answers");
  CHECK(configFault(ASKED(R"("answers":["a","a"],"epsilon":1)")) ==
        "duplicate-id /page/privacy/questions/0/answers");
  CHECK(configFault(R"({"questions":[{"id":"q","purpose":"s","answers":["a","b"],"epsilon":1}]})") ==
        "missing-key /page/privacy/questions/0/purpose");
  CHECK(configFault(R"({"budgets":[{"purpose":"necessary","epsilon":1,"period":"month"}]})") ==
        "unknown-purpose /page/privacy/budgets/0/purpose");
  CHECK(configFault(R"({"budgets":[{"purpose":"s","epsilon":1,"period":"hour"}]})") ==
        "bad-value /page/privacy/budgets/0/period");
  CHECK(configFault(R"({"endpoint":"http://shop.example/statistics"})") ==
        "bad-value /page/privacy/endpoint");
  CHECK(configFault(ASKED(R"("groups":["off","full"],"answers":["a","b"],"epsilon":1)")) == "");
  CHECK(configFault(ASKED(R"("groups":["off","fu/ll"],"answers":["a","b"],"epsilon":1)")) ==
        "bad-id /page/privacy/questions/0/groups");
  CHECK(configFault(ASKED(R"("groups":["off"],"answers":["a","b"],"epsilon":1)")) ==
        "out-of-range /page/privacy/questions/0/groups");
  CHECK(configFault(R"({"cap":1})") == "unknown-key /page/privacy/cap");
#undef ASKED
#undef BUDGET
}
