#pragma once

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "core/base/json.h"

/// The reference vectors of tests/conformance/privacy, and what tests write short.
namespace sayso::privacy::testing {

inline Json vectors(const std::string& name) {
  std::ifstream file("tests/conformance/privacy/" + name + ".vectors.json");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  auto json = json::parse(text);
  return json ? std::move(json).value() : Json();
}

inline std::vector<double> numbers(const Json& list) { return list.get<std::vector<double>>(); }

inline double number(const Json& json) { return json.get<double>(); }
inline std::size_t count(const Json& json) { return json.get<std::size_t>(); }

inline Time at(const char* text) { return parseTime(text).value(); }

inline std::string codeOf(const Error& error) { return std::string(toText(error.code)) + " " + error.at; }

}  // namespace sayso::privacy::testing
