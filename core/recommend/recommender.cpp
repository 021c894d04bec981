#include "core/recommend/recommender.h"

#include "core/recommend/counterfactual.h"
#include "core/recommend/fit.h"
#include "core/recommend/ranking.h"

namespace sayso::recommend {

Result<Recommender> Recommender::make(std::shared_ptr<const consent::Config> config,
                                      std::shared_ptr<const Catalog> catalog,
                                      std::shared_ptr<const Model> model) {
  if (auto error = misfit(*model, *config)) return std::move(*error);
  return Recommender(Shop(std::move(config), std::move(catalog), std::move(model)));
}

Result<Slate> Recommender::rank(const Request& request) const {
  const Ranking ranking(shop_, request);
  if (request.served) return ranking.served();
  return ranking.slate();
}

Result<explain::Comparison> Recommender::compare(const Request& request, std::string_view first,
                                                 std::string_view second) const {
  const Ranking ranking(shop_, request);
  const std::uint32_t a = shop_.catalog->find(first), b = shop_.catalog->find(second);
  if (a == Catalog::kNone || b == Catalog::kNone)
    return Error{ErrorCode::UnknownItem, "the catalog has no such item", ""};
  return explain::compare(ranking.rationale(a), ranking.rationale(b));
}

Result<Json> Recommender::counterfactuals(const Request& request, std::string_view item) const {
  if (request.served)
    return Error{ErrorCode::BadValue, "only the server that ranked the list could rank another", "/served"};
  return recommend::counterfactuals(shop_, request, item);
}

}  // namespace sayso::recommend
