#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/consent/config.h"
#include "core/recommend/catalog.h"
#include "core/recommend/model.h"
#include "core/recommend/reading.h"
#include "core/recommend/request.h"
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
  /// Score = base + contributions, where the base is popularity. Items that the visitor has viewed or bought
  /// (by the signals that passed the gate) and those in `exclude` are left out; equal scores go to the item
  /// that is first in the catalog. Sensitive items get their base alone, and views of them count for nothing.
  Slate rank(const Request& request) const;

 private:
  struct Scores {
    std::vector<double> all;  // base and contributions in definition order: good for a first selection only
    std::vector<char> isPersonal;  // something was added to the base
    std::vector<char> isExcluded;
  };

  Recommender(std::shared_ptr<const consent::Config> config, std::shared_ptr<const Catalog> catalog,
              std::shared_ptr<const Model> model);

  Scores score(const std::vector<Reading>& readings) const;
  void leaveOut(Scores& scores, const Request& request, const ConsentedSignals& consented) const;
  std::vector<std::uint32_t> shortlist(const Scores& scores, std::size_t limit) const;
  std::vector<explain::Rationale> best(const Scores& scores, const std::vector<Reading>& readings,
                                       std::size_t limit) const;

  bool reads(std::string_view signal) const;
  std::vector<Used> used(const std::vector<Reading>& readings) const;
  std::vector<explain::NotUsed> notUsed(const consent::Decision& decision, bool personalized) const;

  std::shared_ptr<const consent::Config> config_;
  std::shared_ptr<const Catalog> catalog_;
  std::shared_ptr<const Model> model_;
  std::string meaning_;
  std::vector<Places> places_;  // one each part
  std::vector<double> base_;    // one each item
};

}  // namespace sayso::recommend
