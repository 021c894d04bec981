#pragma once

#include <string>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/iab/options.h"
#include "core/tcf/vendor_list.h"

namespace sayso::cli {

/// A Global Vendor List in a file; an error's place begins with the file's name.
Result<tcf::VendorList> readVendorListFile(const std::string& path);

/// What a page needs of the list: what the vendors of its site registered. Refuses vendors that the list
/// lacks or that left it.
Result<Json> vendorListFor(const iab::TcfOptions& options, const std::string& path);

/// The names of the purposes and special features that `tcf`, the settings of a site, asks for, as the file
/// at `path` has them: a vendor list, or its texts in another language.
Result<std::vector<std::string>> vendorListNames(const Json& tcf, const std::string& path);

}  // namespace sayso::cli
