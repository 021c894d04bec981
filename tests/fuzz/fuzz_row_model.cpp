#include <cmath>

#include "core/recommend/row_model.h"
#include "core/recommend/segments.h"
#include "tests/fuzz/fuzz.h"

using namespace sayso::recommend;

namespace {

/// A row whose numbers follow from its length alone: some missing, some on both sides of most thresholds.
std::vector<double> rowOf(std::size_t features) {
  std::vector<double> row(features);
  for (std::size_t i = 0; i < features; ++i)
    row[i] = i % 5 == 4 ? std::nan("") : (static_cast<double>(i % 7) - 3) / 2;
  return row;
}

void explain(const RowModel& model) {
  const auto row = rowOf(model.features().size());
  for (std::size_t output = 0; output < model.outputs(); ++output) {
    const Attribution why = model.explain(row, output);
    expect(why.contributions.size() == row.size(), "one contribution each feature");
    // Where leaves cancel, what is lost is of their own size.
    double size = std::fabs(why.bias);
    for (const double each : why.contributions) size += std::fabs(each);
    const double margin = model.margin(row, output);
    if (std::isfinite(size) && std::isfinite(margin))
      expect(std::fabs(why.margin() - margin) <= 1e-6 * (1 + size + std::fabs(margin)), "they add up");
    if (output == 3) return;  // as many as the file says, and each takes its time
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto model = RowModel::read(asText(data, size));
  if (!model) expect(!model.error().message.empty(), "a refusal says why");
  if (model) {
    taken(asText(data, size));
    plant(std::fabs(model.value().margin(rowOf(model.value().features().size()), 0)) > 1e8);
    explain(model.value());
    std::vector<char> denied(model.value().features().size());
    for (std::size_t i = 0; i < denied.size(); i += 2) denied[i] = 1;
    const RowModel rest = model.value().without(denied);
    explain(rest);
    const Attribution why = rest.explain(rowOf(denied.size()));
    for (std::size_t i = 0; i < denied.size(); i += 2)
      expect(why.contributions[i] == 0, "a denied feature adds nothing");
  }
  if (const auto segments = readSegments(asText(data, size))) {
    const std::size_t features = segments.value().features.size();
    std::vector<std::size_t> players(features);
    for (std::size_t i = 0; i < features; ++i) players[i] = i % 4;
    expect(static_cast<bool>(segments.value().explain(rowOf(features), players, 4)), "four players are few");
  }
  return 0;
}
