#include "core/cli/verb_train_recipe.h"

#include <algorithm>

#include "core/recommend/numbers.h"

namespace sayso::cli {
namespace {

constexpr std::string_view kHistorySignal = "bought";  // what a basket is evidence of

/// The members of `from` but `without`.
Json copyWithout(const Json& from, std::string_view without) {
  Json copy = Json::object();
  for (const auto& [key, value] : from.get_ref<const Json::object_t&>())
    if (key != without) copy[key] = value;
  return copy;
}

void append(Json& to, const Json& members) {
  for (const auto& [key, value] : members.get_ref<const Json::object_t&>()) to[key] = value;
}

double readPower(json::Reader& reader, std::string_view key, double fallback) {
  constexpr double kMost = 4;
  const double power = reader.numberIf(key, fallback);
  if (!(power >= 0 && power <= kMost)) reader.fail(ErrorCode::OutOfRange, "expected 0 to 4", key);
  return power;
}

double weightOfHistory(const recommend::ItemItem& model) {
  for (const recommend::SignalWeight& each : model.signals())
    if (each.signal == kHistorySignal) return each.weight;
  return model.signals().empty() ? 1 : model.signals().front().weight;
}

}  // namespace

EaseSettings readEaseSettings(json::Reader& reader) {
  EaseSettings settings;
  settings.ridge = reader.numberIf("ridge", settings.ridge);
  if (!(settings.ridge > 0)) reader.fail(ErrorCode::OutOfRange, "expected more than 0", "ridge");
  settings.momentumDays =
      static_cast<std::int32_t>(reader.integerIf("momentumDays", settings.momentumDays, 0, 100000));
  settings.momentumPrior = reader.numberIf("momentumPrior", settings.momentumPrior);
  if (!(settings.momentumPrior > 0))
    reader.fail(ErrorCode::OutOfRange, "expected more than 0", "momentumPrior");
  settings.momentumPower = readPower(reader, "momentumPower", settings.momentumPower);
  settings.popularityDiscount = readPower(reader, "popularityDiscount", settings.popularityDiscount);
  settings.neighbours = static_cast<std::size_t>(
      reader.integerIf("neighbours", static_cast<std::int64_t>(settings.neighbours), 1,
                       static_cast<std::int64_t>(recommend::ItemItem::kMaxNeighbours)));
  reader.finish();
  return settings;
}

Json toJson(const EaseSettings& settings) {
  return {{"ridge", settings.ridge},
          {"momentumDays", settings.momentumDays},
          {"momentumPrior", settings.momentumPrior},
          {"momentumPower", settings.momentumPower},
          {"popularityDiscount", settings.popularityDiscount},
          {"neighbours", settings.neighbours}};
}

const ItemWeights& Trainer::weights(double ridge) {
  if (!weights_ || ridge_ != ridge) {
    weights_.reset();  // before solving: two solutions need not be held at once
    weights_ = std::make_unique<ItemWeights>(solveEase(baskets_, itemCount(), ridge));
    ridge_ = ridge;
  }
  return *weights_;
}

Json Trainer::trainPart(const Json& part, json::Reader& reader) {
  const Json* kind = reader.rawIf("kind");
  if (!reader.has("train")) return part;
  Json model = copyWithout(part, "train");
  const std::size_t before = reader.faults();
  if (kind && *kind == "ease") {
    EaseSettings settings;
    reader.in("train", [&](json::Reader& train) { settings = readEaseSettings(train); });
    if (reader.faults() != before) return model;
    append(model, recommend::toJson(cut(weights(settings.ridge), itemFactors(baskets_, itemCount(), settings),
                                        std::min(settings.neighbours, itemCount()))));
    model["about"] = toJson(settings);
  } else if (kind && *kind == "popularity") {
    std::int64_t days = 0;
    reader.in("train", [&](json::Reader& train) {
      days = train.integerIf("days", 0, 0, 100000);
      train.finish();
    });
    model["score"] = recommend::encodeF32(popularity(baskets_, itemCount(), static_cast<std::int32_t>(days)));
    model["about"] = {{"days", days}};
  } else {
    reader.fail(ErrorCode::UnknownKind, "only ease and popularity are trained", "train");
  }
  return model;
}

Result<Json> Trainer::train(const Json& recipe) {
  std::vector<Error> errors;
  json::Reader reader(recipe, errors);
  if (!reader.expectObject()) return errors.front();
  Json model = {{"schema", "say-so-model/1"}};
  const Json* kind = reader.rawIf("kind");
  if (kind && *kind == "blend") {
    append(model, copyWithout(recipe, "parts"));
    model["items"] = items_->all();
    model["parts"] = Json::array();
    reader.each("parts", [&](json::Reader& element) {
      if (!element.expectObject()) return;
      Json part = copyWithout(element.raw(), "model");
      element.in("model", [&](json::Reader& inner) {
        if (inner.expectObject()) part["model"] = trainPart(inner.raw(), inner);
      });
      model["parts"].push_back(std::move(part));
    });
  } else {
    append(model, trainPart(recipe, reader));
    model["items"] = items_->all();
  }
  if (!errors.empty()) return errors.front();
  return model;
}

Result<std::shared_ptr<const recommend::Model>> Trainer::trainAndRead(const Json& recipe) {
  auto file = train(recipe);
  if (!file) return file.error();
  auto model = recommend::readModel(json::dump(file.value()));
  if (!model) return model.error();
  return std::make_shared<const recommend::Model>(std::move(model).value());
}

Scorer scorerOf(std::shared_ptr<const recommend::Model> model) {
  return [model](const Case& each, std::vector<double>& scores) {
    for (const recommend::Part& part : model->parts) {
      if (const auto* popularity = std::get_if<recommend::Popularity>(&part.model))
        for (std::size_t item = 0; item < scores.size(); ++item)
          scores[item] += part.weight * static_cast<double>(popularity->scores[item]);
      if (const auto* ease = std::get_if<recommend::ItemItem>(&part.model))
        for (std::uint32_t past : each.history)
          ease->eachEffect(past, [&, weight = part.weight * weightOfHistory(*ease)](
                                     std::uint32_t item, double value) { scores[item] += weight * value; });
    }
  };
}

Scorer scorerOf(const ItemWeights& weights, std::vector<double> factors) {
  return [&weights, factors = std::move(factors)](const Case& each, std::vector<double>& scores) {
    for (std::size_t item = 0; item < scores.size(); ++item) {
      for (std::uint32_t past : each.history) scores[item] += static_cast<double>(weights.of(past, item));
      scores[item] *= factors[item];
    }
  };
}

}  // namespace sayso::cli
