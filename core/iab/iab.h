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
  /// awaited `gdprApplies` is missing and the applicable section is 0. `kept`: the `tcString` of the last
  /// choice, or "".
  Result<Json> say(const consent::Engine& engine, std::string_view state, std::string_view environment,
                   std::string_view kept) const;

  /// What `consent::Engine::choose` gives. Where visitors can choose about the framework itself, and it may
  /// apply, also `tcString` to keep, and in the record what was chosen there. `wish`: a choice about the
  /// framework (tcf::parseTcChoice), "" if it is about other things, "all" if about everything.
  Result<Json> choose(const consent::Engine& engine, std::string_view state, std::string_view environment,
                      std::string_view choices, std::string_view how, std::string_view kept,
                      std::string_view wish) const;

 private:
  Options options_;
};

}  // namespace sayso::iab
