#include "core/audit/card_facts.h"

#include <doctest/doctest.h>

using namespace sayso;
using namespace sayso::audit;

namespace {

std::string facts(const std::string& members) {
  return R"({"schema": "say-so-card-facts/1")" + (members.empty() ? "" : ", " + members) + "}";
}

std::string placeOf(const std::string& members) {
  const auto read = readCardFacts(facts(members));
  REQUIRE_FALSE(read);
  return read.error().at;
}

}  // namespace

TEST_CASE("card facts: all may be left out, and what is said is kept") {
  REQUIRE(readCardFacts(facts("")));
  CHECK(readCardFacts(facts("")).value() == CardFacts{});
  const auto read = readCardFacts(facts(
      R"("name": "Lists", "intendedUse": ["order"], "why": {"viewed": "a look"}, "data": {"licence": "CC0"},
         "evaluation": [{"measure": "recall", "value": ".1", "on": "test", "command": "say-so"}])"));
  REQUIRE(read);
  CHECK(read.value().name == "Lists");
  CHECK(read.value().intendedUse == std::vector<std::string>{"order"});
  CHECK(read.value().why.at("viewed") == "a look");
  CHECK(read.value().data.licence == "CC0");
  CHECK(read.value().evaluation[0].measure == "recall");
}

TEST_CASE("card facts: every fault has its place") {
  CHECK(placeOf(R"("colour": "red")") == "/colour");
  CHECK(placeOf(R"("limits": "none")") == "/limits");
  CHECK(placeOf(R"("data": {"owner": "me"})") == "/data/owner");
  CHECK(placeOf(R"("why": {"viewed": 1})") == "/why/viewed");
  CHECK(placeOf(R"("evaluation": [{"measure": "recall"}])") == "/evaluation/0");
  CHECK(placeOf(R"("name": ")" + std::string(4001, 'a') + "\"") == "/name");
  CHECK(readCardFacts(R"({"schema": "say-so-card-facts/2"})").error().code == ErrorCode::UnknownSchema);
}
