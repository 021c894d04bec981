#pragma once

#include <memory>
#include <string_view>

#include "core/explain/compare.h"
#include "core/recommend/replay.h"
#include "core/recommend/request.h"
#include "core/recommend/shop.h"
#include "core/recommend/slate.h"

namespace sayso::recommend {

/// A config, a catalog and a model that fit together, ready to rank.
class Recommender {
 public:
  /// Refuses a model that reads a signal the config does not have, or whose part names another purpose than
  /// the signals it reads. `at` is a pointer into the model file. Items that only the model or only the
  /// catalog has are fine: products come and go.
  static Result<Recommender> make(std::shared_ptr<const consent::Config> config,
                                  std::shared_ptr<const Catalog> catalog, std::shared_ptr<const Model> model);

  /// Ranks all items and explains the first `limit`. Consent is evaluated inside, by the gate; what it keeps
  /// back changes no byte of the result.
  ///
  /// Score = base + contributions, where the base is what the item gets from no datum of a visitor. Items
  /// that the visitor has viewed or bought (by the signals that passed the gate) and those in `exclude` are
  /// left out, and so is what the shop's rules leave out; equal scores go to the item that is first in the
  /// catalog. What is pinned stands first. Sensitive items get their base alone, and views of them count for
  /// nothing.
  ///
  /// A list that the brand's server ranked (`served`) is checked and completed, or refused.
  Result<Slate> rank(const Request& request) const;

  /// Why the first item stands above the second, or would, wherever they stand. `unknown-item` if the
  /// catalog has no such item.
  Result<explain::Comparison> compare(const Request& request, std::string_view first,
                                      std::string_view second) const;

  /// What would change the list: see counterfactual.h. A list that the brand's server ranked is refused: only
  /// the server could rank another.
  Result<Json> counterfactuals(const Request& request, std::string_view item) const;

  /// A rationale with all that it was made of, and that made again: see replay.h.
  Result<Json> makeReplay(const Json& request, const Request& read, std::string_view item,
                          const Files& files) const {
    return recommend::makeReplay(shop_, request, read, item, files);
  }
  Result<Json> replay(const Json& file, const Files& files) const {
    return recommend::replay(shop_, file, files);
  }

 private:
  explicit Recommender(Shop shop) : shop_(std::move(shop)) {}

  Shop shop_;
};

}  // namespace sayso::recommend
