#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sayso::gpp {

/// The ids that the header of a GPP string lists: what stands before the first "~".
Result<std::vector<std::uint16_t>> readHeader(std::string_view text);

/// The header for `ids`, ascending and each greater than 0.
std::string writeHeader(std::span<const std::uint16_t> ids);

}  // namespace sayso::gpp
