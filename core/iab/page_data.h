#pragma once

#include "core/base/json.h"
#include "core/gpp/gpp_string.h"
#include "core/tcf/tc_string.h"

namespace sayso::iab {

/// A TC string as the CMP API hands it to callers: the members of TCData that come from the string (IAB Tech
/// Lab, CMP API 2.2), with sets as `{"1": true, "2": false}` up to their highest id, and `gvlVersion`.
Json tcData(const tcf::TcString& tc, std::string_view text);

/// A GPP string as the GPP API hands it to callers: `{"sectionList": [7], "parsedSections": {"usnat": [{core
/// fields}, {"SubsectionType": 1, "Gpc": true}]}}`. What has no fields here (TC strings, which the text keeps
/// out, and sections that are not known) is not among the parsed ones.
Json gppData(const gpp::GppString& gpp);

}  // namespace sayso::iab
