#include "core/privacy/budget.h"

#include <doctest/doctest.h>

#include "tests/core/privacy/vectors.h"

using namespace sayso;
using namespace sayso::privacy;
using namespace sayso::privacy::testing;

namespace {

const Allowance kMonthly{"statistics", 1, PeriodUnit::Month};

std::string codeOf(const Result<Budget>& result) {
  return result ? "" : std::string(toText(result.error().code));
}

Cost cost(std::string_view question, double epsilon) { return {"statistics", question, epsilon}; }

}  // namespace

TEST_CASE("budget: answers add up to the cap, exactly, and then are refused") {
  const Time now = at("2026-11-22T10:00:00Z");
  Budget budget;
  const Allowance allowance{"statistics", 0.3, PeriodUnit::Month};
  for (const char* question : {"a", "b", "c"}) {  // 0.1 + 0.1 + 0.1 is above 0.3 in doubles
    auto next = spend(budget, allowance, cost(question, 0.1), now);
    REQUIRE(next);
    budget = next.value();
  }
  CHECK(budget.spentMillionths("statistics", now) == 300'000);
  CHECK(codeOf(spend(budget, allowance, cost("d", 0.01), now)) == "budget-spent");
  CHECK(stateOf(budget, allowance, now)["left"] == 0);
  CHECK(codeOf(spend(budget, {"other", 1, PeriodUnit::Month}, {"other", "d", 1}, now)) == "");
}

TEST_CASE("budget: a question is answered once a period, and again in the next") {
  const Budget once = spend({}, kMonthly, cost("a", 0.5), at("2026-11-22T10:00:00Z")).value();
  CHECK(codeOf(spend(once, kMonthly, cost("a", 0.5), at("2026-11-30T23:59:59Z"))) == "already-answered");
  const auto next = spend(once, kMonthly, cost("a", 0.5), at("2026-12-01T00:00:00Z"));
  REQUIRE(next);
  CHECK(stateOf(next.value(), kMonthly, at("2026-12-01T00:00:00Z"))["left"] == 0.5);
  CHECK(next.value().spent.size() == 2);
}

TEST_CASE("budget: a clock that is set back opens no question and frees no budget") {
  const Budget once = spend({}, kMonthly, cost("a", 1), at("2026-11-22T10:00:00Z")).value();
  const Time before = at("2026-10-01T00:00:00Z");
  CHECK(codeOf(spend(once, kMonthly, cost("a", 1), before)) == "already-answered");
  CHECK(codeOf(spend(once, kMonthly, cost("b", 1), before)) == "budget-spent");
}

TEST_CASE("budget: a shorter period in the config reopens nothing before the longer one ends") {
  const Budget once = spend({}, kMonthly, cost("a", 0.5), at("2026-11-01T10:00:00Z")).value();
  const Allowance daily{"statistics", 1, PeriodUnit::Day};
  CHECK(codeOf(spend(once, daily, cost("a", 0.5), at("2026-11-02T10:00:00Z"))) == "already-answered");
  CHECK(codeOf(spend(once, daily, cost("b", 0.6), at("2026-11-02T10:00:00Z"))) == "budget-spent");
}

TEST_CASE("budget: reads what it wrote, and nothing that makes less of what was spent") {
  const Budget once = spend({}, kMonthly, cost("a", 0.5), at("2026-11-22T10:00:00Z")).value();
  std::vector<Error> errors;
  const Json json = toJson(once);
  json::Reader reader(json, errors);
  CHECK(readBudget(reader) == once);
  CHECK(errors.empty());
  for (
      const char* text :
      {R"({"schema":"say-so-privacy-budget/1"})", R"({"schema":"say-so-privacy-budget/2","spent":[]})",
       R"({"schema":"say-so-privacy-budget/1","spent":[{"purpose":"p","question":"q","period":"2026","epsilon":-1,"until":"2027-01-01T00:00:00Z"}]})",
       R"({"schema":"say-so-privacy-budget/1","spent":[{"purpose":"p","question":"q","period":"2026","epsilon":1}]})"}) {
    errors.clear();
    const Json bad = json::parse(text).value();
    json::Reader badReader(bad, errors);
    readBudget(badReader);
    CHECK_MESSAGE(!errors.empty(), text);
  }
}

TEST_CASE("budget: what is over for a month is forgotten") {
  Budget budget = spend({}, kMonthly, cost("a", 0.5), at("2026-09-22T10:00:00Z")).value();
  budget = spend(budget, kMonthly, cost("a", 0.5), at("2026-11-22T10:00:00Z")).value();
  CHECK(budget.spent.size() == 1);
}
