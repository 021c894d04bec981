#pragma once

#include <string>

#include "core/base/json.h"
#include "core/consent/engine.h"
#include "wasm/text.h"

namespace sayso::bind {

/// The module owns the one loaded config; no handle reaches the page.
inline consent::Engine& engine() {
  static consent::Engine loaded;
  return loaded;
}

inline std::string reply(const Result<Json>& result) { return json::dump(result); }

}  // namespace sayso::bind
