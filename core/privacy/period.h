#pragma once

#include <string>
#include <string_view>

#include "core/base/time.h"

namespace sayso::privacy {

enum class PeriodUnit : unsigned char { Day, Week, Month, Quarter, Year };
std::string_view toText(PeriodUnit unit);

/// A stretch of the calendar (UTC) in which a question is answered once.
struct Period {
  std::string name;  // "2026-11-22", "2026-W47" (ISO 8601), "2026-11", "2026-Q4", "2026"
  Time from, until;  // `until` is not in it
  bool operator==(const Period&) const = default;
};

/// The period that holds `now`.
Period periodOf(PeriodUnit unit, Time now);

}  // namespace sayso::privacy
