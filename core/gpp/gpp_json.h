#pragma once

#include <vector>

#include "core/base/json.h"
#include "core/gpp/gpp_string.h"

namespace sayso::gpp {

/// `{"sectionIds":[7],"sections":{"usnat":{"core":{Field: value or list},"gpc":true}}}`. `gpc` or `sensitive`
/// is null where that sub-section is absent, and missing where the section has none. uspv1 is
/// `{Version, Notice, OptOutSale, LspaCovered}`; a section carried as it stands is its text, that of an id
/// without a name under "section-28".
Json toJson(const GppString& gpp);
/// `[{"code","at"}]`.
Json toJson(const std::vector<Flag>& flags);

/// The same, read back. `sectionIds` may be left out; if it is there it has to fit. Sections may stand in any
/// order. Errors are those of the JSON, with their pointers.
Result<GppString> fromJson(const Json& value);

}  // namespace sayso::gpp
