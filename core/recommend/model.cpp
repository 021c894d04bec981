#include "core/recommend/model.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/number.h"
#include "core/recommend/numbers.h"

namespace sayso::recommend {
namespace {

constexpr double kMaxWeight = 1e6;
constexpr std::size_t kMaxParts = 20;
constexpr std::size_t kMaxRules = 50;
constexpr std::size_t kMaxIds = 1'000'000;

double readWeight(json::Reader& reader, std::string_view key) {
  const double weight = reader.number(key);
  if (std::fabs(weight) <= kMaxWeight) return weight;
  reader.fail(ErrorCode::OutOfRange, "expected at most 1000000", key);
  return 0;
}

/// The ids in `items`; where there are none, those of the blend around it.
ItemIds readIds(json::Reader& reader, const ItemIds& inherited) {
  if (!reader.has("items") && inherited) return inherited;
  auto ids = std::make_shared<std::vector<std::string>>();
  std::set<std::string_view> seen;
  reader.each("items", [&](json::Reader& element) {
    ids->push_back(element.asText());
    if (!element.isText()) return;
    // The view is into the document, which outlives this function; `ids` moves its texts as it grows.
    const std::string_view id = element.raw().get_ref<const std::string&>();
    if (id.empty()) element.fail(ErrorCode::BadId, "must not be empty");
    if (!seen.insert(id).second) element.fail(ErrorCode::DuplicateId, "item given twice");
  });
  if (ids->size() > kMaxIds) reader.fail(ErrorCode::TooLarge, "more than 1000000 items", "items");
  return ids;
}

Popularity readPopularity(json::Reader& reader, const ItemIds& inherited) {
  const std::size_t before = reader.faults();
  Popularity model{readIds(reader, inherited), {}};
  if (reader.faults() == before)
    model.scores = readF32(reader, "score", model.items->size());
  else
    reader.rawIf("score");
  return model;
}

StatedMatch::Rule readRule(json::Reader& reader) {
  constexpr std::string_view kTag = "tag:";
  StatedMatch::Rule rule;
  rule.signal = reader.text("signal");
  const std::string field = reader.text("field");
  if (field == "price")
    rule.field = StatedMatch::Field::Price;
  else if (field.starts_with(kTag) && field.size() > kTag.size()) {
    rule.field = StatedMatch::Field::Tag;
    rule.tagKind = field.substr(kTag.size());
  } else if (field != "category" && reader.has("field"))
    reader.fail(ErrorCode::BadValue, "expected category, price or tag:kind", "field");
  rule.weight = readWeight(reader, "weight");
  reader.finish();
  return rule;
}

StatedMatch readStatedMatch(json::Reader& reader) {
  StatedMatch model;
  reader.each("match", [&](json::Reader& element) {
    StatedMatch::Rule rule = readRule(element);
    for (const StatedMatch::Rule& other : model.rules)
      if (other.signal == rule.signal && other.sameField(rule))
        element.fail(ErrorCode::DuplicateId, "signal and field given twice");
    model.rules.push_back(std::move(rule));
  });
  if (model.rules.size() > kMaxRules) reader.fail(ErrorCode::TooLarge, "more than 50 rules", "match");
  return model;
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

std::string place(std::size_t at, std::size_t neighbours) {
  return "neighbour " + formatInteger(at % neighbours) + " of item " + formatInteger(at / neighbours);
}

/// Finds what would make the sum wrong: an index that is no item, an item that speaks for itself, or one that
/// speaks twice.
void checkTable(json::Reader& reader, const Ease::Table& table, std::size_t items) {
  std::vector<std::size_t> lastRow(items, items);
  for (std::size_t at = 0; at < table.index.size(); ++at) {
    const std::size_t row = at / table.neighbours;
    const std::size_t from = table.index[at];
    const char* fault = nullptr;
    ErrorCode code = ErrorCode::BadModel;
    if (from >= items) {
      fault = " is not an item";
      code = ErrorCode::OutOfRange;
    } else if (table.value[at] == 0) {
      continue;
    } else if (from == row) {
      fault = " is the item itself";
    } else if (lastRow[from] == row) {
      fault = " is given twice";
    }
    if (fault) return reader.fail(code, place(at, table.neighbours) + fault, "index");
    lastRow[from] = row;
  }
}

Ease readEase(json::Reader& reader, const ItemIds& inherited) {
  const std::size_t before = reader.faults();
  std::vector<SignalWeight> signals = readSignalWeights(reader);
  ItemIds ids = readIds(reader, inherited);
  if (ids->size() > Ease::kMaxItems)
    reader.fail(ErrorCode::TooLarge, "more than 65536 items", reader.has("items") ? "items" : "kind");
  Ease::Table table;
  table.neighbours = static_cast<std::size_t>(
      reader.integer("neighbours", 1, static_cast<std::int64_t>(Ease::kMaxNeighbours)));
  if (reader.faults() != before) {
    for (const char* key : {"index", "value", "scale"}) reader.rawIf(key);
    return Ease(std::make_shared<std::vector<std::string>>(), {}, {});
  }
  const std::size_t places = ids->size() * table.neighbours;
  table.index = readU16(reader, "index", places);
  table.value = readU8(reader, "value", places);
  table.scale = readF32(reader, "scale", ids->size());
  for (std::size_t item = 0; item < table.scale.size(); ++item) {
    if (table.scale[item] >= 0) continue;
    reader.fail(ErrorCode::OutOfRange, "scale of item " + formatInteger(item) + " is negative", "scale");
    break;
  }
  if (reader.faults() == before) checkTable(reader, table, ids->size());
  if (reader.faults() != before) return Ease(std::make_shared<std::vector<std::string>>(), {}, {});
  return Ease(std::move(ids), std::move(signals), table);
}

/// Reads the model of one part. `kind` of the object says which; a blend cannot hold another.
void readKind(json::Reader& reader, const ItemIds& inherited, Part& part) {
  part.at = reader.at();
  const std::string kind = reader.text("kind");
  if (kind == "popularity")
    part.model = readPopularity(reader, inherited);
  else if (kind == "stated-match")
    part.model = readStatedMatch(reader);
  else if (kind == "ease")
    part.model = readEase(reader, inherited);
  else if (reader.has("kind"))
    return reader.fail(ErrorCode::UnknownKind, "expected popularity, stated-match or ease", "kind");
  reader.rawIf("about");
}

Part readPart(json::Reader& reader, const ItemIds& inherited) {
  Part part;
  part.id = reader.text("id");
  part.weight = readWeight(reader, "weight");
  part.purpose = reader.textIf("purpose");
  reader.in("model", [&](json::Reader& model) {
    readKind(model, inherited, part);
    model.finish();
  });
  if (std::holds_alternative<Popularity>(part.model) && !part.purpose.empty())
    reader.fail(ErrorCode::BadModel, "popularity reads no signal, so it has no purpose", "purpose");
  reader.finish();
  return part;
}

void readBlend(json::Reader& reader, Model& model) {
  const ItemIds shared = reader.has("items") ? readIds(reader, nullptr) : nullptr;
  reader.each("parts", [&](json::Reader& element) {
    Part part = readPart(element, shared);
    for (const Part& other : model.parts)
      if (other.id == part.id) element.fail(ErrorCode::DuplicateId, "id given twice", "id");
    model.parts.push_back(std::move(part));
  });
  if (model.parts.size() > kMaxParts) reader.fail(ErrorCode::TooLarge, "more than 20 parts", "parts");
  reader.rawIf("about");
}

}  // namespace

Ease::Ease(ItemIds items, std::vector<SignalWeight> signals, const Table& table)
    : items_(std::move(items)), signals_(std::move(signals)), scale_(table.scale) {
  offsets_.assign(items_->size() + 1, 0);
  for (std::size_t at = 0; at < table.index.size(); ++at)
    if (table.value[at] != 0) ++offsets_[table.index[at] + 1];
  for (std::size_t item = 0; item < items_->size(); ++item) offsets_[item + 1] += offsets_[item];
  targets_.resize(offsets_.back());
  values_.resize(offsets_.back());
  std::vector<std::uint32_t> next(offsets_.begin(), offsets_.end() - 1);
  for (std::size_t at = 0; at < table.index.size();
       ++at) {  // in the order of scored items, so targets ascend
    if (table.value[at] == 0) continue;
    const std::uint32_t slot = next[table.index[at]]++;
    targets_[slot] = static_cast<std::uint16_t>(at / table.neighbours);
    values_[slot] = table.value[at];
  }
}

double Ease::effect(std::uint32_t history, std::uint32_t item) const {
  const auto first = targets_.begin() + offsets_[history];
  const auto last = targets_.begin() + offsets_[history + 1];
  const auto found = std::lower_bound(first, last, item);
  if (found == last || *found != item) return 0;
  return values_[static_cast<std::size_t>(found - targets_.begin())] * static_cast<double>(scale_[item]);
}

Model readModel(std::string_view text, std::vector<Error>& errors) {
  auto parsed = json::parse(text, json::kMaxBytesLarge);
  if (!parsed) {
    errors.push_back(parsed.error());
    return {};
  }
  Model model;
  json::Reader reader(parsed.value(), errors);
  if (!reader.schema("say-so-model/1")) return {};
  const Json* kind = reader.rawIf("kind");
  if (kind && *kind == "blend") {
    readBlend(reader, model);
  } else {
    Part part;
    readKind(reader, nullptr, part);
    if (kind && kind->is_string()) part.id = kind->get_ref<const std::string&>();
    model.parts.push_back(std::move(part));
  }
  reader.finish();
  return model;
}

Result<Model> readModel(std::string_view text) {
  std::vector<Error> errors;
  Model model = readModel(text, errors);
  if (!errors.empty()) return errors.front();
  return model;
}

Json toJson(const Ease::Table& table) {
  return json::object({{"neighbours", table.neighbours},
                       {"index", encodeU16(table.index)},
                       {"value", encodeU8(table.value)},
                       {"scale", encodeF32(table.scale)}});
}

}  // namespace sayso::recommend
