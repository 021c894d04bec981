#include "core/privacy/update.h"

#include <cmath>

#include "core/privacy/gaussian.h"

namespace sayso::privacy {
namespace {

constexpr std::string_view kSchema = "say-so-update/1";
constexpr std::size_t kMostName = 64;
constexpr std::size_t kMostRows = 10'000;
constexpr double kMostNumber = 1e6;  // no sum of squares overflows

double readNumber(json::Reader& reader) {
  const double number = reader.asNumber();
  if (!(std::fabs(number) <= kMostNumber)) reader.fail(ErrorCode::OutOfRange, "expected at most 1000000");
  return number;
}

}  // namespace

Json toJson(const LearningUpdate& update) {
  Json change = Json::array();
  for (const double each : update.update.change) json::append(change, each);
  return json::object({{"schema", kSchema},
                       {"model", update.model},
                       {"period", update.period},
                       {"change", std::move(change)}});
}

Result<LearningUpdate> readUpdate(const Json& json) {
  std::vector<Error> errors;
  json::Reader reader(json, errors);
  if (!reader.expectObject()) return errors.front();
  reader.schema(kSchema);
  LearningUpdate update;
  update.model = reader.text("model");
  update.period = reader.text("period");
  for (const char* key : {"model", "period"})
    if (reader.has(key) && reader.text(key).size() > kMostName)
      reader.fail(ErrorCode::BadId, "expected at most 64 bytes", key);
  update.update.change = readWeights(reader, "change");
  update.update.examples = static_cast<double>(reader.integerIf("examples", 1, 1, 1'000'000));
  reader.finish();
  if (!errors.empty()) return errors.front();
  return update;
}

Weights readWeights(json::Reader& reader, std::string_view key) {
  Weights weights;
  reader.each(key, [&](json::Reader& each) {
    if (weights.size() < kMostWeights)
      weights.push_back(readNumber(each));
    else if (weights.size() == kMostWeights)
      each.fail(ErrorCode::TooLarge, "more than 257 numbers");
  });
  if (weights.size() < 2) reader.fail(ErrorCode::OutOfRange, "expected 2 to 257 numbers", key);
  return weights;
}

Examples readExamples(json::Reader& reader, std::size_t width) {
  Examples examples;
  reader.each("rows", [&](json::Reader& row) {
    if (examples.rows.size() >= kMostRows) return row.fail(ErrorCode::TooLarge, "more than 10000 rows");
    std::vector<double> values;
    row.elements([&](json::Reader& each) {
      if (values.size() < width) values.push_back(readNumber(each));
    });
    if (row.isArray() && row.raw().size() != width)
      row.fail(ErrorCode::OutOfRange, "expected a number for each feature");
    examples.rows.push_back(std::move(values));
  });
  reader.each("labels", [&](json::Reader& label) {
    if (examples.labels.size() < kMostRows)
      examples.labels.push_back(static_cast<double>(label.asInteger(0, 1)));
  });
  if (examples.labels.size() != examples.rows.size())
    reader.fail(ErrorCode::OutOfRange, "expected a label for each row", "labels");
  return examples;
}

double deviceSigma(const Learning& model) {
  return analyticSigma(model.epsilon, model.delta, 2 * model.clip);
}

std::size_t bytesForNoise(std::size_t numbers) {
  // A pair of numbers takes two draws, and once in five two more.
  const std::size_t tries = numbers + 64;
  return tries * 2 * Draws::kBytes;
}

}  // namespace sayso::privacy
