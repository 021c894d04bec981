#pragma once

#include <charconv>

#include "wasm/text.h"

/// A number that a bench hands in as text.
inline std::size_t countOf(Text text) {
  std::size_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}
