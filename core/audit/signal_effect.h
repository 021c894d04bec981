#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/recommend/request.h"
#include "core/recommend/shop.h"

namespace sayso::audit {

/// What one signal does to the lists of those who let it be used.
struct SignalEffect {
  std::string signal;
  std::size_t lists = 0;    // in which a datum of it was read
  double meanShift = 0;     // of an item's score, with it less without it, over the items of those lists
  double meanChange = 0;    // the same without its sign: how far a score moves, up or down
  double share = 0;         // of all contributions' magnitudes in those lists
  double itemsLeaving = 0;  // how many items of a list are not in it without the signal, on average
};

/// Ranks each request as it is, and again without each of the signals that it may use: what refusing that one
/// alone would do. In the order of the config's signals; one that no request brings has no lists. Requests
/// for a list that the brand's server ranked, or that is not personalized, count for nothing.
class SignalEffects {
 public:
  explicit SignalEffects(std::shared_ptr<const recommend::Shop> shop);

  void add(const recommend::Request& request);
  std::size_t lists() const { return lists_; }  // of those that were added and counted
  std::vector<SignalEffect> result() const;

 private:
  struct Sum {
    std::size_t lists = 0, items = 0;
    double shift = 0, change = 0, own = 0, all = 0, leaving = 0;
  };

  std::shared_ptr<const recommend::Shop> shop_;
  std::vector<Sum> sums_;  // one each signal of the config
  std::size_t lists_ = 0;
};

}  // namespace sayso::audit
