#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/explain/rationale.h"

namespace sayso::recommend {

class Ranking;

/// The first items of a list while places are given for other reasons than the score. Each change is a move
/// in the rationale of every item whose place it changes.
class Arrangement {
 public:
  /// `list` is in the order of scores, as `ranking` explains it.
  Arrangement(const Ranking& ranking, std::vector<explain::Rationale> list);

  std::size_t size() const { return items_.size(); }
  /// The items of the catalog by their places; those that most lists show.
  const std::vector<std::uint32_t>& items() const { return items_; }
  std::span<const std::uint32_t> usual() const;

  /// The places in another order; places that `next` does not name stay.
  void reorder(std::vector<std::size_t> next, const char* by);
  /// Gives a place, if the list is so long, to an item from below or from nowhere in it, and says so; those
  /// after it make room. `item` may be Catalog::kNone: then nothing happens.
  void give(std::size_t place, std::uint32_t item, const char* by, const char* disclosure);

  std::vector<explain::Rationale> take() { return std::move(list_); }

 private:
  const Ranking& ranking_;
  std::vector<explain::Rationale> list_;
  std::vector<std::uint32_t> items_;
};

}  // namespace sayso::recommend
