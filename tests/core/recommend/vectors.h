#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/recommend/row_model.h"
#include "tests/core/recommend/store.h"

/// The reference vectors of tests/conformance/explain.
namespace sayso::recommend::testing {

inline std::string vectorText(const std::string& file) {
  return readFile("tests/conformance/explain/" + file);
}

inline Json vectors(const std::string& file) {
  auto json = json::parse(vectorText(file), json::kMaxBytesLarge);
  return json ? std::move(json).value() : Json();
}

/// A row of a file: null is missing.
inline std::vector<double> rowOf(const Json& json) {
  std::vector<double> row;
  for (const Json& each : json)
    row.push_back(each.is_null() ? std::numeric_limits<double>::quiet_NaN() : each.get<double>());
  return row;
}

/// "m01" … "m14", and so on.
inline std::vector<std::string> names(char letter, int count) {
  std::vector<std::string> list;
  for (int i = 1; i <= count; ++i)
    list.push_back(std::string(1, letter) + (i < 10 ? "0" : "") + std::to_string(i));
  return list;
}

/// How alike the reference vectors take two items to be.
inline double cosine(const std::vector<double>& a, const std::vector<double>& b) {
  double ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return ab / std::sqrt(aa * bb);
}

}  // namespace sayso::recommend::testing
