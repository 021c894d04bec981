#pragma once

#include <cstddef>
#include <vector>

#include "core/base/function_ref.h"

namespace sayso {

/// The places 0 … count-1 in order; equal ones keep their order. One merge sort for everything that is short:
/// each `std::sort` of another type costs a module over a kilobyte.
std::vector<std::size_t> sortedOrder(std::size_t count, FunctionRef<bool(std::size_t, std::size_t)> isBefore);

}  // namespace sayso
