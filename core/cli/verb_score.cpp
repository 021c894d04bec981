#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/base/number.h"
#include "core/cli/verbs.h"
#include "core/explain/tree_counterfactual.h"
#include "core/recommend/columns.h"
#include "core/recommend/row_attributions.h"
#include "core/recommend/segments.h"
#include "core/recommend/xgboost.h"

namespace sayso::cli {
namespace {

using recommend::Attribution;
using recommend::Missing;
using recommend::RowModel;

Json toJson(const std::vector<double>& numbers) {
  Json list = Json::array();
  for (const double each : numbers) json::append(list, each);
  return list;
}

/// One value as it is, several as a list: only a multi-class model has several.
Json oneOrAll(std::vector<Json> each) {
  if (each.size() == 1) return std::move(each.front());
  Json list = Json::array();
  for (Json& value : each) json::append(list, std::move(value));
  return list;
}

Error tooLarge() { return {ErrorCode::OutOfRange, "the row's numbers are too large for the model", ""}; }

Result<std::vector<double>> readRow(const Json& line, std::size_t features) {
  std::vector<Error> errors;
  json::Reader reader(line, errors);
  std::vector<double> row = recommend::readRow(reader, features, Missing::Allowed);
  if (!errors.empty()) return errors.front();
  return row;
}

/// A file of rows: one JSON array of them, or one row a line.
Result<recommend::Background> readBackground(const std::string& path, std::size_t features) {
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto whole = json::parse(text.value(), json::kMaxBytesLarge);
  const bool isList =
      whole && whole.value().is_array() && !whole.value().empty() && whole.value()[0].is_array();
  std::vector<Json> lines;
  if (isList) lines.assign(whole.value().begin(), whole.value().end());
  for (std::size_t start = 0; !isList && start < text.value().size();) {
    const std::size_t end = std::min(text.value().find('\n', start), text.value().size());
    const std::string line = text.value().substr(start, end - start);
    start = end + 1;
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    auto json = json::parse(line, json::kMaxBytesLarge);
    if (!json) return json.error();
    lines.push_back(std::move(json).value());
  }
  recommend::Background background;
  for (const Json& line : lines) {
    auto row = readRow(line, features);
    if (!row) {
      const Error& error = row.error();
      std::string at("/");
      at.append(formatInteger(background.size())).append(error.at);
      return Error{error.code, error.message, at};
    }
    background.push_back(std::move(row).value());
  }
  if (background.empty()) return Error{ErrorCode::BadValue, "no row", ""};
  return background;
}

/// What `score` answers, for any row model.
class Scorer {
 public:
  explicit Scorer(RowModel model) : model_(std::move(model)) {}

  bool withInteractions = false;
  std::optional<double> most;        // asked for: what brings the margin of trees down to it
  recommend::Background background;  // empty: the model's own value function

  const RowModel& model() const { return model_; }

  Result<Json> operator()(const Json& line) const {
    const auto row = readRow(line, model_.features().size());
    if (!row) return row.error();
    std::vector<Attribution> each;
    std::vector<double> margins;
    for (std::size_t output = 0; output < model_.outputs(); ++output) {
      each.push_back(explain(row.value(), output));
      margins.push_back(each.back().margin());
      if (!std::isfinite(margins.back())) return tooLarge();
    }
    return answer(row.value(), each, margins);
  }

 private:
  Attribution explain(const std::vector<double>& row, std::size_t output) const {
    if (background.empty()) return model_.explain(row, output);
    return recommend::explainInterventional(model_, row, background, output);
  }

  Json answer(const std::vector<double>& row, const std::vector<Attribution>& each,
              const std::vector<double>& margins) const {
    std::vector<Json> margin, bias, contributions, prediction, pairs;
    for (const double number : margins) margin.emplace_back(number);
    for (const double number : recommend::predict(model_.link(), margins)) prediction.emplace_back(number);
    for (const Attribution& why : each) {
      bias.emplace_back(why.bias);
      contributions.push_back(toJson(why.contributions));
    }
    const bool isOwn = background.empty();
    Json value = json::object({{"margin", oneOrAll(std::move(margin))},
                               {"prediction", oneOrAll(std::move(prediction))},
                               {"bias", oneOrAll(std::move(bias))},
                               {"contributions", oneOrAll(std::move(contributions))},
                               {"valueFunction", isOwn ? model_.valueFunction() : "interventional"}});
    if (withInteractions) {
      for (std::size_t output = 0; output < model_.outputs(); ++output) {
        Json& matrix = pairs.emplace_back(Json::array());
        for (const auto& line : recommend::interactions(model_, row, output))
          json::append(matrix, toJson(line));
      }
      json::set(value, "interactions", oneOrAll(std::move(pairs)));
    }
    if (most) json::set(value, "counterfactual", counterfactual(row, margins[0]));
    if (!isOwn && model_.link() == recommend::Link::Logistic) addProbability(row, value);
    return value;
  }

  /// What to leave out of the row; null if its margin is low enough as it is.
  Json counterfactual(const std::vector<double>& row, double margin) const {
    if (margin <= *most) return nullptr;
    const auto& trees = std::get<recommend::ForestModel>(model_.model());
    const auto found = explain::missingToReach(trees.forest, row, *most - trees.base[0]);
    Json missing = Json::array();
    std::vector<double> rest = row;
    for (const std::size_t feature : found.remove) {
      json::append(missing, model_.features()[feature]);
      rest[feature] = std::numeric_limits<double>::quiet_NaN();
    }
    return json::object({{"missing", found.found ? missing : Json(nullptr)},
                         {"margin", found.found ? Json(model_.margin(rest)) : Json(nullptr)},
                         {"proven", found.proven}});
  }

  void addProbability(const std::vector<double>& row, Json& value) const {
    const auto why = recommend::explainPrediction(model_, row, background);
    if (!why) return;
    json::set(value, "probability",
              json::object({{"bias", why->bias}, {"contributions", toJson(why->contributions)}}));
  }

  RowModel model_;
};

/// The nearest segment of a k-means model, null if the row has no value at all, and the distances to each.
Result<Json> answerSegment(const recommend::Segments& model, const Json& line) {
  const auto row = readRow(line, model.features.size());
  if (!row) return row.error();
  const std::vector<double> distances = model.distances(row.value());
  for (const double distance : distances)
    if (!std::isfinite(distance)) return tooLarge();
  const bool isKnown =
      std::any_of(row.value().begin(), row.value().end(), [](double x) { return !std::isnan(x); });
  const auto nearest = std::min_element(distances.begin(), distances.end()) - distances.begin();
  const recommend::Segments::Segment& segment = model.segments[static_cast<std::size_t>(nearest)];
  return json::object({{"prediction", isKnown ? Json(segment.id) : Json(nullptr)},
                       {"label", isKnown ? Json(segment.label) : Json(nullptr)},
                       {"squaredDistances", toJson(distances)}});
}

bool isSegments(const Json& model) {
  return model.is_object() && model.contains("kind") && model["kind"] == "kmeans";
}

/// An error in a file says which.
int refuse(Io& io, const std::string& path, const Error& error) {
  const bool hasPlace = !error.at.empty() && error.at != path;
  io.refuse({error.code, error.message, path + (hasPlace ? " " + error.at : "")});
  return io.exitCode();
}

int scoreSegments(const Args& args, const Json& json, Io& io) {
  if (args.has("interactions") || args.has("interventional") || args.has("counterfactual")) {
    io.say(
        "say-so score: a model of segments has neither --interactions nor --interventional nor "
        "--counterfactual");
    return kBadUsage;
  }
  std::vector<Error> errors;
  json::Reader reader(json, errors);
  const recommend::Segments model = recommend::readSegments(reader);
  if (!errors.empty()) return refuse(io, args.get("model"), errors.front());
  io.eachLine([&](const Json& line) { return answerSegment(model, line); });
  return io.exitCode();
}

}  // namespace

int runScore(const Args& args, Io& io) {
  if (!args.words.empty() || !args.has("model")) {
    io.say("say-so score: expected --model FILE and rows on the input");
    return kBadUsage;
  }
  const std::string path = args.get("model");
  const auto text = readFile(path);
  if (!text) return refuse(io, path, text.error());
  const auto json = recommend::parseModel(text.value());
  if (!json) return refuse(io, path, json.error());
  if (isSegments(json.value())) return scoreSegments(args, json.value(), io);
  auto model = RowModel::fromJson(json.value());
  if (!model) return refuse(io, path, model.error());
  Scorer scorer(std::move(model).value());
  scorer.withInteractions = args.has("interactions");
  if (args.has("counterfactual")) {
    const auto most = json::parse(args.get("counterfactual"));
    const bool isTrees = std::holds_alternative<recommend::ForestModel>(scorer.model().model());
    if (!most || !most.value().is_number() || !isTrees || scorer.model().outputs() != 1) {
      io.say("say-so score: --counterfactual takes a number, for trees with one margin");
      return kBadUsage;
    }
    scorer.most = most.value().get<double>();
  }
  if (args.has("interventional")) {
    if (scorer.withInteractions) {
      io.say(
          "say-so score: --interactions are those of the model's own value function, without "
          "--interventional");
      return kBadUsage;
    }
    const std::string file = args.get("interventional");
    auto background = readBackground(file, scorer.model().features().size());
    if (!background) return refuse(io, file, background.error());
    scorer.background = std::move(background).value();
  }
  io.eachLine([&](const Json& line) { return scorer(line); });
  return io.exitCode();
}

}  // namespace sayso::cli
