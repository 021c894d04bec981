#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/statistics.h"

/// What was decided about groups of people, counted: rates, how far they lie apart, and how sure that is.
namespace sayso::audit {

/// Which group each row is in, by one attribute.
struct Grouping {
  std::string attribute;
  std::vector<std::string> names;
  std::vector<std::uint32_t> of;  // one each row: which of `names`
};

/// What was decided, and what turned out. Without scores or labels those are empty.
struct Decisions {
  std::vector<char> selected;  // one each row
  std::vector<char> labels;    // 1: would have been right to select
  std::vector<double> scores;
};

struct Counts {
  std::size_t n = 0, selected = 0;
  bool hasLabels = false, hasScores = false;
  std::size_t tp = 0, fp = 0, fn = 0, tn = 0;
  double scoreSum = 0;

  void add(const Decisions& decisions, std::size_t row);
  bool operator==(const Counts&) const = default;
};

enum class Rate : unsigned char { Base, Selection, TruePositive, FalsePositive, Precision, Accuracy };
constexpr std::array kRates{Rate::Base,          Rate::Selection, Rate::TruePositive,
                            Rate::FalsePositive, Rate::Precision, Rate::Accuracy};

/// "truePositiveRate".
std::string_view keyOf(Rate rate);
/// "true positive rate".
std::string_view nameOf(Rate rate);
Share shareOf(Rate rate, const Counts& counts);
/// Why a share has no value.
std::string_view whyUndefined(Rate rate, const Counts& counts);

/// Scores in equal steps from 0 to 1, and what came of them.
struct Calibration {
  struct Bin {
    double from = 0, to = 0;
    Share positives;
    double scoreSum = 0;
  };
  std::vector<Bin> bins;  // those that have rows
  double error = 0;       // mean over the rows of |observed - mean score| of their bin (ECE)
};

struct Group {
  std::string name;
  bool isSmall = false;  // fewer rows than were asked for: shown, but left out of every spread
  Counts counts;
  std::optional<Calibration> calibration;     // nullopt without labels, or where scores are no probabilities
  std::optional<TwoProportions> againstRest;  // selection, against everybody else
};

/// How far a rate lies apart between the groups that have one and are not small.
struct Spread {
  std::size_t lowest = 0, highest = 0;  // of the groups
  double difference = 0;                // highest - lowest
  Interval interval;                    // of these two groups' difference (Newcombe)
};

struct AttributeRates {
  std::string attribute;
  std::vector<Group> groups;
  std::array<std::optional<Spread>, kRates.size()> spreads;  // nullopt below two groups with a value

  const std::optional<Spread>& spread(Rate rate) const { return spreads[static_cast<std::size_t>(rate)]; }
  /// The lowest selection rate over the highest; no value where nobody is selected.
  std::optional<double> impactRatio() const;
  /// The larger spread of true and false positive rates; no value unless both have one.
  std::optional<double> equalizedOdds() const;
};

/// How to count. What is below `least` rows is small.
struct Reckoning {
  std::size_t least = 30;
  double confidence = 0.95;
  std::size_t bins = 10;
};

AttributeRates groupRates(const Grouping& grouping, const Decisions& decisions, const Reckoning& how);

/// The calibration of the rows that `isIn` marks.
std::optional<Calibration> calibrate(const Decisions& decisions, std::span<const char> isIn,
                                     std::size_t bins);

/// The spread of `rate` over `counts`, leaving out those that `isSmall` marks.
std::optional<Spread> spreadOf(Rate rate, std::span<const Counts> counts, std::span<const char> isSmall,
                               double quantile);

}  // namespace sayso::audit
