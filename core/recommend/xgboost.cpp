#include "core/recommend/xgboost.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/base/math.h"
#include "core/base/number.h"

namespace sayso::recommend {
namespace {

using explain::Forest;

constexpr std::int64_t kMaxOutputs = 1000;

/// How a base score becomes a margin.
enum class Scale : unsigned char { Identity, Logit, Log };

struct Objective {
  std::string_view name;
  Link link;
  Scale scale;
};

constexpr Objective kObjectives[] = {
    {"binary:logistic", Link::Logistic, Scale::Logit},
    {"reg:logistic", Link::Logistic, Scale::Logit},
    {"binary:logitraw", Link::Identity, Scale::Logit},
    {"reg:squarederror", Link::Identity, Scale::Identity},
    {"count:poisson", Link::Exp, Scale::Log},
    {"reg:gamma", Link::Exp, Scale::Log},
    {"reg:tweedie", Link::Exp, Scale::Log},
    {"multi:softprob", Link::Softmax, Scale::Identity},
    {"multi:softmax", Link::Argmax, Scale::Identity},
    {"rank:pairwise", Link::Identity, Scale::Identity},
    {"rank:ndcg", Link::Identity, Scale::Identity},
    {"rank:map", Link::Identity, Scale::Identity},
    {"reg:linear", Link::Identity, Scale::Identity},
    {"reg:absoluteerror", Link::Identity, Scale::Identity},
    {"reg:squaredlogerror", Link::Identity, Scale::Identity},
    {"reg:pseudohubererror", Link::Identity, Scale::Identity},
};

/// A number of a `…_param` object: XGBoost writes them as text ("5E-1", and lists "[5E-1]" since 3.1). Given
/// as the JSON that the text says.
Json readParam(json::Reader& param, std::string_view key, const char* fallback) {
  const Json* raw = param.rawIf(key);
  if (raw && !raw->is_string()) return *raw;
  auto parsed = json::parse(raw ? std::string_view(raw->get_ref<const std::string&>()) : fallback);
  if (parsed) return std::move(parsed).value();
  param.fail(ErrorCode::BadNumber, "expected a number in text", key);
  return 0;
}

std::size_t readCount(json::Reader& param, std::string_view key, const char* fallback, std::int64_t min,
                      std::int64_t max) {
  const Json count = readParam(param, key, fallback);
  const double number = count.is_number_integer() ? count.get<double>() : NAN;
  if (number >= static_cast<double>(min) && number <= static_cast<double>(max))
    return static_cast<std::size_t>(number);
  param.fail(ErrorCode::OutOfRange, "expected " + formatInteger(min) + " to " + formatInteger(max), key);
  return static_cast<std::size_t>(min);
}

/// The margin that a base score stands for.
double toMargin(json::Reader& param, Scale scale, const Json& score) {
  const double number = score.is_number() ? score.get<double>() : NAN;
  double margin = number;
  if (scale == Scale::Logit) margin = math::log(number / (1 - number));
  if (scale == Scale::Log) margin = math::log(number);
  if (std::isfinite(margin)) return margin;
  param.fail(ErrorCode::OutOfRange, "not a base score of this objective", "base_score");
  return 0;
}

std::vector<double> readBase(json::Reader& param, Scale scale, std::size_t outputs) {
  const Json score = readParam(param, "base_score", "0.5");
  std::vector<double> base;
  if (!score.is_array()) return std::vector<double>(outputs, toMargin(param, scale, score));
  for (const Json& each : score) base.push_back(toMargin(param, scale, each));
  if (base.size() == 1) base.resize(outputs, base.front());
  if (base.size() != outputs) {
    param.fail(ErrorCode::BadModel, "not one base score each output", "base_score");
    base.resize(outputs);
  }
  return base;
}

/// The arrays of one tree, one number each node; memory that the next tree uses again.
struct Columns {
  std::vector<double> left, right, feature, condition, missingLeft, cover, splitType;
  std::vector<char> isSeen;
};

/// Reads one tree of the file into the forest. Stops at its first fault.
class TreeReader {
 public:
  TreeReader(json::Reader& tree, Columns& columns, Forest& forest, double drop)
      : reader_(tree), columns_(columns), forest_(forest), drop_(drop) {}

  void read() {
    read("left_children", columns_.left);
    read("right_children", columns_.right);
    read("split_indices", columns_.feature);
    read("split_conditions", columns_.condition);
    read("default_left", columns_.missingLeft);
    read("sum_hessian", columns_.cover);
    columns_.splitType.clear();
    if (reader_.has("split_type")) read("split_type", columns_.splitType);
    reader_.inIf("tree_param", [&](json::Reader& param) {
      if (readCount(param, "size_leaf_vector", "0", 0, INT32_MAX) > 1)
        param.fail(ErrorCode::UnknownKind, "leaves of several targets are not read", "size_leaf_vector");
    });
    columns_.isSeen.assign(columns_.left.size(), 0);
    if (columns_.left.empty()) fail(ErrorCode::BadModel, "no node", "left_children");
    if (!hasFailed()) copy(0, 1, 0);
  }

 private:
  using Column = std::vector<double>;

  bool hasFailed() const { return reader_.faults() != before_; }
  bool fail(ErrorCode code, const char* message, std::string_view column) {
    reader_.fail(code, message, column);
    return false;
  }
  bool fail(ErrorCode code, const char* message, const char* column, std::size_t node) {
    reader_.in(column, [&](json::Reader& list) { list.fail(code, message, formatInteger(node)); });
    return false;
  }

  /// A column, which must be as long as the first.
  void read(const char* key, Column& column) {
    column.clear();
    reader_.in(key, [&](json::Reader& list) {
      if (!json::readColumn(list.raw(), column)) {
        list.expectArray();
      } else if (column.size() != columns_.left.size()) {
        if (!hasFailed()) list.fail(ErrorCode::BadModel, "not one each node");
      } else if (&column == &columns_.missingLeft && list.isArray()) {
        for (std::size_t node = 0; node < column.size(); ++node)
          if (list.raw()[node].is_boolean()) column[node] = list.raw()[node].get<bool>() ? 1 : 0;
      }
    });
  }

  bool number(const Column& column, const char* key, std::size_t node, double& value) {
    value = column[node];
    return !std::isnan(value) || fail(ErrorCode::WrongType, "expected a number", key, node);
  }
  bool float32(const Column& column, const char* key, std::size_t node, float& value) {
    double wide = 0;
    if (!number(column, key, node, wide)) return false;
    value = static_cast<float>(wide);
    return std::isfinite(value) || fail(ErrorCode::OutOfRange, "not a number of 32 bits", key, node);
  }
  /// A whole number from `min` up to below `end`.
  bool index(const Column& column, const char* key, std::size_t node, double min, std::size_t end,
             double& value) {
    if (!number(column, key, node, value)) return false;
    const bool isInside = value >= min && value < static_cast<double>(end);
    if (isInside && value == static_cast<double>(static_cast<std::int64_t>(value))) return true;
    return fail(ErrorCode::OutOfRange, "outside its range", key, node);
  }

  bool copy(std::size_t node, double share, std::size_t depth) {
    double left = 0, right = 0;
    float value = 0;
    if (!index(columns_.left, "left_children", node, -1, columns_.left.size(), left) ||
        !index(columns_.right, "right_children", node, -1, columns_.left.size(), right) ||
        !float32(columns_.condition, "split_conditions", node, value))
      return false;
    if ((left < 0) != (right < 0)) return fail(ErrorCode::BadModel, "only one child", "right_children", node);
    if (left < 0) {
      const double leaf = static_cast<double>(value) * drop_;
      forest_.add(Forest::kLeaf, false, 0, share, leaf);
      return true;
    }
    if (depth == Forest::kMaxDepth)
      return fail(ErrorCode::TooDeep, "more than 256 splits on a path", "left_children", node);
    return copySplit(node, {static_cast<std::size_t>(left), static_cast<std::size_t>(right)}, value, share,
                     depth);
  }

  struct Children {
    std::size_t left, right;
  };

  bool copySplit(std::size_t node, Children children, float threshold, double share, std::size_t depth) {
    double feature = 0, cover = 0, kind = 0;
    if (!index(columns_.feature, "split_indices", node, 0, forest_.features, feature)) return false;
    if (!columns_.splitType.empty() && !number(columns_.splitType, "split_type", node, kind)) return false;
    if (kind != 0) return fail(ErrorCode::UnknownKind, "categorical splits are not read", "split_type", node);
    if (!readCover(node, cover)) return false;
    if (!(cover > 0)) return fail(ErrorCode::OutOfRange, "expected more than 0", "sum_hessian", node);
    double missingLeft = 0;
    if (!number(columns_.missingLeft, "default_left", node, missingLeft)) return false;
    const std::uint32_t at =
        forest_.add(static_cast<std::uint16_t>(feature), missingLeft != 0, threshold, share, 0);
    if (!follow(node, "left_children", children.left, cover, depth)) return false;
    forest_.right[at] = static_cast<std::uint32_t>(forest_.feature.size());
    return follow(node, "right_children", children.right, cover, depth);
  }

  bool readCover(std::size_t node, double& cover) {
    if (!number(columns_.cover, "sum_hessian", node, cover)) return false;
    constexpr double kMost = std::numeric_limits<float>::max();
    const bool isCover = cover >= 0 && cover <= kMost;
    return isCover || fail(ErrorCode::OutOfRange, "not a number of training rows", "sum_hessian", node);
  }

  bool follow(std::size_t node, const char* way, std::size_t child, double cover, std::size_t depth) {
    constexpr double kRounding = 1.01;  // covers are sums of float32
    if (child == 0 || columns_.isSeen[child]++)
      return fail(ErrorCode::BadModel, "the child has another parent", way, node);
    double childCover = 0;
    if (!readCover(child, childCover)) return false;
    if (childCover > cover * kRounding)
      return fail(ErrorCode::BadModel, "more than its parent's", "sum_hessian", child);
    return copy(child, childCover / cover, depth + 1);
  }

  json::Reader& reader_;
  Columns& columns_;
  Forest& forest_;
  double drop_;
  std::size_t before_ = reader_.faults();
};

/// One number each tree; empty where the file has none.
std::vector<double> readDrops(json::Reader& holder) {
  std::vector<double> drops;
  holder.eachIf("weight_drop", [&](json::Reader& drop) {
    const auto number = static_cast<float>(drop.asNumber());
    if (!std::isfinite(number)) drop.fail(ErrorCode::OutOfRange, "not a number of 32 bits");
    drops.push_back(number);
  });
  return drops;
}

class ModelReader {
 public:
  explicit ModelReader(ForestModel& model) : model_(model) {}

  void readLearner(json::Reader& learner) {
    const Objective* objective = nullptr;
    learner.in("objective", [&](json::Reader& each) { objective = readObjective(each); });
    if (!objective) return;
    model_.link = objective->link;
    learner.in("learner_model_param", [&](json::Reader& param) { readParams(param, *objective); });
    readNames(learner);
    learner.in("gradient_booster", [&](json::Reader& booster) { readBooster(booster); });
  }

 private:
  const Objective* readObjective(json::Reader& reader) {
    const std::string name = reader.text("name");
    for (const Objective& each : kObjectives)
      if (each.name == name) return &each;
    if (reader.has("name")) reader.fail(ErrorCode::UnknownKind, "this objective is not read", "name");
    return nullptr;
  }

  void readParams(json::Reader& param, const Objective& objective) {
    Forest& forest = model_.forest;
    forest.features = readCount(param, "num_feature", "0", 1, Forest::kMaxFeatures);
    forest.outputs = std::max<std::size_t>(readCount(param, "num_class", "0", 0, kMaxOutputs), 1);
    if (readCount(param, "num_target", "1", 0, INT32_MAX) > 1)
      param.fail(ErrorCode::UnknownKind, "several targets are not read", "num_target");
    const bool hasClasses = objective.link == Link::Softmax || objective.link == Link::Argmax;
    if (hasClasses != (forest.outputs > 1))
      param.fail(ErrorCode::BadModel, "not a number of classes for this objective", "num_class");
    model_.base = readBase(param, objective.scale, forest.outputs);
  }

  void readNames(json::Reader& learner) {
    learner.eachIf("feature_names", [&](json::Reader& name) { model_.features.push_back(name.asText()); });
    if (model_.features.empty())
      for (std::size_t feature = 0; feature < model_.forest.features; ++feature)
        model_.features.push_back("f" + formatInteger(feature));
    if (model_.features.size() != model_.forest.features)
      learner.fail(ErrorCode::BadModel, "not one name each feature", "feature_names");
  }

  void readBooster(json::Reader& booster) {
    const std::string name = booster.text("name");
    if (name != "gbtree" && name != "dart")
      return booster.fail(ErrorCode::UnknownKind, "expected gbtree or dart", "name");
    isDart_ = name == "dart";
    drops_ = readDrops(booster);
    if (!booster.has("gbtree")) return booster.in("model", [&](json::Reader& model) { readTrees(model); });
    booster.in("gbtree", [&](json::Reader& inner) {
      if (drops_.empty()) drops_ = readDrops(inner);
      inner.in("model", [&](json::Reader& model) { readTrees(model); });
    });
  }

  void readTrees(json::Reader& model) {
    const std::size_t before = model.faults();
    if (drops_.empty()) drops_ = readDrops(model);
    readOutputs(model);
    checkParams(model);
    std::size_t tree = 0;
    Columns columns;
    model.each("trees", [&](json::Reader& each) {
      if (model.faults() != before) return;
      if (tree >= outputs_.size())
        return model.fail(ErrorCode::BadModel, "not one number each tree", "tree_info");
      if (tree >= drops_.size() && (isDart_ || !drops_.empty()))
        return model.fail(ErrorCode::BadModel, "not one weight_drop each tree", "trees");
      model_.forest.trees.push_back(
          {static_cast<std::uint32_t>(model_.forest.feature.size()), outputs_[tree]});
      TreeReader(each, columns, model_.forest, drops_.empty() ? 1 : drops_[tree]).read();
      ++tree;
    });
    if (model.faults() != before) return;
    if (tree != outputs_.size()) model.fail(ErrorCode::BadModel, "not one number each tree", "tree_info");
    if (!drops_.empty() && tree != drops_.size())
      model.fail(ErrorCode::BadModel, "not one weight_drop each tree", "trees");
  }

  void readOutputs(json::Reader& model) {
    const auto last = static_cast<std::int64_t>(model_.forest.outputs) - 1;
    model.each("tree_info", [&](json::Reader& output) {
      outputs_.push_back(static_cast<std::uint32_t>(output.asInteger(0, last)));
    });
  }

  void checkParams(json::Reader& model) {
    model.inIf("gbtree_model_param", [&](json::Reader& param) {
      if (param.has("num_trees") && readCount(param, "num_trees", "0", 0, INT32_MAX) != outputs_.size())
        param.fail(ErrorCode::BadModel, "not the number of trees", "num_trees");
      if (readCount(param, "size_leaf_vector", "0", 0, INT32_MAX) > 1)
        param.fail(ErrorCode::UnknownKind, "leaves of several targets are not read", "size_leaf_vector");
    });
  }

  ForestModel& model_;
  bool isDart_ = false;
  std::vector<double> drops_;
  std::vector<std::uint32_t> outputs_;
};

}  // namespace

ForestModel readXgboost(json::Reader& reader) {
  ForestModel model;
  const std::size_t before = reader.faults();
  reader.in("learner", [&](json::Reader& learner) { ModelReader(model).readLearner(learner); });
  if (reader.faults() == before) model.settle();
  return model;
}

Result<Json> parseModel(std::string_view text) {
  constexpr std::string_view kRead[] = {"left_children",    "right_children", "split_indices",
                                        "split_conditions", "default_left",   "sum_hessian",
                                        "split_type"};
  constexpr std::string_view kDropped[] = {"base_weights", "loss_changes", "parents"};
  return json::parseColumns(text, {kRead, kDropped});
}

}  // namespace sayso::recommend
