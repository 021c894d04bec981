#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/privacy/budget.h"
#include "core/privacy/settings.h"

namespace sayso::privacy {

/// What a device does for statistics and learning: texts in, JSON out. It makes what could be sent and writes
/// it into the ledger; whether the consumer allows it, and the sending, are the page's. `not-loaded` until a
/// config is there. Randomness comes as base64 of bytes from the platform's cryptographic source.
class PrivacyEngine {
 public:
  /// A site's config; only `page.privacy` and the ids of its purposes are read.
  /// -> {"questions":[{"id","purpose","answers","groups"?,"epsilon","mechanism","truth","bytes"}],
  ///     "learning":[{"id","purpose","features","epsilon","delta","clip","noise","weights",
  ///     "bytes"}],
  ///     "budgets":[{"purpose","epsilon","period"}], "endpoint"}
  /// `truth` is how often the report holds the true answer; `bytes` how many random ones are needed.
  Result<Json> loadConfig(std::string_view text);
  /// {"now","budget"} -> {"budgets":[…], "answered":[ids]}: what is spent, left, and has its answer.
  Result<Json> look(std::string_view request) const;
  /// {"now","budget","question","answer","random"} -> {"report","budget"}
  Result<Json> answer(std::string_view request) const;
  /// {"now","budget","model","weights","rows","labels","random"} -> {"update","budget","length"}: `length`
  /// before clipping.
  Result<Json> learn(std::string_view request) const;

 private:
  std::optional<Settings> settings_;
};

}  // namespace sayso::privacy
