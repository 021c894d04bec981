#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "core/base/json.h"

/// A file of tests/conformance/iab.
inline sayso::Json readIab(const std::string& name) {
  std::ifstream file("tests/conformance/iab/" + name, std::ios::binary);
  REQUIRE_MESSAGE(file, name);
  const auto json = sayso::json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
  REQUIRE_MESSAGE(json, name);
  return json.value();
}

inline std::string textOf(const sayso::Json& object, const char* key) {
  return object.at(key).get_ref<const std::string&>();
}
