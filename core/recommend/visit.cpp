#include "core/recommend/visit.h"

namespace sayso::recommend {

std::vector<Seen> Visit::seen(std::string_view signal) const {
  std::vector<Seen> seen;
  for (const Entry& entry : consented.entries()) {
    if (entry.signal != signal) continue;
    const std::uint32_t item = catalog.find(entry.of);
    if (item != Catalog::kNone && !catalog.isSensitive(item)) seen.push_back({item, &entry});
  }
  return seen;
}

const Attribute* Visit::attribute(std::string_view signal) const {
  for (const Attribute& attribute : consented.attributes())
    if (attribute.signal == signal) return &attribute;
  return nullptr;
}

bool Visit::is(consent::Provenance provenance, std::string_view signal) const {
  const consent::Signal* known = config.signal(signal);
  return known && known->provenance == provenance;
}

explain::Contribution Visit::contribution(const std::string& signal, const std::string& of, Time at,
                                          const std::string& part, double value) const {
  const consent::Signal& known = *config.signal(signal);  // the gate passes known signals only
  explain::Contribution result;
  result.signal = signal;
  result.of = of;
  result.purpose = known.purpose;
  result.provenance = consent::toText(known.provenance);
  // What the page says of the moment has no date.
  if (known.provenance != consent::Provenance::Contextual) result.at = at;
  result.part = part;
  result.value = value;
  return result;
}

std::string nameOf(const Attribute& attribute) {
  if (attribute.range)
    return json::dump(Json(attribute.range->min)) + "-" + json::dump(Json(attribute.range->max));
  return attribute.values.empty() ? std::string() : attribute.values.front();
}

}  // namespace sayso::recommend
