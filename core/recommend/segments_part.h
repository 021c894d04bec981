#pragma once

#include "core/recommend/features.h"
#include "core/recommend/segments.h"

namespace sayso::recommend {

/// Segments as a part of a blend: the part's `sources` say where each feature comes from.
struct SegmentsPart {
  static constexpr std::size_t kMaxSignals = 8;  // reasons are exact over all their subsets

  Segments model;
  Sources sources;  // of the visitor alone
};

/// `reader` is at the model, `part` at the part around it.
SegmentsPart readSegmentsPart(json::Reader& reader, json::Reader& part);

}  // namespace sayso::recommend
