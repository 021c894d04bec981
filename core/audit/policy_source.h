#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sayso::audit {

/// What a row of the policy table rests on: not part of what a page downloads.
struct PolicySource {
  std::string_view id;
  char certainty;        // S read, R seen in a reference, W secondary sources, K general knowledge
  std::int64_t checked;  // when the row was last gone through, in seconds since 1970
};
std::span<const PolicySource> policySources();

}  // namespace sayso::audit
