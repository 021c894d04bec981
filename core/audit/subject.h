#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/time.h"
#include "core/consent/config.h"
#include "core/consent/page_config.h"

namespace sayso::audit {

/// The words of one language as a visitor meets them: ours, overridden by the site's.
struct Spoken {
  consent::Words words;
  std::string unreviewed;  // why no speaker of the language stands behind them; empty if one does
};
using WordsByLanguage = std::map<std::string, Spoken, std::less<>>;

/// A message in one of its plural forms ("zero", "one", "other"), or as it is (form "").
struct Form {
  std::string form;
  std::string text;
};

/// What the rules look at.
struct Subject {
  const consent::Config& config;
  const WordsByLanguage& words;
  Time now;
  Json plan;  // what a first visit gets, for each row
  consent::PageConfig page;

  /// The label of `key`; empty if it is missing or empty, which leaves the control out. Of a message with
  /// forms: the one for many.
  std::string label(const Spoken& spoken, std::string_view key) const;
  std::vector<Form> formsOf(const Spoken& spoken, std::string_view key) const;
  /// How many services are of others than the site.
  std::size_t partners() const;
  /// The short words of an optional purpose, as the first layer lists them; its id where there are none.
  std::string shortOf(const Spoken& spoken, const consent::Purpose& purpose) const;
};

/// A subject with the plan that the core makes of the config.
Subject subjectOf(const consent::Config& config, const WordsByLanguage& words, Time now);

/// Whether the first layer says the words of `key`.
bool isOfFirstLayer(std::string_view key);
/// Whether some surface that asks for a choice does.
bool isOfConsent(std::string_view key);

}  // namespace sayso::audit
