#pragma once

#include <cstring>

namespace sayso::explain {

/// Two doubles that are added and multiplied at once: one instruction where the processor has it (`-msimd128`
/// in WebAssembly), else one after the other. Each is rounded as a double alone is, so all builds give the
/// same bits.
using Vector2 = double __attribute__((vector_size(16)));

inline Vector2 load2(const double* from) {
  Vector2 pair;
  std::memcpy(&pair, from, sizeof pair);
  return pair;
}
inline void store2(double* to, Vector2 pair) { std::memcpy(to, &pair, sizeof pair); }
inline Vector2 both(double number) { return Vector2{number, number}; }

}  // namespace sayso::explain
