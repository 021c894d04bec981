#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/recommend/link.h"

namespace sayso::recommend {

/// A table each feature and some for pairs of features, as explainable boosting machines have them. A value's
/// bin is 0 if it is missing, else 1 + the number of edges that are not above it. Shapley values are measured
/// from the means over the background.
struct AdditiveModel {
  struct Pair {
    std::size_t i = 0, j = 0;
    std::vector<std::vector<double>> table;  // by the bin of i, then of j
  };
  using Bins = std::vector<std::uint32_t>;

  std::vector<std::string> features;
  Link link = Link::Identity;
  double intercept = 0;
  std::vector<std::vector<double>> edges;  // by feature, rising
  std::vector<std::vector<double>> main;   // by feature and bin
  std::vector<Pair> pairs;
  std::vector<Bins> background;
  std::vector<char> isDenied;  // empty: none is

  // From the above, by `settle`.
  double bias = 0;                           // the mean margin of the background
  std::vector<std::vector<double>> centred;  // by feature and bin: what is added whatever the others are
  struct Expected {
    std::vector<double> ofI, ofJ;  // by bin: half the mean of the table over the other's background
  };
  std::vector<Expected> expected;  // by pair

  double margin(std::span<const double> row) const;
  void explain(std::span<const double> row, std::span<double> contributions) const;
  /// The tables of a denied feature are fixed at its missing bin: a pair becomes a part of the other's table.
  AdditiveModel without(std::span<const char> denied) const;
  void settle();

  Bins binsOf(std::span<const double> row) const;

 private:
  std::vector<double> sharesOf(std::size_t feature) const;
};

/// Reads
/// `{"kind":"additive","features","intercept","edges","main","pairs":[{"i","j","table"}],"background"}`;
/// `"link":"logistic"` says that the sum is a log-odds.
AdditiveModel readAdditive(json::Reader& reader);

}  // namespace sayso::recommend
