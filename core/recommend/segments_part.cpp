#include "core/recommend/segments_part.h"

#include <cmath>

namespace sayso::recommend {

SegmentsPart readSegmentsPart(json::Reader& reader, json::Reader& part) {
  constexpr double kMaxScore = 1e9;
  part.rawIf("sources");  // it may be the same object, which the next line finishes
  SegmentsPart segments{readSegments(reader), {}};
  segments.sources = readSources(part, "sources", segments.model.features);
  for (const Feature& feature : segments.sources.features)
    if (!feature.name.empty() && !feature.ofVisitorAlone())
      part.fail(ErrorCode::BadModel, "a segment is of the visitor: " + feature.name + " is of an item",
                "sources");
  if (segments.sources.signals.size() > SegmentsPart::kMaxSignals)
    part.fail(ErrorCode::TooLarge, "more than 8 signals", "sources");
  for (const Segments::Segment& segment : segments.model.segments)
    for (const auto& [item, score] : segment.scores)
      if (!(std::fabs(score) <= kMaxScore))
        reader.fail(ErrorCode::OutOfRange, "a score of " + item + " is above 1000000000", "segments");
  return segments;
}

}  // namespace sayso::recommend
