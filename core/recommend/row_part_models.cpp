#include <utility>

#include "core/recommend/row_model.h"
#include "core/recommend/row_part.h"
#include "core/recommend/shop.h"
#include "core/recommend/visit.h"
#include "core/recommend/xgboost.h"

namespace sayso::recommend {
namespace {

class ModelPart : public RowPart {
 public:
  explicit ModelPart(RowModel model) : model_(std::move(model)) {}

  void prepare(double weight, Shop& shop, PartOfShop& ready) const override;
  std::unique_ptr<RowReading> read(const Part& part, const PartOfShop& ready, const Shop& shop,
                                   const Visit& visit) const override;
  const char* valueFunction() const override { return isTrees() ? "path-dependent" : "interventional"; }

  const RowModel& model() const { return model_; }
  bool isTrees() const { return std::holds_alternative<ForestModel>(model_.model()); }
  /// The linear model of a part that judges all items: a sum can be worked out feature by feature.
  const LinearModel* linear() const {
    return candidates == 0 ? std::get_if<LinearModel>(&model_.model()) : nullptr;
  }

 private:
  RowModel model_;
};

class ModelReading : public RowReading {
 public:
  ModelReading(const ModelPart& rows, const Part& part, const PartOfShop& ready, const Shop& shop,
               const Visit& visit)
      : rows_(rows), part_(part), shop_(shop), visit_(visit), values_(ready.values), model_(rows.model()) {
    std::vector<char> ofVisitor, isUnknown;
    for (std::size_t feature = 0; feature < values_.size(); ++feature) {
      const Feature& source = rows.sources.features[feature];
      if (!source.ofItem()) values_[feature] = FeatureValue::ofVisit(source, visit);
      ofVisitor.push_back(!source.ofItem());
      isUnknown.push_back(!values_[feature].isKnown());
    }
    model_ = rows.model().without(isUnknown);
    // Sensitive items get nothing from any datum of a visitor.
    impersonal_ = std::make_unique<RowModel>(rows.model().without(ofVisitor));
    for (const std::string& signal : rows.sources.signals) data_.emplace_back(signal, visit);
  }

  void addTo(std::vector<double>& scores, std::vector<char>& touched) const override;
  double explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const override;
  std::size_t count(std::string_view signal) const override { return countOf(data_, signal); }
  double judge(std::uint32_t item) const override {
    return part_.weight * modelFor(item).margin(rowOf(item));
  }

 private:
  const RowModel& modelFor(std::uint32_t item) const {
    return shop_.catalog->isSensitive(item) ? *impersonal_ : model_;
  }
  std::vector<double> rowOf(std::uint32_t item) const {
    std::vector<double> row;
    row.reserve(values_.size());
    for (const FeatureValue& value : values_) row.push_back(value.of(item, shop_.popularity));
    return row;
  }

  const ModelPart& rows_;
  const Part& part_;
  const Shop& shop_;
  const Visit& visit_;
  std::vector<SignalData> data_;      // one each signal of the part
  std::vector<FeatureValue> values_;  // one each feature
  RowModel model_;                    // without the features that are not known
  std::unique_ptr<RowModel> impersonal_;
};

void ModelPart::prepare(double weight, Shop& shop, PartOfShop& ready) const {
  for (const Feature& feature : sources.features)
    ready.values.push_back(feature.ofItem() ? FeatureValue::ofItems(feature, *shop.catalog) : FeatureValue());
  const LinearModel* line = linear();
  if (!line) return;
  for (std::uint32_t item = 0; item < shop.base.size(); ++item) {
    double sum = line->bias;
    for (std::size_t feature = 0; feature < ready.values.size(); ++feature)
      if (sources.features[feature].ofItem())
        sum += line->coef[feature] * (ready.values[feature].of(item, shop.popularity) - line->mean[feature]);
    shop.base[item] += weight * sum;
  }
}

std::unique_ptr<RowReading> ModelPart::read(const Part& part, const PartOfShop& ready, const Shop& shop,
                                            const Visit& visit) const {
  return std::make_unique<ModelReading>(*this, part, ready, shop, visit);
}

void ModelReading::addTo(std::vector<double>& scores, std::vector<char>& touched) const {
  if (rows_.candidates > 0) return;
  const auto items = static_cast<std::uint32_t>(scores.size());
  const LinearModel* linear = rows_.linear();
  if (!linear) {
    for (std::uint32_t item = 0; item < items; ++item) scores[item] += judge(item);
    touched.assign(touched.size(), 1);
    return;
  }
  for (std::size_t feature = 0; feature < values_.size(); ++feature) {
    if (rows_.sources.features[feature].ofItem() || !values_[feature].isKnown()) continue;
    const double weight = part_.weight * linear->coef[feature];
    const double mean = linear->mean[feature];
    for (std::uint32_t item = 0; item < items; ++item) {
      if (shop_.catalog->isSensitive(item)) continue;
      scores[item] += weight * (values_[feature].of(item, shop_.popularity) - mean);
      touched[item] = 1;
    }
  }
}

double ModelReading::explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const {
  const Attribution why = modelFor(item).explain(rowOf(item));
  double base = why.bias;
  for (std::size_t feature = 0; feature < values_.size(); ++feature)
    if (rows_.sources.features[feature].ofItem()) base += why.contributions[feature];
  for (const SignalData& data : data_) {
    double sum = 0;
    int parts = 0;
    for (std::size_t feature = 0; feature < values_.size(); ++feature) {
      if (rows_.sources.features[feature].signal != data.signal) continue;
      sum += why.contributions[feature];
      parts += why.contributions[feature] != 0;
    }
    if (sum == 0) continue;
    contributions.push_back(data.contribution(visit_, item, part_.id, part_.weight * sum));
    contributions.back().sumOfParts = rows_.isTrees() && parts > 1;
  }
  return rows_.linear() ? 0 : part_.weight * base;  // of a linear model it is in the shop's
}

std::shared_ptr<const RowPart> readRowPart(json::Reader& reader, json::Reader& part) {
  auto model = RowModel::fromJson(reader.raw(), reader.at());
  if (!model) {
    reader.note(model.error());
    for (const char* key : {"sources", "candidates"}) part.rawIf(key);
    return nullptr;
  }
  if (model.value().outputs() != 1)
    reader.fail(ErrorCode::BadModel, "a model of several classes has no one score to rank by");
  auto row = std::make_shared<ModelPart>(std::move(model).value());
  row->sources = readSources(part, "sources", row->model().features());
  row->candidates = static_cast<std::size_t>(part.integerIf(
      "candidates", row->isTrees() ? RowPart::kTreeCandidates : 0, 1, RowPart::kMaxCandidates));
  return row;
}

}  // namespace

void useRowModels() { rowParts() = {RowModel::isOne, readRowPart, parseModel}; }

}  // namespace sayso::recommend
