#include "core/recommend/match_reading.h"

#include <algorithm>

namespace sayso::recommend {
namespace {

/// Whether the visitor has stated something that any part of the model reads of the field of `rule`.
bool isFieldStated(const Model& model, const StatedMatch::Rule& rule, const Visit& visit) {
  for (const Part& part : model.parts)
    if (const auto* match = std::get_if<StatedMatch>(&part.model))
      for (const StatedMatch::Rule& other : match->rules)
        if (other.sameField(rule) && visit.is(consent::Provenance::Stated, other.signal) &&
            visit.attribute(other.signal))
          return true;
  return false;
}

}  // namespace

MatchReading::MatchReading(const Model& all, const Part& part, const Visit& visit)
    : part_(&part), visit_(&visit) {
  for (const StatedMatch::Rule& rule : std::get<StatedMatch>(part.model).rules)
    if (!visit.is(consent::Provenance::Inferred, rule.signal) || !isFieldStated(all, rule, visit)) read(rule);
}

void MatchReading::read(const StatedMatch::Rule& rule) {
  const Attribute* attribute = visit_->attribute(rule.signal);
  if (!attribute) return;
  const double weight = part_->weight * rule.weight;
  if (rule.field == StatedMatch::Field::Price) {
    if (attribute->range) matches_.push_back({&rule, attribute, nullptr, weight});
    return;
  }
  double place = 0;
  for (const std::string& value : attribute->values) {
    ++place;
    if (!rule.items.empty() && value != rule.is) continue;
    const bool known = std::any_of(matches_.begin(), matches_.end(), [&](const Match& each) {
      return each.rule == &rule && *each.value == value;
    });
    if (!known) matches_.push_back({&rule, attribute, &value, rule.isRanked ? weight / place : weight});
  }
}

bool MatchReading::Match::inRange(double price) const {
  return price >= attribute->range->min && price <= attribute->range->max;
}

bool MatchReading::Match::fits(const Item& item) const {
  switch (rule->field) {
    case StatedMatch::Field::Category:
      return item.category == items();
    case StatedMatch::Field::Tag:
      return std::find(item.tags.begin(), item.tags.end(), tag()) != item.tags.end();
    case StatedMatch::Field::Price:
      return inRange(item.price);
  }
  return false;
}

/// Calls `use(item)` for each item that fits, in the order of the catalog.
template <class Use>
void MatchReading::Match::eachItem(const Catalog& catalog, Use&& use) const {
  switch (rule->field) {
    case StatedMatch::Field::Category:
      for (const std::uint32_t item : catalog.withCategory(items())) use(item);
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

void MatchReading::addTo(std::vector<double>& scores, std::vector<char>& touched) const {
  for (const Match& match : matches_) {
    if (match.weight == 0) continue;
    match.eachItem(visit_->catalog, [&](std::uint32_t item) {
      if (visit_->catalog.isSensitive(item)) return;
      scores[item] += match.weight;
      touched[item] = 1;
    });
  }
}

void MatchReading::explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const {
  for (const Match& match : matches_) {
    if (match.weight == 0 || visit_->catalog.isSensitive(item) || !match.fits(visit_->catalog.items()[item]))
      continue;
    const Attribute& attribute = *match.attribute;
    contributions.push_back(visit_->contribution(attribute.signal,
                                                 match.value ? *match.value : nameOf(attribute), attribute.at,
                                                 part_->id, match.weight));
    if (!match.value) contributions.back().range = {attribute.range->min, attribute.range->max};
  }
}

std::size_t MatchReading::count(std::string_view signal) const {
  return static_cast<std::size_t>(std::count_if(matches_.begin(), matches_.end(), [&](const Match& match) {
    return match.attribute->signal == signal;
  }));
}

}  // namespace sayso::recommend
