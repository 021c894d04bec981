#pragma once

#include <cstdint>
#include <vector>

#include "core/recommend/model.h"
#include "core/recommend/visit.h"

namespace sayso::recommend {

/// What a visitor knows already, as far as the gate let it pass and the model reads it.
struct Usual {
  std::vector<std::uint32_t> items;  // viewed or bought; one for each datum, sensitive ones left out
  std::vector<double> stated;        // by category: how often it was stated
};

Usual usualOf(const Visit& visit, const Model& model);

}  // namespace sayso::recommend
