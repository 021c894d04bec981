#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/json.h"
#include "core/recommend/additive_model.h"
#include "core/recommend/forest_model.h"
#include "core/recommend/linear_model.h"
#include "core/recommend/link.h"

namespace sayso::recommend {

/// Why a row has its margin: exact Shapley values, one each feature.
struct Attribution {
  double bias = 0;  // what no feature of the row decides
  std::vector<double> contributions;

  /// The bias plus the contributions, added in the order of the features. A margin that is shown beside
  /// contributions is this sum, so the two cannot disagree.
  double margin() const;
};

/// A model of one row of numbers: XGBoost's trees, a linear or logistic model, or additive tables with pairs.
/// A missing value is NaN. (Segments are not of this kind: see segments.h.)
///
///   Result<RowModel> model = RowModel::read(text);                  // once
///   const RowModel granted = model.value().without(denied);         // once for each set of denied features
///   granted.margin(row);                                            // fast: to rank many rows
///   const Attribution why = granted.explain(row);                   // why.margin() is what to show
///
/// `margin` and `explain` of one row differ by rounding alone (they add in another order), so rows that are
/// near the edge of a list are ordered by `explain(row).margin()`.
class RowModel {
 public:
  /// Reads a file; what is in it says which kind it is: an object with `learner` is XGBoost's own JSON
  /// (1.7 to 3.x), others name their `kind`. A fault is an error with its place.
  static Result<RowModel> read(std::string_view text);
  /// The same for a part of a larger file, which stands at the pointer `at` there.
  static Result<RowModel> fromJson(const Json& json, const std::string& at = "");
  /// Whether `json` looks like a model that `fromJson` reads: it has `learner`, or a `kind` of ours.
  static bool isOne(const Json& json);

  /// "xgboost", "linear", "logistic" or "additive".
  std::string_view kind() const;
  /// Names of the columns in order, "f0", "f1", … where the file gives none.
  const std::vector<std::string>& features() const;
  /// 1, or the number of classes of a multi-class model, which has no one margin to rank by.
  std::size_t outputs() const;
  Link link() const;
  /// What the contributions are exact over: "path-dependent" (trees: other features as in training, along
  /// each tree's own splits) or "interventional" (linear, additive: other features from the background).
  std::string_view valueFunction() const;

  /// `row` has one number each feature; `output` is below `outputs()`.
  double margin(std::span<const double> row, std::size_t output = 0) const;
  double predict(double margin) const { return recommend::predict(link(), margin); }
  Attribution explain(std::span<const double> row, std::size_t output = 0) const;

  /// The model for a visitor who denies the features that `denied` marks (one each feature): their numbers in
  /// a row are never read, and each contributes exactly 0. Trees are conditioned first, a split on a denied
  /// feature following its default branch; a table takes its missing bin; a linear model the background's
  /// mean. What that changes lies in the bias.
  RowModel without(std::span<const char> denied) const;

  using Model = std::variant<ForestModel, LinearModel, AdditiveModel>;
  const Model& model() const { return model_; }

 private:
  explicit RowModel(Model model) : model_(std::move(model)) {}

  Model model_;
};

}  // namespace sayso::recommend
