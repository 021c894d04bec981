#include "core/recommend/model_reading.h"

#include <cmath>

#include "core/base/number.h"
#include "core/base/sort.h"

namespace sayso::recommend {
namespace {

constexpr double kMaxWeight = 1e6;
constexpr std::size_t kMaxIds = 1'000'000;

}  // namespace

double readWeight(json::Reader& reader, std::string_view key) {
  const double weight = reader.number(key);
  if (std::fabs(weight) <= kMaxWeight) return weight;
  reader.fail(ErrorCode::OutOfRange, "expected at most 1000000", key);
  return 0;
}

ItemIds readIds(json::Reader& reader, const ItemIds& inherited) {
  if (!reader.has("items") && inherited) return inherited;
  auto ids = std::make_shared<std::vector<std::string>>();
  reader.each("items", [&](json::Reader& element) {
    ids->push_back(element.asText());
    if (element.isText() && ids->back().empty()) element.fail(ErrorCode::BadId, "must not be empty");
  });
  const std::vector<std::string>& all = *ids;
  std::size_t before = all.size();
  for (const std::size_t at :
       sortedOrder(all.size(), [&](std::size_t a, std::size_t b) { return all[a] < all[b]; })) {
    if (before < all.size() && all[before] == all[at] && !all[at].empty())
      reader.note({ErrorCode::DuplicateId, "item given twice", reader.at() + "/items/" + formatInteger(at)});
    before = at;
  }
  if (ids->size() > kMaxIds) reader.fail(ErrorCode::TooLarge, "more than 1000000 items", "items");
  return ids;
}

std::vector<SignalWeight> readSignalWeights(json::Reader& reader) {
  std::vector<SignalWeight> signals;
  reader.in("signals", [&](json::Reader& weights) {
    weights.members([&](std::string_view signal, json::Reader& weight) {
      const double number = weight.asNumber();
      if (!(number > 0 && number <= kMaxWeight)) weight.fail(ErrorCode::OutOfRange, "expected more than 0");
      signals.push_back({std::string(signal), number});
    });
    if (signals.empty()) weights.fail(ErrorCode::BadValue, "no signal");
  });
  return signals;
}

}  // namespace sayso::recommend
