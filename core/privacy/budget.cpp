#include "core/privacy/budget.h"

#include <algorithm>
#include <cmath>

namespace sayso::privacy {
namespace {

constexpr std::string_view kSchema = "say-so-privacy-budget/1";
constexpr std::size_t kMostSpendings = 400;
// So long what was spent is kept after its period, for the consumer to see and against clocks set back.
constexpr std::int64_t kKept = 31 * kSecondsPerDay;
constexpr double kMillion = 1e6;

double ofMillionths(std::int64_t count) { return static_cast<double>(count) / kMillion; }

}  // namespace

std::int64_t millionths(double epsilon) {
  return static_cast<std::int64_t>(std::ceil(epsilon * kMillion - 1e-6));
}

std::int64_t Budget::spentMillionths(std::string_view purpose, Time now) const {
  std::int64_t sum = 0;
  for (const Spending& each : spent)
    if (each.purpose == purpose && now < each.until) sum += millionths(each.epsilon);
  return sum;
}

bool Budget::hasAnswer(std::string_view question, const Period& period, Time now) const {
  return std::any_of(spent.begin(), spent.end(), [&](const Spending& each) {
    return each.question == question && (each.period == period.name || now < each.until);
  });
}

Result<Budget> spend(Budget budget, const Allowance& allowance, const Cost& cost, Time now) {
  const Period period = periodOf(allowance.period, now);
  if (budget.hasAnswer(cost.question, period, now))
    return Error{ErrorCode::AlreadyAnswered, "answered in this period, and never sent again", "/question"};
  const std::int64_t whole = budget.spentMillionths(cost.purpose, now) + millionths(cost.epsilon);
  if (whole > millionths(allowance.epsilon))
    return Error{ErrorCode::BudgetSpent, "the purpose has less left in this period", "/question"};
  std::erase_if(budget.spent, [&](const Spending& each) { return each.until.seconds + kKept < now.seconds; });
  if (budget.spent.size() >= kMostSpendings)
    return Error{ErrorCode::BudgetSpent, "400 answers are kept", "/question"};
  budget.spent.push_back(
      {std::string(cost.purpose), std::string(cost.question), period.name, cost.epsilon, period.until});
  return budget;
}

Budget readBudget(json::Reader& reader) {
  Budget budget;
  if (!reader.expectObject()) return budget;
  reader.schema(kSchema);
  reader.each("spent", [&](json::Reader& each) {
    if (budget.spent.size() == kMostSpendings) return each.fail(ErrorCode::TooLarge, "more than 400");
    Spending spending;
    spending.purpose = each.text("purpose");
    spending.question = each.text("question");
    spending.period = each.text("period");
    spending.epsilon = each.number("epsilon");
    spending.until = each.time("until");
    if (!(spending.epsilon >= 0 && spending.epsilon <= kMostEpsilon))
      each.fail(ErrorCode::OutOfRange, "expected 0 to 10", "epsilon");
    each.finish();
    budget.spent.push_back(std::move(spending));
  });
  reader.finish();
  return budget;
}

Json toJson(const Budget& budget) {
  Json spent = Json::array();
  for (const Spending& each : budget.spent)
    json::append(spent, json::object({{"purpose", each.purpose},
                                      {"question", each.question},
                                      {"period", each.period},
                                      {"epsilon", each.epsilon},
                                      {"until", formatTime(each.until)}}));
  return json::object({{"schema", kSchema}, {"spent", std::move(spent)}});
}

Json stateOf(const Budget& budget, const Allowance& allowance, Time now) {
  const Period period = periodOf(allowance.period, now);
  const std::int64_t spent = budget.spentMillionths(allowance.purpose, now);
  const std::int64_t left = std::max<std::int64_t>(0, millionths(allowance.epsilon) - spent);
  return json::object({{"purpose", allowance.purpose},
                       {"period", period.name},
                       {"until", formatTime(period.until)},
                       {"epsilon", allowance.epsilon},
                       {"spent", ofMillionths(spent)},
                       {"left", ofMillionths(left)}});
}

}  // namespace sayso::privacy
