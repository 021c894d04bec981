#pragma once

#include "core/iab/options.h"
#include "tests/core/consent/shop.h"

/// The small shop, speaking IAB's frameworks: two of its services are vendors of a list with three.
namespace shop {

constexpr std::string_view kIab = R"({
  "tcf": {
    "cmpId": 300, "cmpVersion": 2, "publisherCountry": "GB",
    "purposes": {"1": ["ads"], "3": ["ads"], "7": ["ads", "analytics"], "9": ["analytics"]},
    "specialFeatures": {"1": ["ads"]},
    "vendors": {"plaincount": 28, "adcount": 301, "films": 303},
    "list": {
      "vendorListVersion": 141, "tcfPolicyVersion": 5,
      "vendors": {
        "28": {"purposes": [1], "legIntPurposes": [7, 9]},
        "301": {"purposes": [1, 3, 7], "specialPurposes": [1], "specialFeatures": [1]},
        "303": {"specialPurposes": [2]}
      }
    }
  },
  "gpp": {}
})";

inline Json iabJson() { return json::parse(kIab).value(); }

inline iab::Options iabOptions(const Json& settings, const Config& of = config()) {
  std::vector<Error> errors;
  iab::Options options = iab::readOptions(settings, of, errors, "");
  for (const Error& error : errors) MESSAGE(error.message << " at " << error.at);
  REQUIRE(errors.empty());
  return options;
}

}  // namespace shop
