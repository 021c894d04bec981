#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/audit/document.h"
#include "core/audit/group_rates.h"
#include "core/audit/what_if.h"
#include "core/base/json.h"

/// `say-so-exposure/1`: whose items ranked lists show, and how far up. A place counts 1/log2(1 + rank), so
/// that the first counts one (Singh and Joachims 2018).
namespace sayso::audit {

struct GroupExposure {
  std::string name;
  std::size_t items = 0;
  bool isSmall = false;    // fewer items than were asked for: in no comparison
  std::size_t places = 0;  // in all lists
  double exposure = 0;     // mean over its items of the mean over lists
  Interval interval;       // middle of the resamples of lists
  double shareOfItems = 0;
  std::optional<double> shareOfPlaces, shareOfExposure;  // nothing was shown: no value
  std::optional<double> utility;                         // mean over its items, where it is known
  std::optional<double> ratio;                           // exposure over utility
};

/// How far two figures of groups lie apart: of those that are not small and have a value.
struct Apart {
  std::size_t lowest = 0, highest = 0;
  double difference = 0;
  std::optional<double> ratio;  // lowest over highest
};

struct AttributeExposure {
  std::string attribute;
  std::vector<GroupExposure> groups;
  std::optional<Apart> exposure;                              // parity
  std::optional<Apart> treatment;                             // of exposure over utility: disparate treatment
  std::optional<Interval> differenceInterval, ratioInterval;  // of these two groups' exposure
};

struct ListExposure {
  std::size_t lists = 0, items = 0;
  std::size_t least = 30;
  Resampling resampling;
  double coverage = 0;
  std::optional<double> gini, entropyBits;  // of how often each item was shown
  std::vector<AttributeExposure> attributes;
};

/// `lists` name items below the rows of `groupings`; `utility` has one number each item or is empty.
ListExposure measureExposure(const std::vector<std::vector<std::uint32_t>>& lists,
                             const std::vector<Grouping>& groupings, const std::vector<double>& utility,
                             std::size_t least, const Resampling& resampling);

Json toJson(const ListExposure& report);
Document toDocument(const ListExposure& report);

}  // namespace sayso::audit
