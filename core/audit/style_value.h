#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sayso::audit {

/// A number with its unit: "1.5rem", "40%", "0". The unit is in lower case.
struct Measure {
  double number = 0;
  std::string unit;
};

/// A measure that is the whole of `text`; nothing for numbers beyond a billion.
std::optional<Measure> readMeasure(std::string_view text);

/// The least that a length comes to on a page with the usual text of 16 px, in px: px, rem, em and pt, also
/// in calc(), min(), max() and clamp(). Nothing where it depends on more than that.
std::optional<double> readLength(std::string_view text);

/// A time in milliseconds.
std::optional<double> readTime(std::string_view text);

}  // namespace sayso::audit
