#pragma once

#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/consent/engine.h"
#include "core/iab/options.h"

namespace sayso::iab {

/// The frameworks a page speaks, beside its loaded config: what the module "consent with IAB" adds.
class Speaker {
 public:
  /// `{"tcf"?: {…, "list"}, "gpp"?: {…}}`, as `say-so build` writes it. Gives `{"tcf"?: {cmpId, cmpVersion,
  /// tcfPolicyVersion, gvlVersion, vendorList?}, "gpp"?: {cmpId, supportedAPIs}}`.
  Result<Json> load(const consent::Engine& engine, std::string_view settings);

  /// What holds now: `{"isAsked", "tcf"?: {"gdprApplies"?, "tc"?: {"tcString", "model"}}, "gpp"?:
  /// {"gppString", "applicableSections", "sectionList", "parsedSections"}}`. While the page's place is
  /// awaited `gdprApplies` is missing and the applicable section is 0.
  Result<Json> say(const consent::Engine& engine, std::string_view state, std::string_view environment) const;

 private:
  Options options_;
};

}  // namespace sayso::iab
