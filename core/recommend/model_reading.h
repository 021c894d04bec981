#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"

/// What the readers of all kinds of model share.
namespace sayso::recommend {

using ItemIds = std::shared_ptr<const std::vector<std::string>>;

/// A signal that a part reads, and what it weighs there.
struct SignalWeight {
  std::string signal;
  double weight = 1;
  bool operator==(const SignalWeight&) const = default;
};

/// A number of at most a million either way.
double readWeight(json::Reader& reader, std::string_view key);
/// The ids in `items`; where there are none, those of the blend around it.
ItemIds readIds(json::Reader& reader, const ItemIds& inherited);
/// `signals`: at least one, each with a weight above 0.
std::vector<SignalWeight> readSignalWeights(json::Reader& reader);

}  // namespace sayso::recommend
