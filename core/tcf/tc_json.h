#pragma once

#include <string>

#include "core/base/json.h"
#include "core/tcf/tc_string.h"

namespace sayso::tcf {

struct VendorList;

/// A TC string as a JSON object, in the string's order: sets of vendors as text ("1-5,9"), sets of purposes
/// as arrays, segments that are not there as null.
std::string jsonOf(const TcString& tc);
Json toJson(const TcString& tc);
/// The answer for one string: {"ok":true,"value":…,"flags":[…]} or {"ok":false,"error":…}.
std::string jsonOf(const Result<TcReading>& reading);

/// The same back. `version` may be absent, and so may segments. With a `list` so may the versions that it
/// knows.
Result<TcString> tcStringFromJson(const Json& json, const VendorList* list = nullptr);
/// The string of such a model, fitted to the `list` if there is one.
Result<std::string> encodeTcString(const Json& model, const VendorList* list = nullptr);

}  // namespace sayso::tcf
