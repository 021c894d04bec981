#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/audit/shoppers.h"
#include "core/recommend/engine.h"

/// What it gives and costs when visitors let more of their data be used, measured on shoppers whose later
/// purchases are known.
namespace sayso::audit {

/// What is measured: who lets what be used, and how lists are ordered.
struct Setting {
  std::string id;
  std::vector<std::string> purposes;  // granted, of those that feed the model
  Json controls;                      // as a request has them; null: the site's own
  std::optional<std::size_t> newest;  // of what was bought, only the last so many are known
  bool leaveOut =
      false;            // what was bought is left out of lists though it may not be used: only for comparing
  std::string against;  // the id of a setting measured before: what this one brings more, shopper by shopper
};

/// The shop and its shoppers. Lists are made by the very engine that pages use: a setting's purposes become
/// choices in a consent state, and only data of granted purposes are handed in, as the shell does.
class Review {
 public:
  static constexpr std::int64_t kPlaces = 10;  // of a list

  Result<Json> loadConfig(std::string_view text) { return shop_.loadConfig(text); }
  Result<Json> loadCatalog(std::string_view text) { return shop_.loadCatalog(text); }
  Result<Json> loadModel(std::string_view text) { return shop_.loadModel(text); }
  /// After the other three -> {"shoppers"}: how many
  Result<Json> loadShoppers(std::string_view text);

  /// `{"id","purposes","controls"?,"newest"?,"leaveOut"?,"against"?}` -> `say-so-review/1`: means with their
  /// intervals, of all shoppers and of each group. `versus` is there with `against`.
  Result<Json> measure(const Json& setting);

  /// What a page would ask for one of the shoppers: the request behind their list.
  Result<Json> requestOf(const Json& setting, std::string_view shopper) const;

  recommend::Engine& shop() { return shop_; }

 private:
  Result<Json> stateFor(const Setting& setting) const;
  Json requestFor(const Setting& setting, const Json& state, const Shopper& shopper) const;
  bool isGranted(const Setting& setting, std::string_view signal) const;

  recommend::Engine shop_;
  Shoppers shoppers_;
  /// By setting measured, for comparing: of each shopper.
  std::map<std::string, std::vector<std::optional<double>>, std::less<>> recalls_;
};

}  // namespace sayso::audit
