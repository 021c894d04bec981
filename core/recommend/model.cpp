#include "core/recommend/model.h"

#include "core/recommend/numbers.h"

namespace sayso::recommend {
namespace {

constexpr std::size_t kMaxParts = 20;

Popularity readPopularity(json::Reader& reader, const ItemIds& inherited) {
  const std::size_t before = reader.faults();
  Popularity model{readIds(reader, inherited), {}};
  if (reader.faults() == before)
    model.scores = readF32(reader, "score", model.items->size());
  else
    reader.rawIf("score");
  return model;
}

/// Reads the model of one part. `kind` of the object says which; a blend cannot hold another. `around` is the
/// part, or the same object where a file is one model.
void readKind(json::Reader& reader, json::Reader& around, const ItemIds& inherited, Part& part) {
  const std::string kind = reader.text("kind");
  if (kind == "popularity")
    part.model = readPopularity(reader, inherited);
  else if (kind == "stated-match" || kind == "context")
    part.model = readStatedMatch(reader, kind == "context");
  else if (kind == "ease")
    part.model = readEase(reader, inherited);
  else if (kind == "cosine")
    part.model = readCosine(reader, inherited);
  else if (kind == "kmeans")
    part.model = readSegmentsPart(reader, around);
  else if (kind == "rules")
    part.model = readBrandRules(reader);
  else if (reader.has("kind"))
    return reader.fail(
        ErrorCode::UnknownKind,
        "expected popularity, stated-match, context, ease, cosine, kmeans, rules or, in a blend, "
        "a model of rows",
        "kind");
  reader.rawIf("about");
}

bool readsSignals(const Part& part) {
  return !std::holds_alternative<Popularity>(part.model) && !std::holds_alternative<BrandRules>(part.model);
}

Part readPart(json::Reader& reader, const ItemIds& inherited) {
  Part part;
  part.id = reader.text("id");
  part.purpose = reader.textIf("purpose");
  reader.in("model", [&](json::Reader& model) {
    part.at = model.at();
    if (rowParts().read && rowParts().isOne(model.raw())) {
      part.model = rowParts().read(model, reader);
      return;
    }
    readKind(model, reader, inherited, part);
    model.finish();
  });
  // Rules move and leave out: they weigh nothing.
  if (!std::holds_alternative<BrandRules>(part.model)) part.weight = readWeight(reader, "weight");
  if (!readsSignals(part) && !part.purpose.empty())
    reader.fail(ErrorCode::BadModel, "a part that reads no signal has no purpose", "purpose");
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

Model readModel(std::string_view text, std::vector<Error>& errors) {
  auto parsed = rowParts().parse ? rowParts().parse(text) : json::parse(text, json::kMaxBytesLarge);
  if (!parsed) {
    errors.push_back(parsed.error());
    return {};
  }
  Model model;
  json::Reader reader(parsed.value(), errors);
  if (!reader.schema("say-so-model/1")) return {};
  const Json* kind = reader.rawIf("kind");
  const std::string name = kind && kind->is_string() ? kind->get_ref<const std::string&>() : "";
  if (name == "blend") {
    readBlend(reader, model);
  } else {
    Part part;
    readKind(reader, reader, nullptr, part);
    part.id = name;
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

}  // namespace sayso::recommend
