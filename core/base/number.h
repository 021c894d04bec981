#pragma once

#include <string_view>

namespace sayso {

/// The double nearest to a number written as JSON writes it (ties to even), infinite if none is near. `text`
/// must follow JSON's grammar. libc's strtod does the same in quad precision: 12 KB of every module.
double parseDouble(std::string_view text);

}  // namespace sayso
