#include "core/recommend/fit.h"

#include "core/base/number.h"

namespace sayso::recommend {
namespace {

const std::vector<Feature>* featuresOf(const Part& part) {
  if (const auto* segments = std::get_if<SegmentsPart>(&part.model)) return &segments->sources.features;
  if (const auto* rows = std::get_if<Rows>(&part.model)) return &(*rows)->sources.features;
  return nullptr;
}

std::optional<Error> misfit(const Part& part, const consent::Config& config, const std::string& signal,
                            const std::string& at) {
  const consent::Signal* known = config.signal(signal);
  if (!known) return Error{ErrorCode::UnknownSignal, "the config has no signal " + signal, at};
  if (!part.purpose.empty() && known->purpose != part.purpose)
    return Error{ErrorCode::UnknownPurpose,
                 "the config reads " + signal + " for " + known->purpose + ", the model for " + part.purpose,
                 at};
  if (config.recommend && config.recommend->shown == signal)
    return Error{ErrorCode::BadModel, "not for scores", at};
  const auto* match = std::get_if<StatedMatch>(&part.model);
  if (match && match->isContext && known->provenance != consent::Provenance::Contextual)
    return Error{ErrorCode::BadModel, "the config does not call " + signal + " contextual", at};
  return std::nullopt;
}

/// A feature that is the popularity of an item needs a part that knows it.
std::optional<Error> missesPopularity(const Model& model) {
  const Feature* wants = nullptr;
  for (const Part& part : model.parts) {
    if (std::holds_alternative<Popularity>(part.model)) return std::nullopt;
    if (const auto* features = featuresOf(part))
      for (const Feature& feature : *features)
        if (feature.kind == Feature::Kind::ItemPopularity) wants = &feature;
  }
  if (!wants) return std::nullopt;
  return Error{ErrorCode::BadModel, "no part of the blend is a popularity", wants->at};
}

}  // namespace

void eachSignal(const Part& part, FunctionRef<void(const std::string&, const std::string&)> use) {
  if (const auto* items = std::get_if<ItemItem>(&part.model))
    for (const SignalWeight& each : items->signals())
      use(each.signal, part.at + "/signals/" + json::pointerStep(each.signal));
  if (const auto* match = std::get_if<StatedMatch>(&part.model))
    for (std::size_t rule = 0; rule < match->rules.size(); ++rule)
      use(match->rules[rule].signal, part.at + "/match/" + formatInteger(rule) + "/signal");
  if (const auto* features = featuresOf(part))
    for (const Feature& feature : *features)
      if (!feature.ofItem()) use(feature.signal, feature.at + "/signal");
}

bool reads(const Model& model, std::string_view signal) {
  bool found = false;
  for (const Part& part : model.parts)
    eachSignal(part, [&](const std::string& each, const std::string&) { found = found || each == signal; });
  return found;
}

std::optional<Error> misfit(const Model& model, const consent::Config& config) {
  std::optional<Error> error;
  for (const Part& part : model.parts)
    eachSignal(part, [&](const std::string& signal, const std::string& at) {
      if (!error) error = misfit(part, config, signal, at);
    });
  return error ? error : missesPopularity(model);
}

}  // namespace sayso::recommend
