#include "core/cli/vendor_list_file.h"

#include "core/base/number.h"
#include "core/cli/io.h"

namespace sayso::cli {
namespace {

Error inFile(const Error& error, const std::string& path) {
  return {error.code, error.message, path + (error.at.empty() ? "" : "#" + error.at)};
}

}  // namespace

Result<tcf::VendorList> readVendorListFile(const std::string& path) {
  const auto text = readFile(path);
  if (!text) return text.error();
  auto list = tcf::readVendorList(text.value());
  if (!list) return inFile(list.error(), path);
  return list;
}

Result<Json> vendorListFor(const iab::TcfOptions& options, const std::string& path) {
  const auto list = readVendorListFile(path);
  if (!list) return list.error();
  const Json whole = json::parse(readFile(path).value(), json::kMaxBytesLarge).value();
  Json part = Json::object();
  for (const char* key : {"gvlSpecificationVersion", "vendorListVersion", "tcfPolicyVersion"}) {
    if (!whole.contains(key)) return Error{ErrorCode::MissingKey, std::string("expected ") + key, path};
    part[key] = whole[key];
  }
  Json& vendors = part["vendors"] = Json::object();
  for (const iab::MappedVendor& each : options.vendors) {
    const std::string id = formatInteger(each.id);
    const tcf::Vendor* vendor = list.value().find(each.id);
    if (!vendor || vendor->isDeleted)
      return Error{ErrorCode::BadValue,
                   "the vendor list has " + std::string(vendor ? "taken out" : "no") + " vendor " + id,
                   "/page/integrations/tcf/vendors/" + json::pointerStep(each.service)};
    const Json& full = whole["vendors"][id];
    for (const char* key :
         {"purposes", "legIntPurposes", "flexiblePurposes", "specialPurposes", "specialFeatures"})
      if (full.contains(key) && !full[key].empty()) vendors[id][key] = full[key];
  }
  return part;
}

}  // namespace sayso::cli
