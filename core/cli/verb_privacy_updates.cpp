// `say-so privacy update` and `aggregate`: one device's step, and the mean of many.
#include <optional>

#include "core/base/base64.h"
#include "core/cli/random_bytes.h"
#include "core/cli/verb_privacy.h"
#include "core/cli/verb_train_options.h"
#include "core/privacy/accountant.h"
#include "core/privacy/update.h"

namespace sayso::cli {
namespace {

using namespace privacy;

Json listJson(const std::vector<double>& numbers) {
  Json list = Json::array();
  for (const double each : numbers) json::append(list, each);
  return list;
}

/// {"weights","rows","labels","epochs"?,"learningRate"?,"l2"?,"clip"?} -> {"change","length"}: no noise.
Result<Json> updateLine(const Json& line) {
  std::vector<Error> errors;
  json::Reader reader(line, errors);
  if (!reader.expectObject()) return errors.front();
  const Weights weights = readWeights(reader, "weights");
  if (!errors.empty()) return errors.front();
  const Examples examples = readExamples(reader, weights.size() - 1);
  const Steps steps{static_cast<int>(reader.integerIf("epochs", 1, 1, 1000)),
                    reader.numberIf("learningRate", 0.5), reader.numberIf("l2", 0.01)};
  const double clip = reader.numberIf("clip", 0);
  for (const double each : {steps.learningRate, steps.l2, clip})
    if (!(each >= 0 && each <= 10)) reader.fail(ErrorCode::OutOfRange, "expected 0 to 10");
  reader.finish();
  if (!errors.empty()) return errors.front();
  Weights change = localUpdate(weights, examples, steps);
  const double length = clip > 0 ? clipTo(change, clip) : lengthOf(change);
  return json::object({{"change", listJson(change)}, {"length", length}});
}

/// How the updates of one round become one.
struct Round {
  std::optional<Weights> before;
  std::optional<Weights> normals;
  bool isByExamples = false;
  double clip = 0, noiseMultiplier = 0, rate = 1, delta = 1e-6;
  std::int64_t rounds = 1;
  std::int64_t expected = 0;
};

Result<std::optional<Weights>> weightsFile(const Args& args, const char* option) {
  if (!args.has(option)) return std::optional<Weights>();
  const auto text = readFile(args.get(option));
  if (!text) return text.error();
  const auto json = json::parse(text.value());
  if (!json) return json.error();
  std::vector<Error> errors;
  json::Reader reader(json.value(), errors);
  auto weights = readWeights(reader, option);
  if (!errors.empty()) return errors.front();
  return std::optional(std::move(weights));
}

Result<Round> roundOf(const Args& args) {
  Round round;
  auto before = weightsFile(args, "weights");
  auto normals = weightsFile(args, "normals");
  if (!before) return before.error();
  if (!normals) return normals.error();
  round.before = std::move(before).value();
  round.normals = std::move(normals).value();
  const std::string weighting = args.get("weighting", "equal");
  if (weighting != "equal" && weighting != "examples")
    return Error{ErrorCode::BadUsage, "expected equal or examples", "--weighting"};
  round.isByExamples = weighting == "examples";
  for (auto [option, into] : {std::pair{"clip", &round.clip},
                              {"noise-multiplier", &round.noiseMultiplier},
                              {"rate", &round.rate},
                              {"delta", &round.delta}}) {
    const auto number = numberOf(args, option, *into);
    if (!number) return number.error();
    *into = number.value();
  }
  for (auto [option, into] : {std::pair{"rounds", &round.rounds}, {"expected", &round.expected}}) {
    const auto number = wholeOf(args, option, *into);
    if (!number) return number.error();
    *into = number.value();
  }
  if (round.noiseMultiplier > 0 && !(round.clip > 0))
    return Error{ErrorCode::BadUsage, "noise needs --clip: without it one update may be any length", ""};
  if (round.noiseMultiplier > 0 && round.isByExamples)
    return Error{ErrorCode::BadUsage, "with noise each update weighs the same", "--weighting"};
  if (!(round.rate > 0 && round.rate <= 1 && round.delta > 0 && round.delta < 1) || round.rounds < 1)
    return Error{ErrorCode::BadUsage, "rate and delta lie between 0 and 1", ""};
  return round;
}

class Aggregator {
 public:
  explicit Aggregator(Round round) : round_(std::move(round)) {}

  std::optional<Error> add(std::string_view line) {
    const auto json = json::parse(line);
    if (!json) return json.error();
    auto read = readUpdate(json.value());
    if (!read) return read.error();
    LearningUpdate& update = read.value();
    if (!updates_.empty() && (update.model != model_ || update.period != period_))
      return Error{ErrorCode::BadValue, "another model or period than the first", "/model"};
    const std::size_t width = round_.before      ? round_.before->size()
                              : updates_.empty() ? update.update.change.size()
                                                 : updates_.front().change.size();
    if (update.update.change.size() != width)
      return Error{ErrorCode::OutOfRange, "expected as many numbers as there are weights", "/change"};
    // Nobody moves the mean by more, whatever they send.
    if (round_.clip > 0 && clipTo(update.update.change, round_.clip) > round_.clip) ++clipped_;
    model_ = update.model;
    period_ = update.period;
    updates_.push_back(std::move(update.update));
    return std::nullopt;
  }

  Result<Json> finish(RandomBytes& random) {
    if (updates_.empty()) return Error{ErrorCode::BadValue, "no update arrived", ""};
    const std::size_t width = updates_.front().change.size();
    auto normals = normalsOf(width, random);
    if (!normals) return normals.error();
    const double sigma = round_.noiseMultiplier * round_.clip;
    const Weights mean = round_.isByExamples ? meanByExamples(updates_, width)
                                             : privateMean(updates_, normals.value(), sigma,
                                                           static_cast<double>(round_.expected));
    Json value = json::object({{"schema", "say-so-aggregate/1"},
                               {"model", model_},
                               {"period", period_},
                               {"of", "those who share learning"},
                               {"updates", updates_.size()},
                               {"clipped", clipped_},
                               {"change", listJson(mean)}});
    if (round_.before) {
      Weights after = *round_.before;
      for (std::size_t at = 0; at < width; ++at) after[at] += mean[at];
      json::set(value, "weights", listJson(after));
    }
    if (round_.noiseMultiplier > 0) {
      const Rounds rounds{round_.rate, round_.noiseMultiplier, static_cast<double>(round_.rounds)};
      json::set(value, "epsilon", improvedEpsilon(rounds, round_.delta).epsilon);
      json::set(value, "delta", round_.delta);
    }
    return value;
  }

 private:
  Result<Weights> normalsOf(std::size_t width, RandomBytes& random) {
    if (!(round_.noiseMultiplier > 0)) return Weights(width, 0);
    if (round_.normals && round_.normals->size() == width) return *round_.normals;
    if (round_.normals) return Error{ErrorCode::OutOfRange, "expected one for each weight", "--normals"};
    const auto bytes = random.take(bytesForNoise(width));
    if (!bytes) return bytes.error();
    Draws draws(bytes.value());
    Weights normals(width, 0);
    addNoise(normals, 1, draws);
    if (auto error = draws.error()) return *std::move(error);
    return normals;
  }

  Round round_;
  std::vector<Update> updates_;
  std::string model_, period_;
  std::size_t clipped_ = 0;
};

}  // namespace

int runUpdate(const Args&, Io& io) {
  io.eachLine(updateLine);
  return io.exitCode();
}

int runAggregate(const Args& args, Io& io) {
  auto random = RandomBytes::of(args);
  auto round = roundOf(args);
  if (!random || !round) {
    io.refuse(!random ? random.error() : round.error());
    return kBadUsage;
  }
  Aggregator aggregator(std::move(round).value());
  std::size_t number = 0;
  io.eachText([&](std::string_view line) {
    ++number;
    if (auto error = aggregator.add(line)) io.refuse(onLine(number, *error));
  });
  io.reply(aggregator.finish(random.value()));
  return io.exitCode();
}

}  // namespace sayso::cli
