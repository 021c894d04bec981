#include "core/base/sort.h"

#include <algorithm>

namespace sayso {

std::vector<std::size_t> sortedOrder(std::size_t count,
                                     FunctionRef<bool(std::size_t, std::size_t)> isBefore) {
  std::vector<std::size_t> order(count), merged(count);
  for (std::size_t i = 0; i < count; ++i) order[i] = i;
  for (std::size_t width = 1; width < count; width *= 2) {
    for (std::size_t begin = 0; begin < count; begin += 2 * width) {
      const std::size_t middle = std::min(begin + width, count), end = std::min(begin + 2 * width, count);
      std::size_t left = begin, right = middle;
      for (std::size_t to = begin; to < end; ++to) {
        const bool takesRight = left == middle || (right < end && isBefore(order[right], order[left]));
        merged[to] = takesRight ? order[right++] : order[left++];
      }
    }
    order.swap(merged);
  }
  return order;
}

}  // namespace sayso
