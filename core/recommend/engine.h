#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "core/base/json.h"
#include "core/recommend/recommender.h"

namespace sayso::recommend {

/// What the explain module and `say-so rank` are: texts in, JSON out. It owns what was loaded; loading
/// something again replaces it. Consent is decided inside from config, state and environment: nothing here
/// takes a decision.
class Engine {
 public:
  /// -> {"meaning"}
  Result<Json> loadConfig(std::string_view text);
  /// -> {"items"}: how many
  Result<Json> loadCatalog(std::string_view text);
  /// -> {"parts"}: their ids
  Result<Json> loadModel(std::string_view text);
  /// `text` is a request (request.h) -> `say-so-slate/1`. `not-loaded` until all three are there; a list that
  /// the brand's server ranked needs no model.
  Result<Json> rankText(std::string_view text);
  Result<Json> rank(const Json& request);
  /// The same before it is written down, for who measures lists.
  Result<Slate> slate(const Json& request);
  /// Why one item of the catalog stands above another for this request: see explain/compare.h.
  Result<Json> compare(const Json& request, std::string_view first, std::string_view second);
  /// What would change the list of this request, for one item or (`item` is empty) for all of its items:
  /// `say-so-counterfactuals/1`, see counterfactual.h.
  Result<Json> counterfactualsText(std::string_view text, std::string_view item);
  Result<Json> counterfactuals(const Json& request, std::string_view item);
  /// The rationale of one item of the list with all that it was made of: `say-so-replay/1`, see replay.h.
  Result<Json> makeReplayText(std::string_view text, std::string_view item, const Files& files);
  Result<Json> makeReplay(const Json& request, std::string_view item, const Files& files);
  /// Makes it again: `{"rationale"}`, or `replay-differs`.
  Result<Json> replay(const Json& file, const Files& files);

  /// What was loaded; nullptr before.
  const consent::Config* config() const { return config_.get(); }
  const Catalog* catalog() const { return catalog_.get(); }

 private:
  std::optional<Error> prepare();

  std::shared_ptr<const consent::Config> config_;
  std::shared_ptr<const Catalog> catalog_;
  std::shared_ptr<const Model> model_;
  std::optional<Recommender> recommender_;  // made on the first rank after a load
};

}  // namespace sayso::recommend
