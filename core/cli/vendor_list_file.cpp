#include "core/cli/vendor_list_file.h"

#include <vector>

#include "core/base/number.h"
#include "core/cli/io.h"

namespace sayso::cli {
namespace {

Error inFile(const Error& error, const std::string& path) {
  return {error.code, error.message, path + (error.at.empty() ? "" : "#" + error.at)};
}

/// A list as its file has it, and as far as a TC string depends on it.
struct ListFile {
  Json whole;
  tcf::VendorList list;
};
Result<ListFile> readListFile(const std::string& path) {
  const auto text = readFile(path);
  if (!text) return text.error();
  auto whole = json::parse(text.value(), tcf::kMaxListBytes);
  if (!whole) return inFile(whole.error(), path);
  std::vector<Error> errors;
  json::Reader reader(whole.value(), errors);
  tcf::VendorList list = tcf::readVendorList(reader);
  if (!errors.empty()) return inFile(errors.front(), path);
  return ListFile{std::move(whole).value(), std::move(list)};
}

}  // namespace

Result<tcf::VendorList> readVendorListFile(const std::string& path) {
  auto file = readListFile(path);
  if (!file) return file.error();
  return std::move(file).value().list;
}

Result<Json> vendorListFor(const iab::TcfOptions& options, const std::string& path) {
  const auto file = readListFile(path);
  if (!file) return file.error();
  const auto& [whole, list] = file.value();
  Json part = Json::object();
  for (const char* key : {"gvlSpecificationVersion", "vendorListVersion", "tcfPolicyVersion"}) {
    if (!whole.contains(key)) return Error{ErrorCode::MissingKey, std::string("expected ") + key, path};
    part[key] = whole[key];
  }
  Json& vendors = part["vendors"] = Json::object();
  for (const iab::MappedVendor& each : options.vendors) {
    const std::string id = formatInteger(each.id);
    const tcf::Vendor* vendor = list.find(each.id);
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
