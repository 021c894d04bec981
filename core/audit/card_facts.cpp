#include "core/audit/card_facts.h"

namespace sayso::audit {
namespace {

constexpr std::size_t kMaxText = 4000;
constexpr std::size_t kMaxList = 50;

std::string readFact(json::Reader& reader, std::string_view key) {
  std::string text = reader.textIf(key);
  if (text.size() > kMaxText) reader.fail(ErrorCode::TooLarge, "more than 4000 bytes", key);
  return text;
}

std::vector<std::string> readFactList(json::Reader& reader, std::string_view key) {
  std::vector<std::string> texts = reader.textsIf(key);
  if (texts.size() > kMaxList) reader.fail(ErrorCode::TooLarge, "more than 50", key);
  for (const std::string& text : texts)
    if (text.size() > kMaxText) reader.fail(ErrorCode::TooLarge, "a text of more than 4000 bytes", key);
  return texts;
}

void readMeasured(json::Reader& reader, CardFacts& facts) {
  reader.eachIf("evaluation", [&](json::Reader& element) {
    facts.evaluation.push_back({readFact(element, "measure"), readFact(element, "value"),
                                readFact(element, "on"), readFact(element, "command")});
    if (facts.evaluation.back().measure.empty() || facts.evaluation.back().value.empty())
      element.fail(ErrorCode::BadValue, "a measure and its value belong together");
    element.finish();
  });
  if (facts.evaluation.size() > kMaxList) reader.fail(ErrorCode::TooLarge, "more than 50", "evaluation");
}

}  // namespace

const std::vector<DataField>& dataFields() {
  using Data = CardFacts::Data;
  static const std::vector<DataField> fields = {
      {"name", "Name", &Data::name},
      {"source", "Source", &Data::source},
      {"licence", "Licence", &Data::licence},
      {"period", "Time that it covers", &Data::period},
      {"composition", "What is in it", &Data::composition},
      {"collection", "How it was collected", &Data::collection},
      {"cleaning", "What was changed or left out", &Data::cleaning},
      {"people", "Whose data it is", &Data::people},
      {"gaps", "What it does not show", &Data::gaps},
      {"maintenance", "How it is kept up to date", &Data::maintenance},
  };
  return fields;
}

Result<CardFacts> readCardFacts(std::string_view text) {
  const auto parsed = json::parse(text);
  if (!parsed) return parsed.error();
  std::vector<Error> errors;
  json::Reader reader(parsed.value(), errors);
  CardFacts facts;
  reader.schema("say-so-card-facts/1");
  facts.name = readFact(reader, "name");
  facts.version = readFact(reader, "version");
  facts.date = readFact(reader, "date");
  facts.owner = readFact(reader, "owner");
  facts.intendedUse = readFactList(reader, "intendedUse");
  facts.notFor = readFactList(reader, "notFor");
  facts.limits = readFactList(reader, "limits");
  reader.inIf("why", [&](json::Reader& why) {
    why.members([&](std::string_view signal, json::Reader& value) {
      std::string reason = value.asText();
      if (reason.size() > kMaxText) value.fail(ErrorCode::TooLarge, "more than 4000 bytes");
      facts.why.emplace(signal, std::move(reason));
    });
  });
  readMeasured(reader, facts);
  reader.inIf("data", [&](json::Reader& data) {
    for (const DataField& each : dataFields()) facts.data.*each.field = readFact(data, each.key);
    data.finish();
  });
  reader.finish();
  if (!errors.empty()) return errors.front();
  return facts;
}

}  // namespace sayso::audit
