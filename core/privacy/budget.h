#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/privacy/settings.h"

namespace sayso::privacy {

/// One answer that was given: to what, when, and what it cost. Never the answer itself.
struct Spending {
  std::string purpose;
  std::string question;  // or model
  std::string period;    // its name
  double epsilon = 0;
  Time until;  // when the period ends
  bool operator==(const Spending&) const = default;
};

/// What answers have cost on this device, `say-so-privacy-budget/1`. It holds no answer.
struct Budget {
  std::vector<Spending> spent;  // in the order in which it was
  bool operator==(const Budget&) const = default;

  /// By sequential composition: what the answers under `purpose` in periods that `now` has not left cost
  /// together, in millionths of epsilon: whole numbers add up exactly.
  std::int64_t spentMillionths(std::string_view purpose, Time now) const;
  /// Whether the question has its answer of the period that holds `now`, or of a later one: a clock that was
  /// set back opens none again.
  bool hasAnswer(std::string_view question, const Period& period, Time now) const;
};

/// Epsilon in whole millionths, rounded up: the ledger never counts less than was spent.
std::int64_t millionths(double epsilon);

/// What an answer costs, and whose it is.
struct Cost {
  std::string_view purpose, question;
  double epsilon = 0;
};

/// Writes an answer into the ledger, before it is sent. `already-answered` if the question has its answer of
/// this period; `budget-spent` if the purpose has not that much left.
Result<Budget> spend(Budget budget, const Allowance& allowance, const Cost& cost, Time now);

/// `say-so-privacy-budget/1`; at most 400 spendings.
Budget readBudget(json::Reader& reader);
Json toJson(const Budget& budget);

/// What the consumer sees of one purpose: its cap, what is spent of it, what is left, until when.
Json stateOf(const Budget& budget, const Allowance& allowance, Time now);

}  // namespace sayso::privacy
