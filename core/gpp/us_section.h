#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/gpp/gpp_string.h"

namespace sayso::gpp {

/// Reads a US section, driven by its layout; appends what is doubtful to `flags`.
Result<UsSection> readUsSection(std::uint16_t id, std::string_view text, std::vector<Flag>& flags);

/// The section's text, or the first value that may not be written.
Result<std::string> writeUsSection(const UsSection& section);

}  // namespace sayso::gpp
