#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>

namespace sayso::explain {

/// Numbers that are appended to in long pieces, for one table after the other. A vector sets new numbers to 0
/// one by one, which takes an engine that has not optimized yet as long as making what stands in them.
class Numbers {
 public:
  std::size_t size() const { return size_; }
  std::size_t bytes() const { return size_ * sizeof(double); }
  double* data() { return numbers_.get(); }

  void clear() { size_ = 0; }
  /// Appends so many 0.
  void extend(std::size_t count) {
    if (size_ + count > capacity_) widen(size_ + count);
    std::memset(data() + size_, 0, count * sizeof(double));
    size_ += count;
  }
  /// Nothing where there are none.
  std::unique_ptr<double[]> copy() const { return copyTo(size_); }

 private:
  std::unique_ptr<double[]> copyTo(std::size_t capacity) const {
    if (capacity == 0) return nullptr;
    std::unique_ptr<double[]> copy(new double[capacity]);  // not set: make_unique would set each
    if (size_ > 0) std::memcpy(copy.get(), numbers_.get(), bytes());
    return copy;
  }
  void widen(std::size_t least) {
    capacity_ = std::max(least, 2 * capacity_);
    numbers_ = copyTo(capacity_);
  }

  std::unique_ptr<double[]> numbers_;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace sayso::explain
