#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/document.h"
#include "core/base/function_ref.h"
#include "core/base/json.h"

/// `say-so-minimize/1`: what a model reads of people without need. Data that change nothing need not be kept
/// (data minimization).
namespace sayso::audit {

/// The scores of all rows by a model that does not read the features that `denied` marks.
using Rescore = FunctionRef<std::vector<double>(std::span<const char> denied)>;

/// One datum, which may fill several columns of a model ("job=student", "job=retired").
struct Datum {
  std::string name;
  std::vector<std::size_t> features;
};
/// The data behind features: those named "job=…" are one.
std::vector<Datum> dataOf(const std::vector<std::string>& features);

/// What is left after some data are not read.
struct Loss {
  double meanChange = 0, maxChange = 0;  // of the score, absolute
  std::size_t decisions = 0;             // rows decided otherwise
  std::size_t largestMove = 0;           // of a row, in places of the order by score
};

/// What shall stay as it is, and how much it may change.
struct Tolerance {
  enum class By : unsigned char { Score, Decision, Rank } by = By::Decision;
  double most = 0;  // change of a score; share of the decisions; places
};

struct Minimize {
  std::size_t rows = 0;
  double threshold = 0;
  Tolerance tolerance;
  std::vector<Datum> data;
  std::vector<Loss> alone;            // without each datum alone
  std::vector<std::size_t> needless;  // data that can go together
  Loss together;                      // without all of these
};

/// Takes away each datum alone; then together all that change no more than is tolerated, and where that is
/// too much one after the other, the least first, as long as the whole is tolerated. Selected is a score of
/// `threshold` or more; equal scores stand in the order of the rows.
Minimize minimize(std::vector<Datum> data, std::size_t features, double threshold, const Tolerance& tolerance,
                  Rescore rescore);

Json toJson(const Minimize& report);
Document toDocument(const Minimize& report);

}  // namespace sayso::audit
