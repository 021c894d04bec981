#pragma once

#include "core/base/json.h"
#include "core/gpp/gpp_string.h"

namespace sayso::iab {

/// A GPP string as the GPP API hands it to callers: `{"sectionList": [7], "parsedSections": {"usnat": [{core
/// fields}, {"SubsectionType": 1, "Gpc": true}]}}`. What has no fields here (TC strings, which the text keeps
/// out, and sections that are not known) is not among the parsed ones.
Json gppData(const gpp::GppString& gpp);

}  // namespace sayso::iab
