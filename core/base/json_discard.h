#pragma once

#include "core/base/json.h"

namespace sayso::json {

/// Lets go of a value that is no longer needed. The library's destructor moves each element of an array
/// before it destroys it, which takes longer than to read it.
void discard(Json& value);

}  // namespace sayso::json
