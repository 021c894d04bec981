#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace sayso::recommend {

/// The first `limit` of the items offered: the highest scores, of equal ones those offered first.
class First {
 public:
  First(const std::vector<double>& scores, std::size_t limit) : scores_(scores), limit_(limit) {}

  void offer(std::uint32_t item) {
    if (heap_.size() == limit_ && scores_[item] <= scores_[heap_.front()]) return;
    const auto before = [this](std::uint32_t a, std::uint32_t b) {
      return scores_[a] != scores_[b] ? scores_[a] > scores_[b] : a < b;
    };
    if (heap_.size() == limit_) {
      std::pop_heap(heap_.begin(), heap_.end(), before);
      heap_.pop_back();
    }
    heap_.push_back(item);
    std::push_heap(heap_.begin(), heap_.end(), before);
  }

  const std::vector<std::uint32_t>& items() const { return heap_; }
  /// The lowest score that is in; minus infinity while there is room.
  double lowest() const {
    return heap_.size() < limit_ ? -std::numeric_limits<double>::infinity() : scores_[heap_.front()];
  }

 private:
  const std::vector<double>& scores_;
  std::size_t limit_;
  std::vector<std::uint32_t> heap_;  // the last of them in front
};

}  // namespace sayso::recommend
