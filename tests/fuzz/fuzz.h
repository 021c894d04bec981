#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

/// Ends the run with a message where a property of a reader does not hold; libFuzzer keeps the input.
inline void expect(bool holds, const char* claim) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", claim);
  std::abort();
}

inline std::string_view asText(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline std::string readFile(const char* path) {
  std::ifstream file(path);
  expect(bool(file), "the file is there (run from the repository's root)");
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Inputs that a reader took: of the first that came, and of what came later. Readers are strict; without
/// these nearly all that is tried would be a change of what was refused already.
inline std::vector<std::string>& takenInputs() {
  static std::vector<std::string> inputs;
  return inputs;
}

/// Keeps what a reader took, for json_mutator.cpp to begin from.
inline void taken(std::string_view text) {
  constexpr std::size_t kFirst = 64, kMost = 512, kLongest = 16'384;
  static std::size_t count = 0;
  if (text.size() > kLongest) return;  // what grows and grows is tried ever more slowly
  std::vector<std::string>& inputs = takenInputs();
  const std::size_t at = count++;
  if (inputs.size() < kMost)
    inputs.emplace_back(text);
  else
    inputs[kFirst + at % (kMost - kFirst)] = text;
}

/// A planted fault: with SAY_SO_PLANT in the environment it ends the run where `reached` holds, which no seed
/// does. That it is found shows that a fault as deep would be.
inline void plant(bool reached) {
  static const bool isPlanted = std::getenv("SAY_SO_PLANT") != nullptr;
  if (!isPlanted || !reached) return;
  std::fprintf(stderr, "planted fault\n");
  std::abort();
}
