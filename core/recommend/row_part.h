#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "core/explain/rationale.h"
#include "core/recommend/features.h"

namespace sayso::recommend {

struct Part;
struct Shop;
struct PartOfShop;
struct Visit;

/// What a row model reads of a visit: a row for each item, of features of the item and of the visitor's
/// signals. A signal without data is as if denied: the model is conditioned on its features
/// (RowModel::without) and they contribute exactly 0.
///
/// The shares of the item's own features, with the model's bias, are the base; those of a signal's features
/// are one contribution.
class RowReading {
 public:
  virtual ~RowReading() = default;
  /// A part that judges candidates only adds nothing here.
  virtual void addTo(std::vector<double>& scores, std::vector<char>& touched) const = 0;
  /// Appends the contributions; gives what is in the base of the item and not in the shop's.
  virtual double explain(std::uint32_t item, std::vector<explain::Contribution>& contributions) const = 0;
  virtual std::size_t count(std::string_view signal) const = 0;
  /// What the part adds to a candidate, base and all, but for rounding.
  virtual double judge(std::uint32_t item) const = 0;
};

/// A row model (row_model.h) as a part of a blend. It stands behind an interface because its readers and
/// attributions are a tenth of a page's download: a page whose model has none gets a module without them.
class RowPart {
 public:
  /// Trees judge this many items unless the part says otherwise.
  static constexpr std::int64_t kTreeCandidates = 500;
  static constexpr std::int64_t kMaxCandidates = 5000;

  virtual ~RowPart() = default;
  /// Works out what is the same for all visitors, and adds what is known of each item to the shop's base.
  virtual void prepare(double weight, Shop& shop, PartOfShop& ready) const = 0;
  virtual std::unique_ptr<RowReading> read(const Part& part, const PartOfShop& ready, const Shop& shop,
                                           const Visit& visit) const = 0;
  virtual const char* valueFunction() const = 0;

  Sources sources;
  std::size_t candidates = 0;  // it judges so many of the best by the other parts; 0: all items
};

/// How parts of row models are read, where they are.
struct RowParts {
  /// Whether `json` looks like a row model.
  bool (*isOne)(const Json& json) = nullptr;
  /// `reader` is at the model, `part` at the part around it.
  std::shared_ptr<const RowPart> (*read)(json::Reader& reader, json::Reader& part) = nullptr;
  /// A file with such a model in it.
  Result<Json> (*parse)(std::string_view text) = nullptr;
};

/// Without the next call, none is read.
RowParts& rowParts();
/// Links the row models into the program. To be called once, before anything is read.
void useRowModels();

}  // namespace sayso::recommend
