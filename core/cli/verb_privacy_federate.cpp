// `say-so privacy federate`: plays learning on many devices with the rows of one table, beside a model that
// was given all of them.
#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

#include "core/audit/logistic.h"
#include "core/audit/statistics.h"
#include "core/base/random.h"
#include "core/cli/random_bytes.h"
#include "core/cli/verb_privacy.h"
#include "core/cli/verb_train_options.h"
#include "core/cli/verb_train_rows.h"
#include "core/privacy/accountant.h"
#include "core/privacy/update.h"

namespace sayso::cli {
namespace {

using namespace privacy;

constexpr std::size_t kMostFeatures = 256;

struct Play {
  std::int64_t rounds = 50, every = 0;
  double rate = 1, dropout = 0, clip = 0, noiseMultiplier = 0;
  double epsilon = 0, delta = 1e-5;  // above 0: noise on the device
  Steps steps;
  bool isByExamples = false;
  std::uint64_t seed = 1;
};

double marginOf(const Weights& weights, const std::vector<double>& row) {
  double margin = weights.back();
  for (std::size_t at = 0; at < row.size(); ++at) margin += weights[at] * row[at];
  return margin;
}

/// How often a positive stands above a negative, ties half.
double areaUnderCurve(const Weights& weights, const Rows& rows) {
  std::vector<double> scores;
  for (const auto& row : rows.values) scores.push_back(marginOf(weights, row));
  const std::vector<char> labels(rows.labels.begin(), rows.labels.end());
  const auto area = audit::auc(scores, labels, 0);
  return area ? area->value : 0;  // both kinds of labels were seen to be there
}

/// The weights that fit all rows at once.
Result<Weights> fitWhole(const Rows& rows) {
  audit::Matrix matrix{rows.features, {}};
  for (const auto& row : rows.values) matrix.values.insert(matrix.values.end(), row.begin(), row.end());
  const std::vector<char> labels(rows.labels.begin(), rows.labels.end());
  const auto fit = audit::fitLogistic(matrix, labels, {}, 1);
  if (!fit) return fit.error();
  Weights weights = fit.value().coef;
  weights.push_back(fit.value().intercept);
  return weights;
}

Result<Rows> rowsOf(const Args& args, const char* option) {
  const auto text = readFile(args.get(option));
  if (!text) return text.error();
  auto rows = readRows(text.value(), args.get("label"));
  if (!rows) return rows;
  const auto& labels = rows.value().labels;
  const auto positives = std::accumulate(labels.begin(), labels.end(), 0.0);
  if (positives == 0 || positives == static_cast<double>(labels.size()))
    return Error{ErrorCode::BadValue, "all labels are the same", args.get(option)};
  if (rows.value().features.size() > kMostFeatures)
    return Error{ErrorCode::TooLarge, "more than 256 features", args.get(option)};
  return rows;
}

/// The rows of each device, by their column `shopper`.
std::vector<Examples> devicesOf(const Rows& rows) {
  std::map<std::string_view, Examples> byShopper;
  for (std::size_t row = 0; row < rows.values.size(); ++row) {
    Examples& examples = byShopper[rows.shoppers[row]];
    examples.rows.push_back(rows.values[row]);
    examples.labels.push_back(rows.labels[row]);
  }
  std::vector<Examples> devices;
  for (auto& [shopper, examples] : byShopper) devices.push_back(std::move(examples));
  return devices;
}

class Federation {
 public:
  Federation(Play play, std::vector<Examples> devices, std::size_t width)
      : play_(std::move(play)),
        devices_(std::move(devices)),
        weights_(width, 0),
        random_(play_.seed),
        bytes_(play_.seed + 1) {
    if (play_.epsilon > 0) {
      Learning model;
      model.epsilon = play_.epsilon;
      model.delta = play_.delta;
      model.clip = play_.clip;
      deviceSigma_ = deviceSigma(model);
    }
  }

  const Weights& weights() const { return weights_; }
  std::size_t updates() const { return updates_; }

  /// Each device takes part with the probability `rate`; of those, `dropout` never answer.
  void playRound() {
    std::vector<Update> arrived;
    for (const Examples& device : devices_) {
      if (play_.rate < 1 && !(random_.uniform() < play_.rate)) continue;
      if (play_.dropout > 0 && random_.uniform() < play_.dropout) continue;
      arrived.push_back(updateOf(device));
    }
    updates_ += arrived.size();
    if (arrived.empty()) return;
    const std::size_t width = weights_.size();
    Weights normals(width, 0);
    if (play_.noiseMultiplier > 0) noise(normals, 1);
    // With the noise of the server how many came is hidden, too: the sum is divided by how many were asked.
    const double asked = play_.rate * static_cast<double>(devices_.size());
    const Weights mean = play_.isByExamples
                             ? meanByExamples(arrived, width)
                             : privateMean(arrived, normals, play_.noiseMultiplier * play_.clip,
                                           play_.noiseMultiplier > 0 ? asked : 0);
    for (std::size_t at = 0; at < width; ++at) weights_[at] += mean[at];
  }

 private:
  Update updateOf(const Examples& device) {
    Update update{localUpdate(weights_, device, play_.steps), static_cast<double>(device.rows.size())};
    if (play_.clip > 0) clipTo(update.change, play_.clip);
    if (deviceSigma_ > 0) noise(update.change, deviceSigma_);
    return update;
  }

  void noise(Weights& numbers, double sigma) {
    const auto bytes = bytes_.take(bytesForNoise(numbers.size()));
    Draws draws(bytes.value());
    addNoise(numbers, sigma, draws);
  }

  Play play_;
  std::vector<Examples> devices_;
  Weights weights_;
  Random random_;
  RandomBytes bytes_;
  double deviceSigma_ = 0;
  std::size_t updates_ = 0;
};

std::optional<Error> readNumbers(const Args& args, Play& play) {
  for (auto [option, into] : {std::pair{"rate", &play.rate},
                              {"dropout", &play.dropout},
                              {"clip", &play.clip},
                              {"noise-multiplier", &play.noiseMultiplier},
                              {"epsilon", &play.epsilon},
                              {"delta", &play.delta},
                              {"learning-rate", &play.steps.learningRate},
                              {"l2", &play.steps.l2}}) {
    const auto number = numberOf(args, option, *into);
    if (!number) return number.error();
    *into = number.value();
  }
  std::int64_t epochs = 1, seed = 1;
  for (auto [option, into] :
       {std::pair{"rounds", &play.rounds}, {"every", &play.every}, {"epochs", &epochs}, {"seed", &seed}}) {
    const auto number = wholeOf(args, option, *into);
    if (!number) return number.error();
    *into = number.value();
  }
  play.steps.epochs = static_cast<int>(std::clamp<std::int64_t>(epochs, 1, 1000));
  play.seed = static_cast<std::uint64_t>(seed);
  return std::nullopt;
}

Result<Play> playOf(const Args& args) {
  Play play;
  if (auto error = readNumbers(args, play)) return *std::move(error);
  play.isByExamples = args.get("weighting", "examples") == "examples";
  const bool hasNoise = play.noiseMultiplier > 0 || play.epsilon > 0;
  if (hasNoise && !(play.clip > 0)) return Error{ErrorCode::BadUsage, "noise needs --clip", ""};
  if (play.noiseMultiplier > 0 && (play.epsilon > 0 || play.isByExamples))
    return Error{ErrorCode::BadUsage,
                 "noise is the server's (--noise-multiplier, --weighting equal) or the devices' (--epsilon)",
                 ""};
  if (!(play.rate > 0 && play.rate <= 1 && play.dropout >= 0 && play.dropout < 1 && play.delta > 0))
    return Error{ErrorCode::BadUsage, "rate, dropout and delta lie between 0 and 1", ""};
  return play;
}

Json figures(const Federation& federation, const Rows& tested, double central, std::int64_t round,
             const Play& play, std::size_t devices) {
  const double area = areaUnderCurve(federation.weights(), tested);
  const double each = static_cast<double>(federation.updates()) / static_cast<double>(devices);
  Json line = json::object({{"round", round},
                            {"devices", devices},
                            {"updatesEach", each},
                            {"auc", area},
                            {"centralAuc", central},
                            {"ofCentral", area / central}});
  if (play.noiseMultiplier > 0) {
    const Rounds rounds{play.rate, play.noiseMultiplier, static_cast<double>(round)};
    json::set(line, "epsilon", improvedEpsilon(rounds, play.delta).epsilon);
    json::set(line, "delta", play.delta);
  } else if (play.epsilon > 0) {
    json::set(line, "epsilonOfUpdate", play.epsilon);
    json::set(line, "delta", play.delta);
  }
  return line;
}

std::optional<Error> federate(const Args& args, Io& io) {
  const auto play = playOf(args);
  if (!play) return play.error();
  const auto rows = rowsOf(args, "rows");
  const auto tested = rowsOf(args, "test");
  for (const auto* each : {&rows, &tested})
    if (!*each) return each->error();
  if (rows.value().shoppers.empty())
    return Error{ErrorCode::MissingKey, "a column shopper says whose device a row is on", "--rows"};
  if (rows.value().features != tested.value().features)
    return Error{ErrorCode::BadValue, "other columns than --rows has", "--test"};
  const auto whole = fitWhole(rows.value());
  if (!whole) return whole.error();
  const double central = areaUnderCurve(whole.value(), tested.value());
  std::vector<Examples> devices = devicesOf(rows.value());
  const std::size_t count = devices.size();
  Federation federation(play.value(), std::move(devices), whole.value().size());
  for (std::int64_t round = 1; round <= play.value().rounds; ++round) {
    federation.playRound();
    const bool isTold = play.value().every > 0 && round % play.value().every == 0;
    if (isTold || round == play.value().rounds)
      io.reply(figures(federation, tested.value(), central, round, play.value(), count));
  }
  return std::nullopt;
}

}  // namespace

int runFederate(const Args& args, Io& io) {
  if (!args.has("rows") || !args.has("test") || !args.has("label")) {
    io.say("say-so privacy federate: expected --rows FILE --test FILE --label COLUMN");
    return kBadUsage;
  }
  if (const auto error = federate(args, io)) {
    io.refuse(*error);
    if (error->code == ErrorCode::BadUsage) return kBadUsage;
  }
  return io.exitCode();
}

}  // namespace sayso::cli
