#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace sayso {

/// The double nearest to a number written as JSON writes it (ties to even), infinite if none is near. `text`
/// must follow JSON's grammar. libc's strtod does the same in quad precision: 12 KB of every module.
double parseDouble(std::string_view text);

/// The shortest decimal that reads back as `number`, and of those the nearest (Steele and White 1990), laid
/// out as nlohmann does: 2.95, 3.0, 1e-07, 1e+16. `number` is finite. By whole numbers alone: the tables that
/// make other ways faster are 1 KB of every module.
std::string formatDouble(double number);

/// A whole number in decimal digits; std::to_string brings a table for each type it is asked for.
std::string formatInteger(std::uint64_t number);
std::string formatInteger(std::int64_t number);
template <class T>
requires std::is_integral_v<T> std::string formatInteger(T number) {
  if constexpr (std::is_signed_v<T>) return formatInteger(static_cast<std::int64_t>(number));
  return formatInteger(static_cast<std::uint64_t>(number));
}

}  // namespace sayso
