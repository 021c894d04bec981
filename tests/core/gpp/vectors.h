#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "core/base/json.h"

/// The cases of tests/conformance/iab.
namespace vectors {

using namespace sayso;

inline Json read(const std::string& name) {
  std::ifstream file("tests/conformance/iab/" + name, std::ios::binary);
  REQUIRE_MESSAGE(file, name);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto value = json::parse(text, json::kMaxBytesLarge);
  REQUIRE_MESSAGE(value, name);
  REQUIRE(!value.value()["cases"].empty());
  return value.value()["cases"];
}

inline std::string text(const Json& of, const char* key) { return of[key].get<std::string>(); }

}  // namespace vectors
