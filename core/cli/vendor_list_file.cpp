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

/// What a string depends on of a vendor of the list.
void add(Json& vendors, const Json& whole, unsigned id) {
  const std::string key = formatInteger(id);
  const Json& full = whole["vendors"][key];
  Json& part = vendors[key] = Json::object();
  for (const char* name :
       {"purposes", "legIntPurposes", "flexiblePurposes", "specialPurposes", "specialFeatures"})
    if (full.contains(name) && !full[name].empty()) part[name] = full[name];
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
    const tcf::Vendor* vendor = list.find(each.id);
    if (!vendor || vendor->isDeleted)
      return Error{ErrorCode::BadValue,
                   "the vendor list has " + std::string(vendor ? "taken out" : "no") + " vendor " +
                       formatInteger(each.id),
                   "/page/integrations/tcf/vendors/" + json::pointerStep(each.service)};
    add(vendors, whole, each.id);
  }
  for (const tcf::Vendor& vendor : list.vendors)
    if (!vendor.isDeleted && options.disclosedVendors.has(vendor.id)) add(vendors, whole, vendor.id);
  return part;
}

Result<std::vector<std::string>> vendorListNames(const Json& tcf, const std::string& path) {
  const auto text = readFile(path);
  if (!text) return text.error();
  const auto texts = json::parse(text.value(), tcf::kMaxListBytes);
  if (!texts) return inFile(texts.error(), path);
  std::vector<std::string> names;
  for (const char* list : {"purposes", "specialFeatures"}) {
    if (!tcf.contains(list) || !texts.value().is_object() || !texts.value().contains(list)) continue;
    std::vector<Error> errors;
    json::Reader reader(texts.value()[list], errors, std::string("/") + list);
    if (!reader.expectObject()) return inFile(errors.front(), path);
    // In the order of the framework's ids, which are numbers.
    for (unsigned id = 1; id <= tcf::SmallSet::kMax; ++id)
      if (const std::string key = formatInteger(id); tcf[list].contains(key))
        reader.inIf(key, [&](json::Reader& described) { names.push_back(described.text("name")); });
    if (!errors.empty()) return inFile(errors.front(), path);
  }
  return names;
}

}  // namespace sayso::cli
