#include "core/recommend/reading.h"

#include <algorithm>

namespace sayso::recommend {
namespace {

const ItemIds* idsOf(const Part& part) {
  if (const auto* popularity = std::get_if<Popularity>(&part.model)) return &popularity->items;
  if (const auto* ease = std::get_if<Ease>(&part.model)) return &ease->items();
  return nullptr;
}

/// "1-15": how a range is named where only an id fits.
std::string nameOf(const Attribute::Range& range) {
  return json::dump(Json(range.min)) + "-" + json::dump(Json(range.max));
}

const Attribute* attributeOf(const ConsentedSignals& consented, std::string_view signal) {
  for (const Attribute& attribute : consented.attributes())
    if (attribute.signal == signal) return &attribute;
  return nullptr;
}

bool isStated(const consent::Config& config, std::string_view signal) {
  const consent::Signal* known = config.signal(signal);
  return known && known->provenance == consent::Provenance::Stated;
}

/// Whether the visitor has stated something that any part of the model reads of the field of `rule`.
bool isFieldStated(const Model& model, const StatedMatch::Rule& rule, const consent::Config& config,
                   const ConsentedSignals& consented) {
  for (const Part& part : model.parts)
    if (const auto* match = std::get_if<StatedMatch>(&part.model))
      for (const StatedMatch::Rule& other : match->rules)
        if (other.sameField(rule) && isStated(config, other.signal) && attributeOf(consented, other.signal))
          return true;
  return false;
}

}  // namespace

Places placesOf(const Part& part, const Catalog& catalog) {
  Places places;
  const ItemIds* ids = idsOf(part);
  if (!ids) return places;
  places.inModel.assign(catalog.items().size(), Catalog::kNone);
  for (std::size_t item = 0; item < (*ids)->size(); ++item) {
    const std::uint32_t index = catalog.find((**ids)[item]);
    places.inCatalog.push_back(index);
    if (index != Catalog::kNone) places.inModel[index] = static_cast<std::uint32_t>(item);
  }
  return places;
}

Reading::Reading(const Model& model, const Part& part, const Places& places, const Catalog& catalog,
                 const consent::Config& config, const ConsentedSignals& consented)
    : part_(&part), places_(&places), catalog_(&catalog), config_(&config) {
  if (const auto* ease = std::get_if<Ease>(&part.model)) readHistory(*ease, consented);
  if (const auto* match = std::get_if<StatedMatch>(&part.model)) readStatements(model, *match, consented);
}

void Reading::readHistory(const Ease& model, const ConsentedSignals& consented) {
  for (const Entry& entry : consented.entries()) {
    const auto signal = std::find_if(model.signals().begin(), model.signals().end(),
                                     [&](const SignalWeight& each) { return each.signal == entry.signal; });
    const std::uint32_t index = catalog_->find(entry.of);
    if (signal == model.signals().end() || index == Catalog::kNone || catalog_->items()[index].sensitive)
      continue;
    const Past past{places_->inModel[index], part_->weight * signal->weight, &entry};
    if (past.item == Catalog::kNone) continue;
    const auto known = std::find_if(history_.begin(), history_.end(),
                                    [&](const Past& each) { return each.item == past.item; });
    if (known == history_.end())
      history_.push_back(past);
    else if (signal->weight * part_->weight > known->weight)
      *known = past;
  }
}

void Reading::readStatements(const Model& all, const StatedMatch& model, const ConsentedSignals& consented) {
  const auto isOutranked = [&](const StatedMatch::Rule& rule) {
    return !isStated(*config_, rule.signal) && isFieldStated(all, rule, *config_, consented);
  };
  for (const StatedMatch::Rule& rule : model.rules) {
    const Attribute* attribute = attributeOf(consented, rule.signal);
    if (!attribute || isOutranked(rule)) continue;
    const double weight = part_->weight * rule.weight;
    if (rule.field == StatedMatch::Field::Price) {
      if (attribute->range) matches_.push_back({&rule, attribute, nullptr, weight});
      continue;
    }
    for (const std::string& value : attribute->values) {
      const bool known = std::any_of(matches_.begin(), matches_.end(), [&](const Match& each) {
        return each.rule == &rule && *each.value == value;
      });
      if (!known) matches_.push_back({&rule, attribute, &value, weight});
    }
  }
}

bool Reading::Match::fits(const Item& item) const {
  switch (rule->field) {
    case StatedMatch::Field::Category:
      return item.category == *value;
    case StatedMatch::Field::Tag:
      return std::find(item.tags.begin(), item.tags.end(), tag()) != item.tags.end();
    case StatedMatch::Field::Price:
      return inRange(item.price);
  }
  return false;
}

std::string Reading::Match::tag() const { return rule->tagKind + ":" + *value; }

bool Reading::Match::inRange(double price) const {
  return price >= attribute->range->min && price <= attribute->range->max;
}

/// Calls `use(item)` for each item that fits, in the order of the catalog.
template <class Use>
void Reading::Match::eachItem(const Catalog& catalog, Use&& use) const {
  switch (rule->field) {
    case StatedMatch::Field::Category:
      for (const std::uint32_t item : catalog.withCategory(*value)) use(item);
      break;
    case StatedMatch::Field::Tag:
      for (const std::uint32_t item : catalog.withTag(tag())) use(item);
      break;
    case StatedMatch::Field::Price:
      for (std::uint32_t item = 0; item < catalog.prices().size(); ++item)
        if (inRange(catalog.prices()[item])) use(item);
      break;
  }
}

void Reading::addTo(std::vector<double>& scores, std::vector<char>& touched) const {
  const auto add = [&](std::uint32_t item, double value) {
    if (value == 0 || catalog_->isSensitive(item)) return;
    scores[item] += value;
    touched[item] = 1;
  };
  for (const Past& past : history_)
    std::get<Ease>(part_->model).eachEffect(past.item, [&](std::uint32_t item, double effect) {
      if (places_->inCatalog[item] != Catalog::kNone) add(places_->inCatalog[item], past.weight * effect);
    });
  for (const Match& match : matches_)
    match.eachItem(*catalog_, [&](std::uint32_t item) { add(item, match.weight); });
}

void Reading::explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const {
  const Item& known = catalog_->items()[item];
  if (known.sensitive) return;
  for (const Past& past : history_) {
    if (places_->inModel[item] == Catalog::kNone) break;
    const double value = past.weight * std::get<Ease>(part_->model).effect(past.item, places_->inModel[item]);
    if (value != 0)
      contributions.push_back(contribution(past.entry->signal, past.entry->of, past.entry->at, value));
  }
  for (const Match& match : matches_) {
    if (match.weight == 0 || !match.fits(known)) continue;
    const Attribute& attribute = *match.attribute;
    const std::string of = match.value ? *match.value : nameOf(*attribute.range);
    contributions.push_back(contribution(attribute.signal, of, attribute.at, match.weight));
    if (!match.value) contributions.back().range = {attribute.range->min, attribute.range->max};
  }
}

explain::Contribution Reading::contribution(const std::string& signal, const std::string& of, Time at,
                                            double value) const {
  const consent::Signal& known = *config_->signal(signal);  // the gate passes known signals only
  explain::Contribution result;
  result.signal = signal;
  result.of = of;
  result.purpose = known.purpose;
  result.provenance = consent::toText(known.provenance);
  result.at = at;
  result.part = part_->id;
  result.value = value;
  return result;
}

std::size_t Reading::count(std::string_view signal) const {
  const auto ofEntry = std::count_if(history_.begin(), history_.end(),
                                     [&](const Past& past) { return past.entry->signal == signal; });
  const auto ofMatch = std::count_if(matches_.begin(), matches_.end(),
                                     [&](const Match& match) { return match.attribute->signal == signal; });
  return static_cast<std::size_t>(ofEntry + ofMatch);
}

}  // namespace sayso::recommend
