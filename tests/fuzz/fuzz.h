#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

/// Ends the run with a message where a property of a reader does not hold; libFuzzer keeps the input.
inline void expect(bool holds, const char* claim) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", claim);
  std::abort();
}

inline std::string_view asText(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

/// A planted fault: with SAY_SO_PLANT in the environment it ends the run where `reached` holds, which no seed
/// does. That it is found shows that a fault as deep would be.
inline void plant(bool reached) {
  static const bool isPlanted = std::getenv("SAY_SO_PLANT") != nullptr;
  if (!isPlanted || !reached) return;
  std::fprintf(stderr, "planted fault\n");
  std::abort();
}
