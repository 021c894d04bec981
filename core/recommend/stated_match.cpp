#include "core/recommend/stated_match.h"

#include "core/recommend/model_reading.h"

namespace sayso::recommend {
namespace {

constexpr std::size_t kMaxRules = 50;

StatedMatch::Rule readRule(json::Reader& reader) {
  StatedMatch::Rule rule;
  rule.signal = reader.text("signal");
  rule.field = readField(reader, "field", rule.tagKind);
  rule.weight = readWeight(reader, "weight");
  rule.isRanked = reader.flagIf("ranked");
  if (reader.has("is") || reader.has("items")) {
    rule.is = reader.text("is");
    rule.items = reader.text("items");
    if (rule.field == StatedMatch::Field::Price)
      reader.fail(ErrorCode::BadValue, "expected category or tag:kind", "field");
  }
  reader.finish();
  return rule;
}

bool isTwin(const StatedMatch::Rule& a, const StatedMatch::Rule& b) {
  return a.signal == b.signal && a.sameField(b) && a.is == b.is && a.items == b.items;
}

}  // namespace

StatedMatch::Field readField(json::Reader& reader, std::string_view key, std::string& tagKind) {
  constexpr std::string_view kTag = "tag:";
  const std::string field = reader.text(key);
  if (field == "price") return StatedMatch::Field::Price;
  if (field.starts_with(kTag) && field.size() > kTag.size()) {
    tagKind = field.substr(kTag.size());
    return StatedMatch::Field::Tag;
  }
  if (field != "category" && reader.has(key))
    reader.fail(ErrorCode::BadValue, "expected category, price or tag:kind", key);
  return StatedMatch::Field::Category;
}

StatedMatch readStatedMatch(json::Reader& reader, bool isContext) {
  StatedMatch model;
  model.isContext = isContext;
  reader.each("match", [&](json::Reader& element) {
    StatedMatch::Rule rule = readRule(element);
    for (const StatedMatch::Rule& other : model.rules)
      if (isTwin(rule, other)) element.fail(ErrorCode::DuplicateId, "signal and field given twice");
    model.rules.push_back(std::move(rule));
  });
  if (model.rules.size() > kMaxRules) reader.fail(ErrorCode::TooLarge, "more than 50 rules", "match");
  return model;
}

}  // namespace sayso::recommend
