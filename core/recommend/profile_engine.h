#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/recommend/catalog.h"
#include "core/recommend/request.h"

namespace sayso::recommend {

/// What the module of the profile is: texts in, JSON out. It evaluates consent itself, as the one that ranks
/// does: nothing here takes a decision. `not-loaded` until config and catalog are there.
class ProfileEngine {
 public:
  /// -> {"meaning"}; a fault of a question is one of the config.
  Result<Json> loadConfig(std::string_view text);
  /// -> {"items"}: how many
  Result<Json> loadCatalog(std::string_view text);
  /// What questions can offer: see catalog.h.
  Result<Json> facets() const;
  /// What follows from what was seen, for the request of a list (request.h) and what is known of earlier
  /// proposals (proposal.h): {"guesses":[{"from","value","items","titles","first","last"}],
  /// "proposal"?: {"signal","value","count"}}
  Result<Json> look(std::string_view request, std::string_view proposed) const;
  /// {"signal","value"} -> the same, if it is an answer to a question of the site; else what is wrong with
  /// it, and where.
  Result<Json> check(std::string_view answer) const;
  /// An exported profile as answers given now: {"add":[{"signal","value","pinned"?}],
  /// "left":[{"signal","reason"}]}, see profile/import.h.
  Result<Json> readImport(std::string_view request, std::string_view text) const;

 private:
  bool isOffered(const consent::Question& question, std::string_view value) const;
  std::optional<Error> missing() const;
  ConsentedSignals pass(const Request& request) const;

  std::optional<consent::Config> config_;
  std::string meaning_;
  std::optional<Catalog> catalog_;
};

}  // namespace sayso::recommend
