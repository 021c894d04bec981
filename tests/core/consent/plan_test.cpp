#include "core/consent/plan.h"

#include "tests/core/consent/shop.h"

using namespace shop;

namespace {

const Json* rowFor(const Json& plan, std::string_view code, bool gpc) {
  for (const Json& row : plan["rows"]) {
    const auto& codes = row["codes"];
    const bool isHere = std::find(codes.begin(), codes.end(), Json(code)) != codes.end();
    if (isHere && std::find(row["gpc"].begin(), row["gpc"].end(), Json(gpc)) != row["gpc"].end()) return &row;
  }
  return nullptr;
}

}  // namespace

TEST_CASE("plan: each code of the table has exactly the row that a first visit gets there") {
  const Config shop = config();
  const Json plan = makePlan(shop, time(kNow));
  for (const Policy& policy : policies())
    for (std::string_view code : policy.codes)
      for (bool gpc : {false, true}) {
        const Json* row = rowFor(plan, code, gpc);
        REQUIRE(row);
        const Decision decision = evaluate(shop, std::nullopt, in(std::string(code), gpc));
        CHECK((*row)["prompt"] == toText(decision.prompt));
        Json granted = Json::array();
        for (const PurposeDecision& purpose : decision.purposes)
          if (purpose.granted) granted.push_back(purpose.id);
        CHECK((*row)["granted"] == granted);
      }
}

TEST_CASE("plan: the row of every other code is the strictest, whatever the fallback") {
  const Config lax = config(configTextWith(R"("fallback": "strictest")", R"("fallback": "US-CA")"));
  const Json plan = makePlan(lax, time(kNow));
  const Json* row = rowFor(plan, "*", false);
  REQUIRE(row);
  CHECK((*row)["prompt"] == "ask");
  CHECK((*row)["granted"] == Json::array_t{"necessary"});
}

TEST_CASE("plan: California with GPC shows that it was honoured") {
  const Json plan = makePlan(config(), time(kNow));
  CHECK((*rowFor(plan, "US-CA", true))["status"] == "gpc-honoured");
  CHECK((*rowFor(plan, "US-CA", false))["status"] == nullptr);
  CHECK((*rowFor(plan, "US-CA", false))["links"] ==
        Json::array_t{"your-privacy-choices", "notice-at-collection"});
}

TEST_CASE("plan: rows that say the same are one") {
  const Json plan = makePlan(config(), time(kNow));
  for (std::size_t i = 0; i < plan["rows"].size(); ++i)
    for (std::size_t j = i + 1; j < plan["rows"].size(); ++j) {
      Json a = plan["rows"][i], b = plan["rows"][j];
      a.erase("codes");
      b.erase("codes");
      CHECK(a != b);
    }
  // France and Germany have a policy each, and a first visit is the same in both.
  CHECK(rowFor(plan, "FR", false) == rowFor(plan, "DE", false));
}

TEST_CASE("plan: it verifies until the table changes; a touched plan differs at its place") {
  const Config shop = config();
  Json plan = makePlan(shop, time(kNow));
  CHECK_FALSE(verifyPlan(shop, plan, time(kNow)));
  CHECK_FALSE(verifyPlan(shop, plan, time("2026-12-31T23:59:59Z")));
  CHECK(verifyPlan(shop, plan, time("2027-01-01T00:00:00Z"))->code == ErrorCode::PlanExpired);
  plan["rows"][0]["granted"].push_back("ads");
  const auto fault = verifyPlan(shop, plan, time(kNow));
  REQUIRE(fault);
  CHECK(fault->code == ErrorCode::PlanDiffers);
  CHECK(fault->at == "/rows/0/granted/1");
}

TEST_CASE("plan: the row that a plan falls back to when it has run out lets nothing optional run") {
  // All that a site may declare or allow: exempt services, the policy's default for a model.
  std::string text =
      configTextWith(R"("feeds": "model",)", R"("feeds": "model", "allowPolicyDefault": true,)");
  text.replace(text.find(R"("fallback": "strictest")"), 23, R"("fallback": "US-CA"    )");
  const Json plan = makePlan(config(text), time(kNow));
  for (bool gpc : {false, true}) {
    const Json* row = rowFor(plan, "*", gpc);
    REQUIRE(row);
    CHECK((*row)["prompt"] == "ask");
    CHECK((*row)["granted"] == Json::array_t{"necessary"});
  }
}
