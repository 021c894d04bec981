#include "core/recommend/feature_values.h"

#include <algorithm>

namespace sayso::recommend {
namespace {

using Kind = Feature::Kind;
using Field = StatedMatch::Field;

bool hasKind(std::string_view tag, std::string_view kind) {
  return tag.size() > kind.size() && tag[kind.size()] == ':' && tag.starts_with(kind);
}

bool isOf(const Item& item, const Feature& feature, const std::string& value) {
  if (feature.field == Field::Category) return item.category == value;
  return std::find(item.tags.begin(), item.tags.end(), feature.tagKind + ":" + value) != item.tags.end();
}

}  // namespace

FeatureValue FeatureValue::ofItems(const Feature& feature, const Catalog& catalog) {
  FeatureValue value;
  value.isKnown_ = true;
  value.catalog_ = &catalog;
  if (feature.kind == Kind::ItemPrice) value.by_ = By::Price;
  if (feature.kind == Kind::ItemPopularity) value.by_ = By::Popularity;
  if (feature.kind == Kind::ItemIs) value.match(feature, Attribute{"", {feature.is}, {}, {}, {}});
  return value;
}

FeatureValue FeatureValue::ofVisit(const Feature& feature, const Visit& visit) {
  FeatureValue value;
  value.catalog_ = &visit.catalog;
  const Attribute* attribute = visit.attribute(feature.signal);
  const bool isCount =
      feature.kind == Kind::Count || feature.kind == Kind::CountIs || feature.kind == Kind::CountSame;
  if (isCount) {
    value.count(feature, visit.seen(feature.signal));
  } else if (attribute && feature.kind == Kind::Match) {
    value.isKnown_ = true;
    value.match(feature, *attribute);
  } else if (attribute) {
    value.isKnown_ = true;
    const auto& values = attribute->values;
    value.same_ = std::find(values.begin(), values.end(), feature.is) != values.end();
  }
  return value;
}

void FeatureValue::count(const Feature& feature, const std::vector<Seen>& seen) {
  isKnown_ = !seen.empty();
  const bool isSame = feature.kind == Kind::CountSame;
  if (isSame) {
    by_ = feature.field == Field::Category ? By::Category : By::EachTag;
    table_.resize(feature.field == Field::Category ? catalog_->categories() : catalog_->tags());
  }
  for (const Seen& each : seen) {
    const Item& item = catalog_->items()[each.item];
    if (feature.kind == Kind::Count)
      same_ += 1;
    else if (!isSame)
      same_ += isOf(item, feature, feature.is);
    else if (feature.field == Field::Category)
      table_[catalog_->categoryOf(each.item)] += 1;
    else
      for (std::size_t tag = 0; tag < item.tags.size(); ++tag)
        if (hasKind(item.tags[tag], feature.tagKind)) table_[catalog_->tagsOf(each.item)[tag]] += 1;
  }
}

void FeatureValue::match(const Feature& feature, const Attribute& attribute) {
  if (feature.field == Field::Price) {
    if (!attribute.range) return;
    by_ = By::PriceRange;
    range_ = *attribute.range;
    return;
  }
  const bool isCategory = feature.field == Field::Category;
  by_ = isCategory ? By::Category : By::AnyTag;
  table_.resize(isCategory ? catalog_->categories() : catalog_->tags());
  for (const std::string& value : attribute.values) {
    const std::uint32_t number =
        isCategory ? catalog_->categoryNumber(value) : catalog_->tagNumber(feature.tagKind + ":" + value);
    if (number != Catalog::kNone) table_[number] = 1;
  }
}

double FeatureValue::of(std::uint32_t item, const std::vector<double>& popularity) const {
  double sum = 0;
  switch (by_) {
    case By::Nothing:
      return same_;
    case By::Category:
      return table_[catalog_->categoryOf(item)];
    case By::AnyTag:
      for (const std::uint32_t tag : catalog_->tagsOf(item)) sum = std::max(sum, table_[tag]);
      return sum;
    case By::EachTag:
      for (const std::uint32_t tag : catalog_->tagsOf(item)) sum += table_[tag];
      return sum;
    case By::Price:
      return catalog_->prices()[item];
    case By::PriceRange:
      return catalog_->prices()[item] >= range_.min && catalog_->prices()[item] <= range_.max;
    case By::Popularity:
      return popularity[item];
  }
  return 0;
}

explain::Contribution SignalData::contribution(const Visit& visit, std::uint32_t item,
                                               const std::string& part, double value) const {
  explain::Contribution result;
  if (seen.empty()) {
    std::string of = nameOf(*attribute);
    for (const std::string& each : attribute->values)
      if (each == visit.catalog.items()[item].category) of = each;
    result = visit.contribution(signal, of, attribute->at, part, value);
    if (attribute->range) result.range = {attribute->range->min, attribute->range->max};
  } else {
    const auto alike = std::find_if(seen.begin(), seen.end(), [&](const Seen& each) {
      return visit.catalog.categoryOf(each.item) == visit.catalog.categoryOf(item);
    });
    const Entry& entry = *(alike == seen.end() ? seen.front() : *alike).entry;
    result = visit.contribution(signal, entry.of, entry.at, part, value);
  }
  result.count = count();
  return result;
}

std::size_t countOf(const std::vector<SignalData>& data, std::string_view signal) {
  for (const SignalData& each : data)
    if (each.signal == signal) return each.count();
  return 0;
}

}  // namespace sayso::recommend
