#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/json.h"
#include "core/base/time.h"

/// Why an item has its place: vocabulary and arithmetic that `recommend` builds on.
namespace sayso::explain {

/// What one datum of the visitor adds to the score of one item.
struct Contribution {
  struct Range {
    double min = 0;
    double max = 0;
    bool operator==(const Range&) const = default;
  };

  std::string signal;  // its id in the config
  std::string of;      // what it says: an item's id, or a stated value ("1-15" for a range)
  std::optional<Range> range;
  std::string purpose;
  std::string provenance;  // "stated", "observed", "inferred" or "contextual"
  std::optional<Time> at;  // told to the day
  std::string part;        // the part of the model that it went through
  double value = 0;
  std::size_t count = 1;  // of how many data this is the sum; `of` names one of them
  // The sum of several features' exact shares in trees, which is not what the signal as one player would get.
  bool sumOfParts = false;
  bool operator==(const Contribution&) const = default;
};

/// What was left out: a purpose, or one signal of a granted purpose, with the basis of its denial. It never
/// says whether there were data.
struct NotUsed {
  std::string purpose;
  std::string signal;  // empty: the whole purpose
  std::string basis;
  bool operator==(const NotUsed&) const = default;
};

/// A place that changed after scoring.
struct Move {
  std::string by;  // "pin", "variety", "calibration", "frequency", "serendipity" or "exploration"
  int from = 0;
  int to = 0;
  bool operator==(const Move&) const = default;
};

/// A message key with its arguments; web/strings turns it into words. Arguments are ids, never words.
struct Sentence {
  std::string key;
  std::vector<std::pair<std::string, std::string>> args;
  bool operator==(const Sentence&) const = default;
};

/// Why one item is where it is. The contributions add up to the score because the score is their sum: see
/// `total`.
struct Rationale {
  std::string item;
  int rank = 0;     // 1 is the first place
  double base = 0;  // what the item gets from no datum of the visitor
  std::vector<Contribution> contributions;
  // What a contribution is relative to: "additive" (what the datum adds), "interventional" or
  // "path-dependent"; of a blend the last of these that occurs in it.
  std::string valueFunction = "additive";
  std::vector<Move> moves;
  std::vector<NotUsed> notUsed;
  std::vector<std::string> disclosure;
  Sentence sentence;
  bool operator==(const Rationale&) const = default;
};

/// Puts contributions in the order in which they are listed and added: largest magnitude first, equal ones as
/// they came.
void order(std::vector<Contribution>& contributions);

/// The score: base plus the contributions, added in their listed order. No other score exists.
double total(const Rationale& rationale);

/// The sentence for a rationale whose contributions are in order. The strongest contribution that speaks for
/// the item is named; if there are both behaviour and a statement, each at least a quarter of all that speaks
/// for it, both are. Behaviour goes by its signal's id ("viewed": why.viewed), a statement by its kind
/// (why.stated, or why.price for a range).
Sentence makeSentence(const Rationale& rationale, bool personalized);

/// The shape `say-so-rationale/1`.
Json toJson(const Rationale& rationale);
Json toJson(const NotUsed& notUsed);

}  // namespace sayso::explain
