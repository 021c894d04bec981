#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/consent/config.h"

namespace sayso::consent {

/// Whether we show a control of our own by which the visitor changes their mind: where the page has none,
/// always, or never.
enum class Reopen : unsigned char { Auto, Corner, None };

/// What a site offers who would rather pay than accept; `say-so audit lint` asks for both.
struct PayAlternative {
  std::string price;         // as the page says it; empty: it does not
  bool thirdOption = false;  // to pay with neither money nor data
};

/// What concerns the page and not the decision: a config's `page`. `say-so build` reads it and writes what
/// comes of it into the page's script; the modules that a page downloads know nothing of it.
struct PageConfig {
  Reopen reopen = Reopen::Auto;
  /// Marks of other tools on the site's tags, by the name they use -> the purposes and services it stands for
  /// here. nullopt: such marks mean nothing.
  std::optional<std::map<std::string, std::vector<std::string>>> marks;
  /// Settings of what tells other tools of the decision, by its name.
  std::map<std::string, Json> integrations;
  std::optional<PayAlternative> payAlternative;
  std::string statement;  // URL of the page that says how recommendations are made; empty: there is none
};

/// A page config, or every fault of it with its place.
struct PageConfigReading {
  PageConfig page;
  std::vector<Error> errors;
};
PageConfigReading readPageConfig(const Config& config);

/// What each mark stands for: ids in one text, "analytics plaincount". The names of services, and those of
/// Cookiebot's and OneTrust's categories, are known by themselves where the config has something of their
/// class; what the site says comes first.
Json marksOf(const Config& config, const PageConfig& page);

}  // namespace sayso::consent
