#include "core/recommend/served.h"

#include <cmath>
#include <optional>

#include "core/base/number.h"

namespace sayso::recommend {
namespace {

constexpr std::size_t kMaxItems = 1000;
constexpr std::size_t kMaxContributions = 1000;
constexpr std::size_t kMaxText = 1000;

std::string readText(json::Reader& reader, std::string_view key) {
  std::string text = reader.textIf(key);
  if (text.size() > kMaxText) reader.fail(ErrorCode::TooLarge, "more than 1000 bytes", key);
  return text;
}

explain::Contribution readContribution(json::Reader& reader) {
  explain::Contribution contribution;
  contribution.signal = reader.text("signal");
  contribution.of = readText(reader, "of");
  contribution.part = readText(reader, "part");
  contribution.value = reader.number("value");
  reader.finish();
  return contribution;
}

/// Views of sensitive items are never named, whoever ranked.
bool isSensitive(const explain::Contribution& contribution, const Catalog& catalog) {
  const std::uint32_t item = catalog.find(contribution.of);
  return item != Catalog::kNone && catalog.isSensitive(item);
}

/// Completes what the config knows of the signal; the error if it may not be used.
std::optional<Error> admit(explain::Contribution& contribution, const consent::Config& config,
                           const consent::Decision& decision, const std::string& at) {
  const consent::Signal* signal = config.signal(contribution.signal);
  if (!signal)
    return Error{ErrorCode::UnknownSignal, "the config has no signal " + contribution.signal, at + "/signal"};
  const consent::Outcome* outcome = decision.signal(signal->id);
  const consent::PurposeDecision* purpose = decision.purpose(signal->purpose);
  if (!outcome || !outcome->granted || !purpose || !purpose->granted)
    return Error{ErrorCode::NotGranted, "the visitor does not allow " + signal->id, at + "/signal"};
  contribution.purpose = signal->purpose;
  contribution.provenance = consent::toText(signal->provenance);
  return std::nullopt;
}

}  // namespace

std::vector<ServedItem> readServed(json::Reader& reader) {
  std::vector<ServedItem> served;
  reader.elements([&](json::Reader& element) {
    ServedItem item;
    item.rationale.item = element.text("item");
    item.rationale.base = element.number("base");
    item.score = element.number("score");
    element.each("contributions", [&](json::Reader& contribution) {
      item.rationale.contributions.push_back(readContribution(contribution));
    });
    if (item.rationale.contributions.size() > kMaxContributions)
      element.fail(ErrorCode::TooLarge, "more than 1000", "contributions");
    element.finish();
    served.push_back(std::move(item));
  });
  if (served.size() > kMaxItems) reader.fail(ErrorCode::TooLarge, "more than 1000 items");
  return served;
}

Result<std::vector<explain::Rationale>> accept(const std::vector<ServedItem>& served, const Catalog& catalog,
                                               const consent::Config& config,
                                               const ConsentedSignals& consented, const std::string& at) {
  std::vector<explain::Rationale> rationales;
  std::vector<char> isTaken(catalog.items().size(), 0);
  for (std::size_t place = 0; place < served.size(); ++place) {
    const std::string here = at + "/" + formatInteger(place);
    explain::Rationale rationale = served[place].rationale;
    const std::uint32_t item = catalog.find(rationale.item);
    if (item == Catalog::kNone)
      return Error{ErrorCode::UnknownItem, "the catalog has no such item", here + "/item"};
    if (isTaken[item]) return Error{ErrorCode::DuplicateId, "item given twice", here + "/item"};
    isTaken[item] = 1;
    double size = std::fabs(rationale.base);
    for (std::size_t each = 0; each < rationale.contributions.size(); ++each) {
      explain::Contribution& contribution = rationale.contributions[each];
      size += std::fabs(contribution.value);
      if (auto error = admit(contribution, config, consented.decision(),
                             here + "/contributions/" + formatInteger(each)))
        return std::move(*error);
      if (isSensitive(contribution, catalog))
        return Error{ErrorCode::BadRationale, "names a sensitive item",
                     here + "/contributions/" + formatInteger(each) + "/of"};
    }
    explain::order(rationale.contributions);
    if (!(std::fabs(explain::total(rationale) - served[place].score) <= 1e-9 * size))
      return Error{ErrorCode::BadRationale, "base and contributions do not add up to the score",
                   here + "/score"};
    rationales.push_back(std::move(rationale));
  }
  return rationales;
}

}  // namespace sayso::recommend
