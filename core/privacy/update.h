#pragma once

#include <string>

#include "core/base/json.h"
#include "core/privacy/federated.h"
#include "core/privacy/settings.h"

namespace sayso::privacy {

constexpr std::size_t kMostWeights = 257;  // 256 features and the intercept

/// One step of a device as it leaves it, `say-so-update/1`: clipped, with noise. There is no id in it.
struct LearningUpdate {
  std::string model;
  std::string period;
  Update update;
};

/// `{"schema","model","period","change":[…]}`, with `"examples"` only where the plain mean needs it.
Json toJson(const LearningUpdate& update);
Result<LearningUpdate> readUpdate(const Json& json);

/// Numbers that are finite, at most 257.
Weights readWeights(json::Reader& reader, std::string_view key);
/// `{"rows":[[…]],"labels":[…]}` of `width` numbers a row, at most 10,000 rows.
Examples readExamples(json::Reader& reader, std::size_t width);

/// The noise a device adds so that its own update is hidden for the model's epsilon and delta: two updates
/// of length `clip` are at most twice that apart.
double deviceSigma(const Learning& model);

/// Random bytes with which the noise of so many numbers does not run out, but for one time in 2^100.
std::size_t bytesForNoise(std::size_t numbers);

}  // namespace sayso::privacy
